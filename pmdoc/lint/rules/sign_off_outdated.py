"""Find signatures that are older than the last revision.

A signature covers the text as it was on that day. Nobody has signed a later revision, and an
auditor will ask what changed. Sign again, or date the revision of the text rather than that of the
approval.

Passes:
    pmdoc: 1
    report:
      sign_offs: [{role: Incident Commander, name: Dana Reyes, date: 2026-03-09}]
      revisions: [{version: "1.0", date: 2026-03-09, changes: First complete version}]
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      sign_offs: [{role: Incident Commander, name: Dana Reyes, date: 2026-03-09}]
      revisions:
        - {version: "1.0", date: 2026-03-09, changes: First complete version}
        - {version: "1.1", date: 2026-03-12, changes: Financial figures corrected}
    incident: {id: INC-1, title: Outage}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.moment import Moment, Period


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    last = max((revision.date for revision in report.revisions if revision.date), default=None)
    if last is None:
        return
    for index, sign_off in enumerate(report.sign_offs):
        day = _day(sign_off.date)
        if day and day < last:
            yield _finding(pointer_to("report", "sign_offs", index, "date"), last)
    if report.approval.date and report.approval.date < last:
        yield _finding("/report/approval/date", last)


def _day(moment: Moment | None) -> dt.date | None:
    """Return the day as written, in its own time zone; the last of a month or year."""
    time = moment.until or moment.time if moment else None
    if isinstance(time, Period):
        return time.last_day
    return time.date() if isinstance(time, dt.datetime) else time


def _finding(pointer: str, last: dt.date) -> Finding:
    return Finding(
        pointer,
        f"is before the last revision, of {last}, so the revised text is unsigned.",
        "Have the revised report signed again, or check the dates.",
    )


RULE = Rule(id="sign-off-outdated", level=Level.WARNING, check=_check)

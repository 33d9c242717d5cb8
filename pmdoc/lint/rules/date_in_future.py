"""Find events that are dated after the report that tells of them.

Either the date is a slip, or the report was updated and still has its old date. Events are compared
with the report's own day, the latest of `report.date`, `report.last_updated` and the dates of its
revisions, so that a report is judged the same in five years. Reviews, signatures and revisions may
come up to three hundred days later. Today's date (or `SOURCE_DATE_EPOCH`) counts only if the file
has none of these dates.

Passes:
    pmdoc: 1
    report: {date: 2026-03-09}
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
    actions:
      - {action: Add a test, owner: Search team, due: 2026-04-01}

Fails:
    pmdoc: 1
    report: {date: 2026-03-09}
    incident: {id: INC-1, title: Outage, started: 2026-03-20T09:00Z}
"""

import datetime as dt
from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import Bounds, bounds_of_day, start_of
from pmdoc.model.incident import Incident

_MOMENTS = (
    *("started", "detected", "acknowledged", "escalated", "mitigation_started", "mitigated"),
    *("restored", "resolved", "closed"),
)
_FIRST_SOUND_YEAR = 2000
"""Before it a clock is not set, or is set to 1970 or 1980 for a reproducible build."""
_HINT = "Check the date and the year."
_LATER_ACTS = dt.timedelta(days=300)


def _check(subject: Subject) -> Findings:
    today = subject.today
    if today and today.year < _FIRST_SOUND_YEAR:
        today = None
    day = subject.day or today
    if day is None:
        return
    name = f"the date of the report, {day}" if subject.day else f"today, {day}"
    hint = "Check its date, or update `report.last_updated`." if subject.day else _HINT
    last_event = bounds_of_day(day)
    for pointer, bounds in _events(subject):
        if last_event.is_before(bounds):
            yield Finding(pointer, f"is after {name}.", hint)
    base = subject.report_day
    last = base + _LATER_ACTS if base else day
    for pointer, act in _acts(subject.incident):
        if act > last:
            far = f"is {(act - base).days} days after the date of the report" if base else ""
            yield Finding(pointer, f"{far}, {base}." if base else f"is after {name}.", _HINT)


def _events(subject: Subject) -> Iterator[tuple[str, Bounds]]:
    incident = subject.incident
    for event in subject.events:
        yield f"/timeline/{event.place}/at", event.begins
    moments = [
        *((pointer_to("incident", name), getattr(incident.incident, name)) for name in _MOMENTS),
        *((f"/communication/log/{n}/at", m.at) for n, m in enumerate(incident.communication.log)),
        *(
            (f"/communication/regulatory/{n}/sent", notice.sent)
            for n, notice in enumerate(incident.communication.regulatory)
        ),
    ]
    for pointer, moment in moments:
        bounds = start_of(moment)
        if bounds:
            yield pointer, bounds
    for index, action in enumerate(incident.actions):
        if action.completed:
            yield f"/actions/{index}/completed", bounds_of_day(action.completed)


def _acts(incident: Incident) -> Iterator[tuple[str, dt.date]]:
    report = incident.report
    acts = [
        ("/report/reviewed", report.reviewed),
        ("/report/approval/date", report.approval.date),
        *((f"/report/revisions/{n}/date", r.date) for n, r in enumerate(report.revisions)),
        *(
            (f"/report/sign_offs/{n}/date", sign_off.date.day if sign_off.date else None)
            for n, sign_off in enumerate(report.sign_offs)
        ),
    ]
    for pointer, day in acts:
        if day:
            yield pointer, day


RULE = Rule(
    id="date-in-future",
    level=Level.WARNING,
    check=_check,
    each=("actions", "timeline", "communication"),
)

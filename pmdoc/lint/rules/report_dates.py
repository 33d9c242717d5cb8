"""Find dates of the report that contradict each other.

A report is last updated on the day of its last revision, or later. It is approved and reviewed
after the incident began, and its next review is still to come. A follow-up review comes after the
report's incident, not before it.

Passes:
    pmdoc: 1
    report: {date: 2026-03-09, last_updated: 2026-03-12, next_review: 2026-09-09}
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}

Fails:
    pmdoc: 1
    report: {date: 2026-03-09, last_updated: 2026-03-02, next_review: 2025-09-09}
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
"""

import datetime as dt
from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.time_bounds import bounds_of_day, start_of
from pmdoc.model.incident import Incident
from pmdoc.model.moment import CalendarDate, Period

_HINT = "Check the date and the year."


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    if report.last_updated:
        revised = max((one.date for one in report.revisions if one.date), default=None)
        for day, name in ((report.date, "the date of the report"), (revised, "the last revision")):
            if day and report.last_updated < day:
                message = f"is before {name}, {day}."
                yield Finding("/report/last_updated", message, "Update it.")
                break
    for other, name in ((report.reviewed, "the last review"), (subject.report_day, "the report")):
        planned = _last_day(report.next_review)
        if planned and other and planned < other:
            yield Finding("/report/next_review", f"is before {name}, of {other}.", _HINT)
            break
    started = start_of(subject.incident.incident.started)
    for pointer, day in _later(subject.incident):
        if started and bounds_of_day(day).is_before(started):
            yield Finding(pointer, "is before the start of the incident.", _HINT)


def _later(incident: Incident) -> Iterator[tuple[str, dt.date]]:
    """Yield dates that come after the start of the incident."""
    report, plan = incident.report, incident.follow_up
    days: list[tuple[str, dt.date | None]] = [
        ("/report/reviewed", report.reviewed),
        ("/report/approval/date", report.approval.date),
        *(
            (f"/report/sign_offs/{index}/date", sign_off.date.day if sign_off.date else None)
            for index, sign_off in enumerate(report.sign_offs)
        ),
    ]
    for name in ("review_30_day", "review_90_day", "annual_review"):
        review = getattr(plan, name)
        days.append((f"/follow_up/{name}", _last_day(review.date) if review else None))
    for pointer, day in days:
        if day:
            yield pointer, day


def _last_day(date: CalendarDate | None) -> dt.date | None:
    return date.last_day if isinstance(date, Period) else date


RULE = Rule(id="report-dates", level=Level.WARNING, check=_check)

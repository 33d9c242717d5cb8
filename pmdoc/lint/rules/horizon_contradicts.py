"""Find actions whose horizon contradicts their due date.

`immediate` means within days of the report, `short-term` within about a month, `medium-term` within
about a quarter, and `long-term` later. Dates are compared generously: with twice that and more, or
with a tenth of it. An action that was due soon after an incident of long ago is left alone, and so
are cancelled ones.

Passes:
    pmdoc: 1
    report: {date: 2026-03-10}
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
    actions:
      - {action: Raise the limit, owner: Payments team, due: 2026-03-20, horizon: immediate}

Fails:
    pmdoc: 1
    report: {date: 2026-03-10}
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
    actions:
      - {action: Split the pool, owner: Payments team, due: 2027-06-30, horizon: immediate}
      - {action: Raise the limit, owner: Payments team, due: 2026-03-11, horizon: long-term}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, end_of, start_of
from pmdoc.model.choice import ActionStatus, Horizon

_LATEST = {Horizon.IMMEDIATE: 45, Horizon.SHORT_TERM: 120, Horizon.MEDIUM_TERM: 270}
"""The most days after the report."""
_EARLIEST = {Horizon.MEDIUM_TERM: 3, Horizon.LONG_TERM: 28}
"""The fewest days after the end of the incident."""


def _check(subject: Subject) -> Findings:
    facts, report = subject.incident.incident, subject.incident.report
    ended = end_of(facts.resolved) or end_of(facts.restored) or start_of(facts.started)
    day = report.date or subject.day
    for index, action in enumerate(subject.incident.actions):
        due = action.due.last_day if action.due else None
        horizon = action.horizon
        if due is None or horizon is None or action.status is ActionStatus.CANCELLED:
            continue
        place = pointer_to("actions", index, "horizon")
        if day and horizon in _LATEST and due > day + dt.timedelta(days=_LATEST[horizon]):
            far = f"{(due - day).days} days after the date of the report"
            yield _finding(place, horizon, far)
        elif ended and horizon in _EARLIEST:
            earliest = ended.latest + dt.timedelta(days=_EARLIEST[horizon])
            days = (due - ended.latest.date()).days
            if days >= 0 and bounds_of_day(due).latest < earliest:
                yield _finding(place, horizon, f"{days} days after the incident")


def _finding(place: str, horizon: Horizon, when: str) -> Finding:
    return Finding(
        place,
        f"is {horizon}, but the action is due {when}.",
        "Change the horizon or the due date.",
    )


RULE = Rule(id="horizon-contradicts", level=Level.WARNING, check=_check, each=("actions",))

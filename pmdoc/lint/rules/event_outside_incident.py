"""Find events that can hardly belong to this incident.

Nobody investigates or resolves an incident before it starts, detects it after its end, notifies the
authorities beforehand, or works on it once it is closed. An event more than a year away is usually
a slip in the year. Causes long before and reports long after are left alone.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T12:00Z}
    timeline:
      - {at: 2025-11-20, phase: detection, event: The alert on the pool is switched off}
      - {at: 2026-03-02T09:05Z, phase: detection, event: First page}
      - {at: 2026-03-10, phase: resolution, event: The report is published}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T12:00Z}
    timeline:
      - {at: 2025-03-01T09:30Z, event: First errors}
      - {at: 2026-03-01T09:40Z, phase: investigation, event: The cause is found}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.subject import TimedEvent
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.choice import Phase

_FAR = dt.timedelta(days=366)
_HINT = "Check the date and the UTC offset."


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    started = start_of(facts.started)
    ended = end_of(facts.restored) or end_of(facts.resolved)
    closed = end_of(facts.closed)
    for event in subject.events:
        fault = _fault(event, started, ended, closed)
        if fault:
            hint = f"{_HINT[:-1]}, or the phase." if "phase" in fault else _HINT
            yield Finding(pointer_to("timeline", event.place, "at"), fault, hint)
    if started is None:
        return
    for index, notice in enumerate(subject.incident.communication.regulatory):
        sent = end_of(notice.sent)
        if sent and sent.is_before(started):
            pointer = pointer_to("communication", "regulatory", index, "sent")
            yield Finding(pointer, "is before the start of the incident.", _HINT)


def _fault(
    event: TimedEvent, started: Bounds | None, ended: Bounds | None, closed: Bounds | None
) -> str:
    """Return why an entry can hardly belong to the incident, or an empty string."""
    phase, begins, ends = event.entry.phase, event.begins, event.ends
    if started and started.earliest - ends.latest > _FAR:
        return "is more than a year before the incident started."
    if ended and begins.earliest - ended.latest > _FAR:
        return "is more than a year after the incident ended."
    is_response = phase is Phase.INVESTIGATION or phase is Phase.RESOLUTION
    if is_response and started and ends.is_before(started):
        return f"is before the incident started, although its phase is {phase}."
    if phase is Phase.DETECTION and ended and ended.is_before(begins):
        return "is after the incident ended, although its phase is detection."
    if phase is Phase.INVESTIGATION and closed and closed.is_before(begins):
        return "is after the incident was closed, although its phase is investigation."
    return ""


RULE = Rule(
    id="event-outside-incident", level=Level.NOTE, check=_check, each=("timeline", "communication")
)

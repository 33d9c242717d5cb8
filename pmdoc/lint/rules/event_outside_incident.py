"""Find events that can hardly belong to this incident.

Nobody tells an authority of an incident before it is known, or customers before it starts, unless
they announce a change; and an event more than a year away is usually a slip in the year. What led
to an incident and what followed it may be months away. `phase-contradicts` compares the phases of
entries with the times of the incident.

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
      - {at: 2025-02-02T09:30Z, event: First errors}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.subject import TimedEvent
from pmdoc.lint.text_index import SearchPattern
from pmdoc.lint.time_bounds import Bounds, end_of, start_of

_FAR = dt.timedelta(days=366)
_PLANNED = SearchPattern(
    r"(?i)\b(?:plan\w*|schedul\w*|maintenance|upcoming|release|rollout|deploy\w*|change|reminder"
    r"|will|tomorrow|geplant\w*|wartung\w*|prévu\w*|previst\w*|mantenimiento|onderhoud)\b"
)
_HINT = "Check the date and the UTC offset."


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    started = start_of(facts.started)
    ended = end_of(facts.restored) or end_of(facts.resolved)
    for event in subject.events:
        fault = _fault(event, started, ended)
        if fault:
            yield Finding(pointer_to("timeline", event.place, "at"), fault, _HINT)
    for index, message in enumerate(subject.incident.communication.log):
        at = end_of(message.at)
        is_planned = _PLANNED.pattern.search(f"{message.channel} {message.message}")
        if at and started and at.is_before(started) and not is_planned:
            pointer = pointer_to("communication", "log", index, "at")
            yield Finding(pointer, "is before the start of the incident.", _HINT)
    known, name = (start_of(facts.detected), "detection") if facts.detected else (started, "start")
    for index, notice in enumerate(subject.incident.communication.regulatory):
        sent = end_of(notice.sent)
        if known and sent and sent.is_before(known):
            pointer = pointer_to("communication", "regulatory", index, "sent")
            yield Finding(pointer, f"is before the {name} of the incident.", _HINT)


def _fault(event: TimedEvent, started: Bounds | None, ended: Bounds | None) -> str:
    """Return why an entry can hardly belong to the incident, or an empty string."""
    if started and started.earliest - event.ends.latest > _FAR:
        return "is more than a year before the incident started."
    if ended and event.begins.earliest - ended.latest > _FAR:
        return "is more than a year after the incident ended."
    return ""


RULE = Rule(
    id="event-outside-incident", level=Level.NOTE, check=_check, each=("timeline", "communication")
)

"""Find timeline entries whose phase contradicts the times of the incident.

Detection lasts until the incident is known (`incident.detected`), so nobody investigates or
resolves anything before it, and nothing belongs to it once an investigation has begun. A second
wave is detected after `mitigated`, or after the end if somebody works on it afterwards. Nothing
resolves an incident before `incident.mitigation_started`, and nobody investigates it once it is
closed. Only what is so for certain is reported.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, detected: 2026-03-02T09:10Z}
    timeline:
      - {at: 2025-11-20, phase: detection, event: The alert on the pool is switched off}
      - {at: 2026-03-02T09:10Z, phase: detection, event: First page}
      - {at: 2026-03-02T09:20Z, phase: investigation, event: The cause is found}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, detected: 2026-03-02T09:10Z,
      resolved: 2026-03-02T10:00Z}
    timeline:
      - {at: 2026-03-02T08:20Z, phase: investigation, event: The cause is found}
      - {at: 2026-03-02T09:40Z, phase: detection, event: First page}
"""

from msgspec import Struct

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.subject import TimedEvent
from pmdoc.lint.time_bounds import Bounds, end_of, start_of

_DETECTION, _INVESTIGATION = "detection", "investigation"
_ENDING = frozenset({"containment", "mitigation", "eradication", "resolution", "recovery"})
_RESPONSE = _ENDING | {_INVESTIGATION}


class _Moments(Struct, frozen=True, kw_only=True):
    started: Bounds | None
    detected: Bounds | None
    mitigation_started: Bounds | None
    mitigated: Bounds | None
    ended: Bounds | None
    closed: Bounds | None
    first_work: Bounds | None
    last_work: Bounds | None


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    work = [one.begins for one in subject.events if one.entry.phase in _RESPONSE]
    moments = _Moments(
        started=start_of(facts.started),
        detected=start_of(facts.detected),
        mitigation_started=start_of(facts.mitigation_started),
        mitigated=start_of(facts.mitigated),
        ended=end_of(facts.restored) or end_of(facts.resolved),
        closed=end_of(facts.closed),
        first_work=min(work, key=lambda bounds: bounds.latest, default=None),
        last_work=max(work, key=lambda bounds: bounds.earliest, default=None),
    )
    for event in subject.events:
        fault = _fault(event, moments)
        if fault:
            yield Finding(
                pointer_to("timeline", event.place, "at"),
                f"is {fault}, although its phase is {event.entry.phase}.",
                "Check the date, the UTC offset and the phase.",
            )


def _fault(event: TimedEvent, moments: _Moments) -> str:
    """Return where the entry lies, if its phase contradicts that, or an empty string."""
    phase, begins, ends = event.entry.phase, event.begins, event.ends
    if phase in _RESPONSE:
        if _is_before(ends, moments.started):
            return "before the incident started"
        if _is_before(ends, moments.detected):
            return "before the incident was detected"
    if phase in _ENDING and _is_before(ends, moments.mitigation_started):
        return "before mitigation started"
    if phase == _INVESTIGATION and _is_before(moments.closed, begins):
        return "after the incident was closed"
    if phase == _DETECTION:
        if _is_before(moments.ended, begins) and not _is_before(begins, moments.last_work):
            return "after the incident ended"
        is_known = _is_before(moments.detected, begins) and _is_before(moments.first_work, begins)
        if is_known and _is_before(ends, moments.mitigated or moments.ended):
            return "after the incident was detected and investigated"
    return ""


def _is_before(one: Bounds | None, other: Bounds | None) -> bool:
    return one is not None and other is not None and one.is_before(other)


RULE = Rule(id="phase-contradicts", level=Level.NOTE, check=_check)

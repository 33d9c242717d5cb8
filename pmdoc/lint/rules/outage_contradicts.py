"""Find outages whose times contradict each other or those of the incident.

Downtime is the total of the outages, so one wrong day spoils it. An outage ends after it begins, it
does not begin before the incident or after its closing, and the duration that is stated beside its
times is the time between them.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Two outages, started: 2026-03-02T09:00Z}
    impact:
      outages:
        - {started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z, duration: 1 h}
        - {started: 2026-03-06T09:00Z}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Two outages, started: 2026-03-02T09:00Z}
    impact:
      outages:
        - {started: 2026-03-02T09:00Z, restored: 2026-03-02T08:00Z}
"""

from msgspec.structs import replace

from pmdoc.lint.duration_match import contradicts, in_words
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import end_of, start_of
from pmdoc.model.durations import length_of
from pmdoc.model.impact import Outage

_HINT = "Check the day and the UTC offset of both."


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    began, closed = start_of(facts.started), end_of(facts.closed)
    for index, outage in enumerate(subject.incident.impact.outages):
        start, end = start_of(outage.started), end_of(outage.restored)
        where = ("impact", "outages", index)
        if start and end and end.is_before(start):
            yield Finding(pointer_to(*where, "restored"), "is before it started.", _HINT)
        if start and began and start.is_before(began):
            yield Finding(pointer_to(*where, "started"), "is before the incident started.", _HINT)
        if start and closed and closed.is_before(start):
            yield Finding(pointer_to(*where, "started"), "is after the incident was closed.", _HINT)
        fault = _duration_fault(outage)
        if fault:
            hint = "Delete it, or check the times."
            yield Finding(pointer_to(*where, "duration"), fault, hint)


def _duration_fault(outage: Outage) -> str:
    timed = length_of(replace(outage, duration=None))
    if outage.duration and timed and contradicts(outage.duration, timed):
        return f"is {in_words(outage.duration)}, but its times are {in_words(timed)} apart."
    return ""


RULE = Rule(id="outage-contradicts", level=Level.WARNING, check=_check)

"""Find a long stretch of the incident that the timeline does not cover.

Readers of a timeline ask what happened in the longest silence. A gap is reported if it takes more
than an hour and more than half of the time from the detection (or else the start) to `resolved` or
`restored`, and no entry with an unknown time falls into it. Time before anybody knew of the
incident is no gap. That nothing happened is worth an entry too.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Outage
      started: 2026-03-01T09:00Z
      detected: 2026-03-02T09:20Z
      resolved: 2026-03-02T12:00Z
    timeline:
      - {at: 2026-03-01T09:00Z, event: First errors}
      - {at: {time: 2026-03-02T09:20Z, until: 2026-03-02T11:40Z}, event: The index is rebuilt}
      - {at: 2026-03-02T12:00Z, event: Searches work again}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T12:00Z}
    timeline:
      - {at: 2026-03-02T09:00Z, event: First errors}
      - {at: 2026-03-02T09:20Z, event: The cause is found}
      - {at: 2026-03-02T12:00Z, event: Searches work again}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.incident import IncidentFacts

_SHORTEST = dt.timedelta(hours=1)
_SHARE = 2
_MINUTE = dt.timedelta(minutes=1)  # the uncertainty of a time without seconds


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    known, ended = _known_from(facts), end_of(facts.resolved) or end_of(facts.restored)
    if known is None or ended is None:
        return
    allowed = max(_SHORTEST, (ended.earliest - known.latest) / _SHARE)
    covered, last, stated, since = known.latest, -1, _stated(known), "the detection"
    for event in subject.events:
        index, begins, ends = event.place, event.begins, event.ends
        # A skipped index means that an entry without a known time lies between these two.
        is_next = last >= 0 and index == last + 1
        if is_next and covered < ended.earliest and begins.earliest - covered > allowed:
            yield _finding(index, since, min(begins.earliest, ended.earliest) - stated)
        if ends.latest >= covered:
            covered, last, stated, since = ends.latest, index, _stated(ends), f"timeline[{index}]"
        elif ends.latest < known.latest:
            last = index


def _known_from(facts: IncidentFacts) -> Bounds | None:
    """Return when people knew of it at the latest, or else when it began."""
    return end_of(facts.detected) or start_of(facts.acknowledged) or start_of(facts.started)


def _stated(time: Bounds) -> dt.datetime:
    """Return a time as written, without the rest of its minute."""
    return time.earliest if time.latest - time.earliest <= _MINUTE else time.latest


def _finding(index: int, since: str, gap: dt.timedelta) -> Finding:
    minutes = round(gap.total_seconds() / 60)
    length = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return Finding(
        pointer_to("timeline", index, "at"),
        f"is about {length} after {since}, with nothing in between.",
        "Add what happened in between, even if people only waited.",
    )


RULE = Rule(id="timeline-gap", level=Level.NOTE, check=_check)

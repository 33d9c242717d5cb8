"""Find a long time within the incident of which the timeline says nothing.

In → Out: a subject in, findings out.
Must not: count a gap in which an entry stands whose time is not known.

Whoever reads a timeline asks what happened in the longest silence. A gap is worth a line when it
takes more than half of the incident, from `incident.started` until `resolved` or `restored`, and
more than an hour. That nothing happened is worth saying too.

Passes:

    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T12:00Z}
    timeline:
      - {at: 2026-03-02T09:00Z, event: First errors}
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

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmdoc.diagnostics.problem import Level, pointer_to
from pmdoc.lint.rule import Finding, Rule
from pmdoc.lint.subject import Subject
from pmdoc.model.incident import IncidentFacts

_SHORTEST = dt.timedelta(hours=1)
_SHARE = 2
_MINUTE = dt.timedelta(minutes=1)
"""How long a time of day may have lasted that is written without seconds."""


def _check(subject: Subject) -> Iterator[Finding]:
    """Measure from the end of what was told so far to the next entry."""
    started, ended = _ends(subject.incident.incident)
    if started is None or ended is None:
        return
    allowed = max(_SHORTEST, (ended - started) / _SHARE)
    told, last, stated = started, -1, started
    for event in subject.events:
        index, begins, ends = event.place, event.begins, event.ends
        # An entry without a known time stands between these two, where the numbers leave one out.
        is_open = index != last + 1
        if begins.earliest - told > allowed and told < ended and not is_open and last >= 0:
            yield _finding(index, last, min(begins.earliest, ended) - stated)
        if ends.latest >= told:
            told, last = ends.latest, index
            is_exact = ends.latest - ends.earliest <= _MINUTE
            stated = ends.earliest if is_exact else ends.latest


def _ends(facts: IncidentFacts) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Give the clock times between which the incident lasted."""
    ended = facts.resolved or facts.restored
    return (facts.started.instant if facts.started else None), (ended.instant if ended else None)


def _finding(index: int, last: int, gap: dt.timedelta) -> Finding:
    minutes = round(gap.total_seconds() / 60)
    length = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return Finding(
        pointer_to("timeline", index, "at"),
        f"comes about {length} after timeline[{last}], and nothing is told of the time between.",
        "Add what happened then, if only that it was waited for.",
    )


RULE = Rule(id="timeline-gap", level=Level.NOTE, check=_check)

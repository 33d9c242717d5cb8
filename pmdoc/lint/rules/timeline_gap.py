"""Find a long stretch of the incident that the timeline does not cover.

Readers of a timeline ask what happened in the longest silence. A gap is reported if it takes more
than an hour and more than half of the incident, from `incident.started` to `resolved` or
`restored`, and no entry with an unknown time falls into it. That nothing happened is worth an entry
too.

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

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.moment import Moment

_SHORTEST = dt.timedelta(hours=1)
_SHARE = 2
_MINUTE = dt.timedelta(minutes=1)  # the uncertainty of a time without seconds


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    started, ended = _instant(facts.started), _instant(facts.resolved or facts.restored)
    if started is None or ended is None:
        return
    allowed = max(_SHORTEST, (ended - started) / _SHARE)
    covered, last, stated = started, -1, started
    for event in subject.events:
        index, begins, ends = event.place, event.begins, event.ends
        # A skipped index means that an entry without a known time lies between these two.
        is_open = index != last + 1
        if begins.earliest - covered > allowed and covered < ended and not is_open and last >= 0:
            yield _finding(index, last, min(begins.earliest, ended) - stated)
        if ends.latest >= covered:
            covered, last = ends.latest, index
            is_exact = ends.latest - ends.earliest <= _MINUTE
            stated = ends.earliest if is_exact else ends.latest


def _instant(moment: Moment | None) -> dt.datetime | None:
    return moment.instant if moment else None


def _finding(index: int, last: int, gap: dt.timedelta) -> Finding:
    minutes = round(gap.total_seconds() / 60)
    length = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return Finding(
        pointer_to("timeline", index, "at"),
        f"is about {length} after timeline[{last}], with nothing in between.",
        "Add what happened in between, even if people only waited.",
    )


RULE = Rule(id="timeline-gap", level=Level.NOTE, check=_check)

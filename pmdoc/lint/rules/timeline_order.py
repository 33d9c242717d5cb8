"""Find timeline entries that stand out of order.

In → Out: a subject in, findings out.
Must not: judge an entry whose time is unknown, or order what may have been at the same time.

Readers take a timeline for the order in which things happened. Where two entries contradict each
other, the one that fits least of the others is named. "About" may be an hour off, a day without a
clock time is a whole day in any zone, and where sources disagree each of them may be right: only
what is out of order for certain is found. A span stands where it begins.

Passes:

    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    timeline:
      - {at: 2019-07-02T13:42Z, event: The rule is deployed}
      - {at: unknown, event: CPUs are full}
      - {at: about 2019-07-02T13:40Z, event: Customers call}
      - {at: 2019-07-02T15:45+02:00, event: The first page}

Fails:

    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    timeline:
      - {at: 2019-07-02T13:42Z, event: The rule is deployed}
      - {at: 2019-07-02T14:07Z, event: The firewall is switched off}
      - {at: 2019-07-02T13:45Z, event: The first page}
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator

from pmdoc.diagnostics.problem import Level, pointer_to
from pmdoc.lint.rule import Finding, Rule
from pmdoc.lint.subject import Subject, TimedEvent
from pmdoc.lint.time_bounds import Bounds

_MINUTE = dt.timedelta(minutes=1)


def _check(subject: Subject) -> Iterator[Finding]:
    """Keep the longest run of certain times that is in order; name what does not fit into it."""
    if _is_in_order(subject.events):
        return
    known = [(event.place, event.begins) for event in subject.events]
    certain = [one for one in known if one[1].latest - one[1].earliest < _MINUTE]
    kept = _longest_in_order(certain)
    places = [index for index, _ in kept]
    for index, bounds in known:
        at = bisect.bisect_left(places, index)
        above = kept[at - 1] if at else None
        # what is kept itself fits what stands below it, but for the seconds, which are said there
        below = kept[at] if at < len(kept) and places[at] > index else None
        if above and bounds.is_before(above[1]):
            yield _finding(index, above[0], "is before", "stands above it")
        elif below and below[1].is_before(bounds):
            yield _finding(index, below[0], "is after", "stands below it")


def _is_in_order(events: Iterable[TimedEvent]) -> bool:
    """Say whether no entry is before one above it for certain, as in nearly all timelines."""
    last = None
    for event in events:
        if last and event.begins.latest < last:
            return False
        if last is None or last < event.begins.earliest:
            last = event.begins.earliest
    return True


def _longest_in_order(entries: list[tuple[int, Bounds]]) -> list[tuple[int, Bounds]]:
    """Find the most entries that are in order, the earlier one of two that are not (patience)."""
    ends: list[float] = []  # the latest first entry of a run of each length, negated
    lasts: list[int] = []
    followers: list[int] = []
    # From the end, so that of two entries that contradict each other the upper one is kept.
    backwards = entries[::-1]
    for number, (_, bounds) in enumerate(backwards):
        minute = -(bounds.earliest.timestamp() // 60)
        place = bisect.bisect_right(ends, minute)
        followers.append(lasts[place - 1] if place else -1)
        if place == len(ends):
            ends.append(minute)
            lasts.append(number)
        else:
            ends[place] = minute
            lasts[place] = number
    kept = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        kept.append(backwards[number])
        number = followers[number]
    return kept


def _finding(index: int, other: int, relation: str, place: str) -> Finding:
    return Finding(
        pointer_to("timeline", index, "at"),
        f"{relation} timeline[{other}], which {place}.",
        "Move the entry, or check its day and offset.",
    )


RULE = Rule(id="timeline-order", level=Level.WARNING, check=_check)

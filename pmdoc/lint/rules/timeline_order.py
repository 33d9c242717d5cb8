"""Find timeline entries that are out of order.

Readers take a timeline for the order in which things happened. If two entries contradict each
other, the one that fits fewer of the others is reported. "About" may be an hour off, a day without
a clock time covers the whole day in any time zone, and if sources disagree each may be right: only
what is out of order for certain is reported. A span counts by its start.

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

import bisect
import datetime as dt
from collections.abc import Iterable

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.subject import TimedEvent
from pmdoc.lint.time_bounds import Bounds

_MINUTE = dt.timedelta(minutes=1)


def _check(subject: Subject) -> Findings:
    if _is_in_order(subject.events):
        return
    known = [(event.place, event.begins) for event in subject.events]
    certain = [one for one in known if one[1].latest - one[1].earliest < _MINUTE]
    kept = _longest_in_order(certain)
    places = [index for index, _ in kept]
    for index, bounds in known:
        at = bisect.bisect_left(places, index)
        above = kept[at - 1] if at else None
        # An entry that is kept fits the one below it, except for seconds, which are reported there.
        below = kept[at] if at < len(kept) and places[at] > index else None
        if above and bounds.is_before(above[1]):
            yield _finding(index, above[0], "is before", "comes above it")
        elif below and below[1].is_before(bounds):
            yield _finding(index, below[0], "is after", "comes below it")


def _is_in_order(events: Iterable[TimedEvent]) -> bool:
    """Return whether no entry is certainly before one above it: the common case, done fast."""
    last = None
    for event in events:
        if last and event.begins.latest < last:
            return False
        if last is None or last < event.begins.earliest:
            last = event.begins.earliest
    return True


def _longest_in_order(entries: list[tuple[int, Bounds]]) -> list[tuple[int, Bounds]]:
    """Return the longest subsequence in order, by patience sorting.

    Of 09:00, 08:00, 10:00, 11:00 it returns 09:00, 10:00, 11:00: of two entries that contradict
    each other the upper one is kept, so the search runs from the end.
    """
    ends: list[float] = []  # for each length, the latest first entry of a run, negated
    lasts: list[int] = []
    followers: list[int] = []
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
        "Move the entry, or check its day and UTC offset.",
    )


RULE = Rule(id="timeline-order", level=Level.WARNING, check=_check)

"""Work out how long things took, never finer than the times that they follow from.

In → Out: the moments at both ends, or outages, in; a `Duration` with its derivation out.
Must not: read the clock, or return a duration if one of its ends is unknown.

Between a clock time and a day lie whole days, between a day and a month whole months. A duration is
approximate if one of its ends is approximate, a short span, or disputed between sources, or if it
is counted in months or years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from msgspec.structs import replace

from pmdoc.model.amount import Derivation, Duration
from pmdoc.model.impact import Outage
from pmdoc.model.moment import Moment, Period, TimePoint, TimeResolution

MONTH, YEAR = dt.timedelta(days=30.4375), dt.timedelta(days=365.25)
"""The average lengths, for durations that are only known to a month or a year."""
_SHORTEST = {TimeResolution.MONTH: 2 * MONTH, TimeResolution.YEAR: 2 * YEAR}
"""The shortest lengths that are worth saying, if a time is known to a month or a year."""


class Landmark(NamedTuple):
    """A known moment, by the name of the property that holds it, such as "detected"."""

    name: str
    moment: Moment

    @property
    def earliest(self) -> dt.datetime:
        """The first instant at which it can have been."""
        return cast(dt.datetime, self.moment.earliest)

    @property
    def latest(self) -> dt.datetime:
        """The last instant at which it can have been."""
        return cast(dt.datetime, self.moment.latest)

    @property
    def point(self) -> TimePoint:
        """The time as it is stated; of a span, its start."""
        return cast(TimePoint, self.moment.time)

    @property
    def resolution(self) -> TimeResolution:
        """How finely the time is stated."""
        return cast(TimeResolution, self.moment.resolution)


def length_between(start: Landmark, end: Landmark) -> Duration | None:
    """Return the duration from one moment to another.

    None if they are out of order; if one of them is a long span, of which either end may count; or
    if both lie within two months or two years, of which it may be any part.
    """
    if _has_long_span(start, end):
        return None
    resolution = _coarser(start, end)
    length = _difference(start, end, resolution)
    if length < _SHORTEST.get(resolution, dt.timedelta()):
        return None
    is_certain = start.moment.is_certain and end.moment.is_certain
    is_certain = is_certain and resolution >= TimeResolution.DAY
    return Duration(
        value=length,
        approximate=not is_certain,
        derivation=Derivation(resolution=resolution, starts=start.name, ends=end.name),
    )


def total_of(outages: Sequence[Outage]) -> Duration | None:
    """Return how long there was an outage, whichever it was; None if that can't be known.

    Times that overlap count once. Durations without times may overlap, so they add up only if all
    are of one service and the same customers. An outage whose length is unknown, or that can't be
    set against the others, makes the total a lower bound.
    """
    timed = [outage for outage in outages if _window(outage)]
    stated = [o.duration for o in outages if o.duration and o.duration.value is not None]
    if timed:
        union = _union([window for outage in timed if (window := _window(outage))])
        return Duration(
            value=union.length,
            approximate=union.is_approximate,
            at_least=len(timed) < len(outages),
            derivation=Derivation(
                resolution=union.resolution, outages=len(timed), has_overlaps=union.has_overlaps
            ),
        )
    if not stated or len({(outage.service, outage.customers) for outage in outages}) > 1:
        return None
    if len(stated) == len(outages) == 1:
        return stated[0]
    return Duration(
        value=sum((d.value for d in stated if d.value), dt.timedelta()),
        approximate=any(duration.approximate for duration in stated),
        at_least=len(stated) < len(outages) or any(duration.at_least for duration in stated),
        at_most=len(stated) == len(outages) and any(duration.at_most for duration in stated),
        derivation=Derivation(resolution=TimeResolution.SECOND, durations=len(stated)),
    )


def length_of(outage: Outage) -> Duration | None:
    """Return how long an outage took: as stated, or from its own times."""
    window = _window(outage)
    if outage.duration or window is None:
        return outage.duration
    length = length_between(*window)
    return length and replace(length, derivation=Derivation(resolution=_coarser(*window)))


class _Window(NamedTuple):
    start: Landmark
    end: Landmark


class _Union(NamedTuple):
    length: dt.timedelta
    resolution: TimeResolution
    is_approximate: bool
    has_overlaps: bool


def _window(outage: Outage) -> _Window | None:
    start, end = outage.started, outage.restored
    if start is None or end is None or start.resolution is None or end.resolution is None:
        return None
    window = _Window(Landmark("started", start), Landmark("restored", end))
    if _has_long_span(*window):
        return None
    return window if window.start.earliest <= window.end.earliest else None


def _union(windows: Iterable[_Window]) -> _Union:
    """Add up windows, of which each counts only from the end of those before it."""
    ordered = sorted(windows, key=lambda one: (one.start.earliest, one.end.earliest))
    landmarks = [landmark for window in ordered for landmark in window]
    resolution = min(landmark.resolution for landmark in landmarks)
    total, covered, has_overlaps = dt.timedelta(), ordered[0].start, False
    for start, end in ordered:
        has_overlaps = has_overlaps or start.earliest < covered.earliest
        begin = max(covered, start, key=lambda landmark: landmark.earliest)
        gained = _difference(begin, end, resolution)
        if gained > dt.timedelta():
            total += gained
            covered = end
    is_certain = all(landmark.moment.is_certain for landmark in landmarks)
    is_approximate = not is_certain or resolution < TimeResolution.DAY
    return _Union(total, resolution, is_approximate, has_overlaps)


def _has_long_span(start: Landmark, end: Landmark) -> bool:
    """Return whether one of two moments is a span of more than a tenth of the time between them."""
    spans = [one.latest - one.earliest for one in (start, end) if one.moment.until is not None]
    return bool(spans) and sum(spans, dt.timedelta()) * 10 > end.earliest - start.earliest


def _coarser(start: Landmark, end: Landmark) -> TimeResolution:
    return min(start.resolution, end.resolution)


def _difference(start: Landmark, end: Landmark, resolution: TimeResolution) -> dt.timedelta:
    """Return the time from one point to another, counted in units of `resolution`.

    Example: from 2 March, 17:00 to 4 March is 2 days; from 09:12:50 to 09:13 is a minute.
    """
    first, last = start.point, end.point
    if isinstance(first, dt.datetime) and isinstance(last, dt.datetime):
        if resolution is TimeResolution.MINUTE:
            first, last = (at.replace(second=0, microsecond=0) for at in (first, last))
        if resolution >= TimeResolution.MINUTE:
            return last - first
    from_day, to_day = _day_of(start), _day_of(end)
    if resolution is TimeResolution.DAY:
        return to_day - from_day
    if resolution is TimeResolution.MONTH:
        return ((to_day.year - from_day.year) * 12 + to_day.month - from_day.month) * MONTH
    return (to_day.year - from_day.year) * YEAR


def _day_of(landmark: Landmark) -> dt.date:
    """Return the day in the zone of the incident file; of a month or year, the first."""
    point = landmark.point
    if isinstance(point, dt.datetime):
        return point.astimezone(landmark.moment.zone).date()
    return point.first_day if isinstance(point, Period) else point

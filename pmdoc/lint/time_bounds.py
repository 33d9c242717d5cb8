"""The earliest and latest time that a moment may mean.

In → Out: a moment in; two aware datetimes out, or None.
Must not: make a moment more precise than it is.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Precision
from pmdoc.model.moment import CalendarDate, Moment, Period, TimePoint

_ABOUT = dt.timedelta(hours=1)
_ABOUT_A_DAY = dt.timedelta(days=1)
_REST_OF_MINUTE = dt.timedelta(seconds=59)
# A day begins first at UTC+14 and ends last at UTC-12.
_DAY_BEGINS = dt.timedelta(hours=-14)
_DAY_ENDS = dt.timedelta(hours=24 + 12)


class Bounds(Struct, frozen=True):
    """The earliest and latest possible time."""

    earliest: dt.datetime
    latest: dt.datetime

    def is_before(self, other: Bounds) -> bool:
        """Return whether this was certainly before the other."""
        return self.latest < other.earliest


def start_of(moment: Moment | None) -> Bounds | None:
    """Return the bounds of the start of a moment or span, or None if its time is unknown.

    "About" may be an hour off, or a day, month or year if no more is given: about 19:00 is 18:00
    to 20:00:59.
    If sources disagree, each of them may be right.
    """
    return _around([_bounds(one.time, one) for one in _accounts(moment)])


def end_of(moment: Moment | None) -> Bounds | None:
    """Return the bounds of the end of a moment or span, or None if its time is unknown."""
    return _around([_bounds(one.until or one.time, one) for one in _accounts(moment)])


def bounds_of_day(day: CalendarDate) -> Bounds:
    """Return the bounds of a day, month or year in an unknown time zone."""
    first, last = (day.first_day, day.last_day) if isinstance(day, Period) else (day, day)
    midnights = (dt.datetime.combine(one, dt.time(), dt.UTC) for one in (first, last))
    return Bounds(next(midnights) + _DAY_BEGINS, next(midnights) + _DAY_ENDS)


def _bounds(time: TimePoint | None, moment: Moment) -> Bounds | None:
    if time is None or moment.precision is Precision.UNKNOWN:
        return None
    is_about = moment.precision is Precision.APPROXIMATE
    if isinstance(time, dt.datetime):
        earliest, latest = time, time if moment.has_seconds else time + _REST_OF_MINUTE
        slack = _ABOUT
    else:
        day = bounds_of_day(time)
        earliest, latest = day.earliest, day.latest
        slack = latest - earliest if isinstance(time, Period) else _ABOUT_A_DAY
    return Bounds(earliest - slack, latest + slack) if is_about else Bounds(earliest, latest)


def _accounts(moment: Moment | None) -> tuple[Moment, ...]:
    return (moment, *moment.accounts) if moment else ()


def _around(bounds: list[Bounds | None]) -> Bounds | None:
    if len(bounds) == 1:  # the common case
        return bounds[0]
    known = [one for one in bounds if one]
    if not known:
        return None
    return Bounds(min(one.earliest for one in known), max(one.latest for one in known))

"""Between which two points in time a moment lies, as far as its author knows.

In → Out: a moment in; two aware datetimes out, or nothing.
Must not: make a moment more exact than it is; what can't be ruled out lies between the bounds.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Precision
from pmdoc.model.moment import Moment

_ABOUT = dt.timedelta(hours=1)
_ABOUT_A_DAY = dt.timedelta(days=1)
_REST_OF_MINUTE = dt.timedelta(seconds=59)
# A day begins at UTC+14 first and ends at UTC-12 last.
_DAY_BEGINS = dt.timedelta(hours=-14)
_DAY_ENDS = dt.timedelta(hours=24 + 12)


class Bounds(Struct, frozen=True):
    """The earliest and the latest that something may have been."""

    earliest: dt.datetime
    latest: dt.datetime

    def is_before(self, other: Bounds) -> bool:
        """Say whether this was before the other for certain."""
        return self.latest < other.earliest


def start_of(moment: Moment | None) -> Bounds | None:
    """Bound the time at which a moment, or the span that it is, began.

    "About" may be an hour off, or a day where only a day is given; where sources disagree each of
    them may be right. Without a known time there are no bounds.
    """
    if moment is None:
        return None
    if not moment.accounts:
        return _bounds(moment.time, moment)
    found = [_bounds(one.time, one) for one in (moment, *moment.accounts)]
    return _around([bounds for bounds in found if bounds])


def end_of(moment: Moment | None) -> Bounds | None:
    """Bound the time at which a moment, or the span that it is, was over."""
    if moment is None:
        return None
    if not moment.accounts:
        return _bounds(moment.until or moment.time, moment)
    found = [_bounds(one.until or one.time, one) for one in (moment, *moment.accounts)]
    return _around([bounds for bounds in found if bounds])


def bounds_of_day(day: dt.date) -> Bounds:
    """Bound a day whose time zone nobody knows."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    return Bounds(midnight + _DAY_BEGINS, midnight + _DAY_ENDS)


def _bounds(time: dt.datetime | dt.date | None, moment: Moment) -> Bounds | None:
    if time is None or moment.precision is Precision.UNKNOWN:
        return None
    is_about = moment.precision is Precision.APPROXIMATE
    if isinstance(time, dt.datetime):
        earliest, latest = time, time if moment.has_seconds else time + _REST_OF_MINUTE
        slack = _ABOUT
    else:
        day = bounds_of_day(time)
        earliest, latest = day.earliest, day.latest
        slack = _ABOUT_A_DAY
    return Bounds(earliest - slack, latest + slack) if is_about else Bounds(earliest, latest)


def _around(found: list[Bounds]) -> Bounds | None:
    if not found:
        return None
    return Bounds(min(b.earliest for b in found), max(b.latest for b in found))

"""A point or span in time, with its precision and source.

In → Out: nothing in; the frozen classes `Moment` and `Period`, and `TimeResolution`, out.
Must not: parse or format, read the clock, or make a time more precise than its author did.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from pmdoc.model.choice import Precision


class TimeResolution(IntEnum):
    """How finely an author stated a time, from coarse to fine."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4
    SECOND = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter or, without either, a year.

    Not a `Struct`: like a date it is a value without parts, for all that walk along records.
    """

    year: int
    month: int | None = None
    quarter: int | None = None

    @property
    def first_day(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self._months[0], 1)

    @property
    def last_day(self) -> dt.date:
        """The last day."""
        month = self._months[1]
        is_last = month == _LAST_MONTH
        following = dt.date(self.year + is_last, 1 if is_last else month + 1, 1)
        return following - dt.timedelta(days=1)

    @property
    def _months(self) -> tuple[int, int]:
        """The first and the last month."""
        if self.quarter:
            return 3 * self.quarter - 2, 3 * self.quarter
        return self.month or 1, self.month or _LAST_MONTH


CalendarDate: TypeAlias = dt.date | Period
"""A day, a month or a year."""
TimePoint: TypeAlias = dt.datetime | CalendarDate
"""A clock time, a day, a month or a year. A `datetime` is a `date` too: test for it first."""
_LAST_MONTH = 12
_NAMES_OF_UTC = {"UTC", "UCT", "Universal", "Zulu", "GMT", "Greenwich"}


class Moment(Struct, frozen=True, kw_only=True):
    """When something happened, as precisely as the author knows it.

    Shape: `time` and `until` are aware datetimes, or days, months or years if no clock time is
    known. `wording` is the author's own ("some weeks before"). `accounts` are what other sources
    say; they have no accounts themselves. `has_seconds` is true if the author wrote seconds in
    `time` or `until`. `zone` is that in which the report prints times and days count.
    """

    time: TimePoint | None = None
    precision: Precision = Precision.EXACT
    until: TimePoint | None = None
    wording: str = ""
    source: str = ""
    remark: str = ""
    accounts: tuple[Moment, ...] = ()
    has_seconds: bool = False
    zone: dt.tzinfo = dt.UTC

    @property
    def instant(self) -> dt.datetime | None:
        """The clock time, if any."""
        return self.time if isinstance(self.time, dt.datetime) else None

    @property
    def known_instant(self) -> dt.datetime | None:
        """The clock time, unless the author marks it as unknown."""
        return None if self.precision is Precision.UNKNOWN else self.instant

    @property
    def day(self) -> dt.date | None:
        """The day in `zone`, if known."""
        if isinstance(self.time, dt.datetime):
            return self.time.astimezone(self.zone).date()
        return self.time if isinstance(self.time, dt.date) else None

    @property
    def calendar_date(self) -> CalendarDate | None:
        """The day in `zone`, the month or the year, if known without "about" and no span."""
        if self.until is not None:
            return None
        if isinstance(self.time, dt.datetime):
            return self.day
        return self.time if self.precision is Precision.EXACT else None

    @property
    def is_in_words(self) -> bool:
        """Whether its wording says it better than its time: a day, month or year that is "about".

        Such a time only places it among others: "some weeks before", say, for about 2026-02-20.
        """
        if not self.wording:  # the common case
            return False
        points = (self.time, self.until)
        has_clock = any(isinstance(point, dt.datetime) for point in points)
        return not has_clock and (self.precision is not Precision.EXACT or points == (None, None))

    @property
    def resolution(self) -> TimeResolution | None:
        """How finely it is stated: a span as its coarser end. None if the time is unknown."""
        points = [point for point in (self.time, self.until) if point is not None]
        if self.time is None or self.precision is Precision.UNKNOWN:
            return None
        return min(self._resolution_of(point) for point in points)

    @property
    def earliest(self) -> dt.datetime | None:
        """The first instant at which it, or the start of the span, can have been.

        Example: for 2 March 2026 midnight in `zone`; for a clock time itself. "About" adds nothing.
        """
        if self.time is None or self.precision is Precision.UNKNOWN:
            return None
        if isinstance(self.time, dt.datetime):
            return self.time
        day = self.time.first_day if isinstance(self.time, Period) else self.time
        return _midnight(day, self.zone)

    @property
    def latest(self) -> dt.datetime | None:
        """The last instant at which it, or the end of the span, can have been.

        Example: for March 2026 a microsecond before April begins in `zone`.
        """
        end = self.time if self.until is None else self.until
        if self.time is None or end is None or self.precision is Precision.UNKNOWN:
            return None
        if isinstance(end, dt.datetime):
            return end
        day = end.last_day if isinstance(end, Period) else end
        return _midnight(day + dt.timedelta(days=1), self.zone) - dt.timedelta.resolution

    @property
    def is_certain(self) -> bool:
        """Whether it is an exact point in time that no source disputes."""
        return (
            self.time is not None
            and self.precision is Precision.EXACT
            and self.until is None
            and not self.accounts
        )

    def _resolution_of(self, point: TimePoint) -> TimeResolution:
        if isinstance(point, Period):
            return TimeResolution.YEAR if point.month is None else TimeResolution.MONTH
        if isinstance(point, dt.datetime):
            return TimeResolution.SECOND if self.has_seconds else TimeResolution.MINUTE
        return TimeResolution.DAY


@cache
def find_zone(name: str) -> dt.tzinfo | None:
    """Return the time zone with an IANA name, or None if there is none. UTC is `dt.UTC`."""
    if name.rpartition("/")[2] in _NAMES_OF_UTC:
        return dt.UTC
    import zoneinfo  # noqa: PLC0415 -- few reports name a zone

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the start of a day as an instant in UTC, so that differences are real lengths."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)

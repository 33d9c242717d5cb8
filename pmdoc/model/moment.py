"""A point or span in time, with how well it is known and who says so.

In → Out: nothing in; the frozen class `Moment` out.
Must not: parse or format, read a clock, or make a time more exact than its author did.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Precision


class Moment(Struct, frozen=True, kw_only=True):
    """When something happened, as honestly as the author knows it.

    Shape: `time` and `until` are aware datetimes, or days where no clock time is known (a datetime
    is also a `date`: ask for it first). `wording` stands in for a clock time ("some weeks
    before"). `accounts` are what other sources say; they have no accounts of their own.
    `has_seconds` says that the author wrote seconds in `time` or `until`.
    """

    time: dt.datetime | dt.date | None = None
    precision: Precision = Precision.EXACT
    until: dt.datetime | dt.date | None = None
    wording: str = ""
    source: str = ""
    remark: str = ""
    accounts: tuple[Moment, ...] = ()
    has_seconds: bool = False

    @property
    def instant(self) -> dt.datetime | None:
        """The clock time, if there is one."""
        return self.time if isinstance(self.time, dt.datetime) else None

    @property
    def known_instant(self) -> dt.datetime | None:
        """The clock time, unless its author marks it as unknown."""
        return None if self.precision is Precision.UNKNOWN else self.instant

    @property
    def day(self) -> dt.date | None:
        """The day in UTC, if one is known."""
        if isinstance(self.time, dt.datetime):
            return self.time.astimezone(dt.UTC).date()
        return self.time

    @property
    def is_certain(self) -> bool:
        """Whether it is one exact point in time that no source disputes."""
        return (
            self.time is not None
            and self.precision is Precision.EXACT
            and self.until is None
            and not self.accounts
        )

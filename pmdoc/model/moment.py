"""A point or span in time, with its precision and source.

In → Out: nothing in; the frozen class `Moment` out.
Must not: parse or format, read the clock, or make a time more precise than its author did.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Precision


class Moment(Struct, frozen=True, kw_only=True):
    """When something happened, as precisely as the author knows it.

    Shape: `time` and `until` are aware datetimes, or days if no clock time is known (a `datetime`
    is a `date` too: test for it first). `wording` replaces a clock time ("some weeks before").
    `accounts` are what other sources say; they have no accounts themselves. `has_seconds` is true
    if the author wrote seconds in `time` or `until`.
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
        """The clock time, if any."""
        return self.time if isinstance(self.time, dt.datetime) else None

    @property
    def known_instant(self) -> dt.datetime | None:
        """The clock time, unless the author marks it as unknown."""
        return None if self.precision is Precision.UNKNOWN else self.instant

    @property
    def day(self) -> dt.date | None:
        """The day in UTC, if known."""
        if isinstance(self.time, dt.datetime):
            return self.time.astimezone(dt.UTC).date()
        return self.time

    @property
    def is_certain(self) -> bool:
        """Whether it is an exact point in time that no source disputes."""
        return (
            self.time is not None
            and self.precision is Precision.EXACT
            and self.until is None
            and not self.accounts
        )

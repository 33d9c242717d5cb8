"""A moment is as precise as its author stated it, and no more."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pmdoc.model.choice import Precision
from pmdoc.model.moment import Moment, Period, TimePoint, TimeResolution

NINE = dt.datetime(2026, 3, 2, 9, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 2)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("time", "until", "expected"),
    [
        (NINE, None, TimeResolution.MINUTE),
        (DAY, None, TimeResolution.DAY),
        (Period(2026, 3), None, TimeResolution.MONTH),
        (Period(2026), None, TimeResolution.YEAR),
        (NINE, DAY, TimeResolution.DAY),
        (Period(2026), Period(2026, 3), TimeResolution.YEAR),
        (None, None, None),
    ],
)
def test_resolution_is_that_of_the_coarser_end(
    time: TimePoint | None, until: TimePoint | None, expected: TimeResolution | None
):
    assert Moment(time=time, until=until).resolution == expected


def test_seconds_are_the_finest_resolution():
    assert Moment(time=NINE, has_seconds=True).resolution is TimeResolution.SECOND
    assert sorted(TimeResolution)[0] is TimeResolution.YEAR
    assert sorted(TimeResolution)[-1] is TimeResolution.SECOND


@pytest.mark.parametrize(
    ("time", "until", "earliest", "latest"),
    [
        (NINE, None, NINE, NINE),
        (DAY, None, utc(2026, 3, 2), utc(2026, 3, 2, 23, 59, 59, 999999)),
        (Period(2026, 2), None, utc(2026, 2, 1), utc(2026, 2, 28, 23, 59, 59, 999999)),
        (Period(2026), None, utc(2026, 1, 1), utc(2026, 12, 31, 23, 59, 59, 999999)),
        (NINE, Period(2026, 12), NINE, utc(2026, 12, 31, 23, 59, 59, 999999)),
        (None, None, None, None),
        (None, NINE, None, None),
    ],
)
def test_bounds_hold_every_instant_that_may_be_meant(
    time: TimePoint | None,
    until: TimePoint | None,
    earliest: dt.datetime | None,
    latest: dt.datetime | None,
):
    moment = Moment(time=time, until=until)
    assert (earliest, latest) == (moment.earliest, moment.latest)


def test_bounds_of_a_day_are_those_of_the_files_zone():
    """The day on which clocks go forward has 23 hours."""
    moment = Moment(time=dt.date(2026, 3, 29), zone=ZoneInfo("Europe/Berlin"))
    assert moment.earliest == utc(2026, 3, 28, 23)
    assert moment.latest == utc(2026, 3, 29, 21, 59, 59, 999999)


def test_unknown_time_has_neither_bounds_nor_resolution():
    """A time that the author marks as unknown counts for nothing."""
    moment = Moment(time=NINE, precision=Precision.UNKNOWN)
    assert (moment.resolution, moment.earliest, moment.latest) == (None, None, None)


def test_months_and_years_have_no_day():
    assert Moment(time=Period(2026, 3)).day is None

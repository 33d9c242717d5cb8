"""Times and durations are read as written."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from pmdoc.validate.schemas import incident_schema
from pmdoc.validate.text_value import (
    has_seconds,
    parse_duration,
    parse_time,
    rounding_of,
    split_about,
)

LENGTHS = {
    "4 h 23 min": dt.timedelta(hours=4, minutes=23),
    "4h23m": dt.timedelta(hours=4, minutes=23),
    "45 min": dt.timedelta(minutes=45),
    "1 hour, 5 minutes": dt.timedelta(hours=1, minutes=5),
    "2 days 3 hrs": dt.timedelta(days=2, hours=3),
    "3 weeks": dt.timedelta(weeks=3),
    "1.5 h": dt.timedelta(hours=1, minutes=30),
    "2.29 s": dt.timedelta(seconds=2.29),
    "500 ms": dt.timedelta(milliseconds=500),
    "PT4H23M": dt.timedelta(hours=4, minutes=23),
    "P1DT2H": dt.timedelta(days=1, hours=2),
    "P2W": dt.timedelta(weeks=2),
    "PT0.5S": dt.timedelta(milliseconds=500),
    "04:23:10": dt.timedelta(hours=4, minutes=23, seconds=10),
    "120:00:00": dt.timedelta(hours=120),
    "0 min": dt.timedelta(0),
}


@pytest.mark.parametrize("text", LENGTHS)
def test_duration_is_read_and_allowed(text: str):
    """Reader and schema accept each form."""
    pattern = incident_schema().schema["$defs"]["duration_text"]["pattern"]
    assert re.search(pattern, text)
    assert parse_duration(text) == LENGTHS[text]


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "12:30", "4 h soon", "h 4", "-4 h", "4 h\n", "٣ h"]
)
def test_invalid_duration_is_refused_by_schema_and_reader(text: str):
    pattern = incident_schema().schema["$defs"]["duration_text"]["pattern"]
    assert not re.search(pattern, text)
    with pytest.raises(ValueError):  # noqa: PT011 -- the text itself is the message
        parse_duration(text)


def test_longest_allowed_duration_fits_a_timedelta():
    pattern = incident_schema().schema["$defs"]["duration_text"]["pattern"]
    text = " ".join(["9999999.9999999 weeks"] * 5)
    assert re.search(pattern, text)
    assert parse_duration(text).days > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 h", dt.timedelta(minutes=30)),
        ("18 h 47 min", dt.timedelta(seconds=30)),
        ("about 1.5 h", dt.timedelta(minutes=3)),
        ("500 ms", dt.timedelta(milliseconds=500)),
        ("PT27M", dt.timedelta(seconds=30)),
    ],
)
def test_rounding_is_half_of_the_smallest_unit(text: str, expected: dt.timedelta):
    assert rounding_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-01-31", dt.date(2017, 1, 31)),
        ("2017-01-31T23:27Z", dt.datetime(2017, 1, 31, 23, 27, tzinfo=dt.UTC)),
        ("2017-01-31t23:27:05z", dt.datetime(2017, 1, 31, 23, 27, 5, tzinfo=dt.UTC)),
        ("2017-01-31 15:27-08:00", dt.datetime(2017, 1, 31, 23, 27, tzinfo=dt.UTC)),
        ("2017-01-31T23:27:05.25Z", dt.datetime(2017, 1, 31, 23, 27, 5, 250000, tzinfo=dt.UTC)),
    ],
)
def test_time_is_read(text: str, expected: dt.date):
    """Each form of RFC 3339 is accepted; a date stays a date."""
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-01-31", False),
        ("2017-01-31T23:27Z", False),
        ("2017-01-31T23:27+01:00", False),
        ("2017-01-31T23:27:05Z", True),
        ("", False),
    ],
)
def test_seconds_are_detected(text: str, *, expected: bool):
    """An offset is not taken for seconds."""
    assert has_seconds(text) is expected


def test_leading_about_is_removed():
    """Only "about " at the start counts."""
    assert split_about("about 18 h") == (True, "18 h")
    assert split_about("18 h") == (False, "18 h")

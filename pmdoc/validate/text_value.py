"""Parse times, dates and durations.

In → Out: a text that matches the schema's pattern in; a value of the standard library, or a
month or year, out.
Must not: guess a missing zone or day, or report a problem.
Source: RFC 3339 section 5.6 for times; ISO 8601 for `PT4H23M`.
"""

from __future__ import annotations

import datetime as dt
import re

from pmdoc.model.moment import Period, TimePoint

ABOUT, AT_LEAST, AT_MOST = "about ", "at least ", "at most "
_DAY_LENGTH = len("2017-01-31")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?")
_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})[- ]?Q(?P<quarter>[1-4])|Q(?P<before>[1-4])[ /-]?(?P<at_end>[0-9]{4})"
)
_ISO = re.compile(
    r"P(?:(?P<w>[0-9]+)W)?(?:(?P<d>[0-9]+)D)?"
    r"(?:T(?:(?P<h>[0-9]+)H)?(?:(?P<m>[0-9]+)M)?(?:(?P<s>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_CLOCK = re.compile(r"(?P<h>[0-9]+):(?P<m>[0-9]{2}):(?P<s>[0-9]{2})")
_PART = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>[a-z]+)")
_GAP = re.compile(r"(?<=[a-z]),? ?(?=[0-9])")
_SYMBOLS = {"w": "w", "d": "d", "h": "h", "m": "min", "s": "s", "ms": "ms"}
_NAMES = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def split_about(text: str) -> tuple[bool, str]:
    """Return whether a text starts with "about ", and the rest of it."""
    return text.startswith(ABOUT), text.removeprefix(ABOUT)


def split_qualifier(text: str) -> tuple[str, str]:
    """Return what a duration starts with (`ABOUT`, `AT_LEAST`, `AT_MOST` or ""), and the rest."""
    start = next((one for one in (ABOUT, AT_LEAST, AT_MOST) if text.startswith(one)), "")
    return start, text.removeprefix(start)


def parse_time(text: str) -> TimePoint:
    """Parse a time with its offset, a date, a month or a year.

    Raises:
        ValueError: the date or time does not exist, or is not one.
    """
    if len(text) < _DAY_LENGTH:
        year, _, month = text.partition("-")
        return Period(int(year), int(month) if month else None)
    if len(text) == _DAY_LENGTH:
        return dt.date.fromisoformat(text)
    return dt.datetime.fromisoformat(text if text[-1] == "Z" else text.upper())


def parse_due(text: str) -> dt.date | Period | None:
    """Parse a day, a month, a quarter or a year; return None for any other text.

    Raises:
        ValueError: the day does not exist.
    """
    if match := _QUARTER.fullmatch(text):
        first, second = match["year"] or match["at_end"], match["quarter"] or match["before"]
        return Period(int(first), quarter=int(second))
    if match := _PARTIAL.fullmatch(text):
        month = match["month"]
        return Period(int(match["year"]), int(month) if month else None)
    return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None


def has_seconds(text: str) -> bool:
    """Return whether a time was written with seconds."""
    return text[16:17] == ":" and len(text) > _DAY_LENGTH


def parse_duration(text: str) -> dt.timedelta:
    """Parse a duration such as `4 h 23 min`, `04:23:00` or `PT4H23M`.

    Raises:
        ValueError: the text is none of these.
    """
    total = dt.timedelta()
    for number, unit in _parts(text):
        total += number * unit
    return total


def duration_parts(text: str) -> tuple[tuple[str, str], ...]:
    """Split a duration into its numbers and units, as written: `PT4H23M` is 4 h and 23 min.

    Shape: the units are "w", "d", "h", "min", "s" and "ms". Empty for hours:minutes:seconds.
    """
    if _CLOCK.fullmatch(text):
        return ()
    iso = _ISO.fullmatch(text)
    if iso:
        found = [(number, unit) for unit, number in iso.groupdict().items() if number]
    else:
        found = [(part["number"], part["unit"]) for part in _PART.finditer(text)]
    return tuple((number, _SYMBOLS.get(unit, _SYMBOLS[unit[0]])) for number, unit in found)


def rounding_of(text: str) -> dt.timedelta:
    """Return half of the smallest unit of a duration as written, at least half a second.

    "18 h" gives half an hour, "18 h 47 min" half a minute, "1.5 h" three minutes.

    Raises:
        ValueError: the text is not a duration.
    """
    number, unit = _parts(split_qualifier(text)[1])[-1]
    decimals = len(str(number).partition(".")[2].rstrip("0"))
    return max(unit * 0.1**decimals, dt.timedelta(seconds=1)) / 2


def _parts(text: str) -> list[tuple[float, dt.timedelta]]:
    """Split a duration into numbers and units, the largest unit first."""
    fixed = _ISO.fullmatch(text) or _CLOCK.fullmatch(text)
    parts = list(fixed.groupdict().items()) if fixed else []
    if not fixed:
        found = list(_PART.finditer(text))
        if "".join(part.group() for part in found) != _GAP.sub("", text) or not found:
            raise ValueError(text)
        parts = [(part["unit"], part["number"]) for part in found]
    if not any(number for _, number in parts):
        raise ValueError(text)
    return [(float(number), _unit(unit)) for unit, number in parts if number]


def _unit(name: str) -> dt.timedelta:
    """Return the length of a unit by its first letter, except milliseconds."""
    if name == "ms":
        return dt.timedelta(milliseconds=1.0)
    return dt.timedelta(**{_NAMES[name[0]]: 1.0})

"""Messages on texts that do not have the format of a time, a date, an address or the like.

In → Out: a schema's title and the text in, the message out.
Must not: show the text, unless it consists of the digits and signs of a time.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from pmdoc.diagnostics.problem import Problem


class FormatMessage(Struct, frozen=True):
    """The id, message and hint of a problem."""

    id: str
    message: str
    hint: str = ""

    def at(self, pointer: str) -> Problem:
        """Return the problem of a value."""
        return Problem(id=self.id, message=self.message, hint=self.hint, pointer=pointer)


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_NO_ZONE = re.compile(rf"(about )?({_DAY})[Tt ]+({_CLOCK})")
_NO_DAY = re.compile(rf"{_CLOCK}\s*(?:Z|UTC|[+-][0-9:]+)?")
_ODD_ZONE = re.compile(
    rf"(about )?({_DAY})[Tt ]+({_CLOCK}) ?"
    r"(?:([+-])([0-9]{1,2})(?::?([0-9]{2}))?|([A-Za-z]{2,5}))"
)
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "WET"), "Z"),
    **dict.fromkeys(("CET", "WEST"), "+01:00"),
    **dict.fromkeys(("CEST", "EET"), "+02:00"),
    **{"EEST": "+03:00", "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00"},
    **{"EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00"},
}
"""Zone names with a single offset; BST, CST and IST have several."""
_SECONDS = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_ENDS = re.compile(r" *(?:Uhr|uhr|hrs?|h)\.?\Z")
_CIRCA = re.compile(r"(?:~|ca?\.|circa|approx\w*\.?|around|roughly)\s*(.*)", re.IGNORECASE)
_LOCAL_DATE = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2((?:19|20)[0-9]{2})")
_BARE_NUMBER = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,3})?")
_TWO_PARTS = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_LOOKS_REAL = re.compile(rf"(?:about )?{_DAY}(?:[Tt ]{_CLOCK}(?:Z|z|[+-][0-9]{{2}}:[0-9]{{2}}))?")


NO_ZONE = "moment-no-zone"

NOT_REAL = FormatMessage("date-not-real", "is not a real date or time.", "Check the digits.")

NOT_A_ZONE = FormatMessage(
    "time-zone-unknown", "is not a time zone.", "Write a name such as `Europe/Berlin`."
)

_FORMATS = {
    "Title": FormatMessage("schema-empty", "is blank.", "Add one line that says what happened."),
    "Date": FormatMessage(
        "date-format", "is not a date.", "Write it as 2017-01-31, without a time."
    ),
    "Year, month or day": FormatMessage(
        "date-format", "is not a date.", "Write it as 2017-01-31, 2017-01 or 2017."
    ),
    "Due": FormatMessage(
        "date-format", "is not a date.", "Write it as 2017-03-31, 2017-03, Q1 2017 or 2017."
    ),
    "Duration": FormatMessage(
        "duration-format",
        "is not a duration.",
        "Write it as `4 h 23 min`, `about 18 h`, `PT4H23M` or `unknown`.",
    ),
    "Address": FormatMessage(
        "url-format",
        "is not an address.",
        "Begin with https://, http:// or mailto:, or write a path such as docs/runbook.md.",
    ),
    "Language": FormatMessage(
        "language-format", "is not a language.", "Write a tag such as `en`, `de` or `pt-BR`."
    ),
    "Time zone": NOT_A_ZONE,
    "Short id": FormatMessage("schema-value", "must be on one line."),
    "File": FormatMessage("schema-value", "must be on one line."),
    "Word": FormatMessage("schema-value", "must be one word.", "Write a name such as `python`."),
}


def message_for_format(title: str, text: str) -> FormatMessage | None:
    """Return the message for a text that does not match the pattern of the schema with this title.

    Problems: `moment-no-zone`, `moment-no-day`, `moment-format`, `date-format`, `date-not-real`,
    `duration-format`, `url-format`, `language-format`, `time-zone-unknown`, `schema-empty`,
    `schema-value`.
    """
    if title in {"Moment", "Time"}:
        return _message_for_time(text)
    if title in {"Date", "Due", "Year, month or day"} and re.fullmatch(_DAY, text):
        return NOT_REAL
    if title in {"Date", "Due", "Year, month or day"} and (day := _guess_date(text)):
        return FormatMessage("date-format", "is not in the format of a date.", f"Write {day}.")
    if title in {"Date", "Due"} and (days := _either_date(text)):
        message = "is ambiguous: it may be either of two dates."
        return FormatMessage("date-format", message, f"Write {days}.")
    if title == "Duration" and (hint := _duration_hint(text)):
        return FormatMessage("duration-format", "is not a duration.", hint)
    return _FORMATS.get(title)


def _message_for_time(written: str) -> FormatMessage:
    text = _ENDS.sub("", written)
    if match := _NO_ZONE.fullmatch(text):
        about, day, clock = match.groups("")
        clock = clock if clock[1] != ":" else f"0{clock}"
        hint = (
            f"Write {about}{day}T{clock}Z if it is UTC, else the offset in place of Z; "
            "or add the `time_zone` of all such times to the file."
        )
        return FormatMessage(NO_ZONE, "has no time zone.", hint)
    if (match := _ODD_ZONE.fullmatch(text)) and (hint := _zone_hint(*match.groups(""))):
        return FormatMessage("moment-format", "has no readable UTC offset.", hint)
    if _SECONDS.fullmatch(text):
        at = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        hint = f"Write {at:%Y-%m-%dT%H:%M:%SZ}."
        return FormatMessage("moment-format", "is a Unix timestamp, not a readable time.", hint)
    if _NO_DAY.fullmatch(text):
        hint = "Write the day before it and the offset after it, such as 2017-01-31T23:27Z."
        return FormatMessage("moment-no-day", "has no day.", hint)
    day, _, clock = text.partition(" ")
    if (guess := _guess_date(day.rstrip(","))) and re.fullmatch(_CLOCK, clock.strip()):
        start = f"{guess}T{clock.strip().zfill(5)}"
        hint = f"Write {start}Z if it is UTC, else the offset in place of Z."
        return FormatMessage("moment-format", "is not in the format of a time.", hint)
    if _CIRCA.fullmatch(text):
        return FormatMessage("moment-format", "is not a time.", "Write `about ` before the time.")
    if _LOOKS_REAL.fullmatch(text):
        return NOT_REAL
    hint = "Write it as 2017-01-31T23:27Z or `unknown`, or write `wording: …` below it."
    return FormatMessage("moment-format", "is not a time.", hint)


def _zone_hint(*parts: str) -> str:
    about, day, clock, sign, hours, minutes, name = parts
    if name and name.upper() in {"AM", "PM"}:
        return "Write hours from 0 to 24 and the offset, such as 2017-01-31T23:27Z."
    at = f"{about}{day}T{clock if clock[1] != ':' else f'0{clock}'}"
    if not name:
        return f"Write {at}{sign}{hours.zfill(2)}:{minutes or '00'}."
    if offset := _ZONES.get(name.upper()):
        return f"Write {at}{offset}."
    return f"Write the UTC offset in place of {name}, such as {at}+01:00."


def _either_date(text: str) -> str:
    """Return the two dates that 03/04/2017 may mean, or an empty string."""
    match = _LOCAL_DATE.fullmatch(text.strip())
    if match is None or not all(1 <= int(part) <= 12 for part in (match[1], match[3])):
        return ""
    one, two = (f"{int(part):02}" for part in (match[1], match[3]))
    return f"{match[4]}-{one}-{two} or {match[4]}-{two}-{one}"


def _guess_date(text: str) -> str:
    """Return a local date such as 31.1.2017 as 2017-01-31, or an empty string if ambiguous."""
    match = _LOCAL_DATE.fullmatch(text.strip())
    if match is None:
        return ""
    one, sign, two, year = match.groups()
    first, second = int(one), int(two)
    if sign != "." and first <= 12 < second:  # 03/16/2017, as in the United States
        first, second = second, first
    elif sign != "." and first <= 12 and first != second:
        return ""  # 03/04/2017 may be either
    is_day = 1 <= first <= 31 and 1 <= second <= 12
    return f"{year}-{second:02}-{first:02}" if is_day else ""


def _duration_hint(text: str) -> str:
    if _BARE_NUMBER.fullmatch(text):
        return f"Add its unit: `{text} min`, `{text} h` or `{text} s`."
    if match := _TWO_PARTS.fullmatch(text):
        one, two = (int(part) for part in match.groups())
        return f"Write `{one} h {two} min`, or `{one} min {two} s`."
    return ""

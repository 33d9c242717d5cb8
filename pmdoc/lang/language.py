"""The fixed words of a report, and its formats of dates, numbers and durations.

In → Out: a key with values, a date, a number or a duration in; text out.
Must not: know an incident, check a file, or fail on a word that a language lacks.
Source: the patterns, separators and plural forms of the shipped files are those of Unicode CLDR 46.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import Any, cast

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.model.durations import MONTH, YEAR
from pmdoc.model.moment import CalendarDate, Period, TimeResolution
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime.resources import languages_folder

REFERENCE = "en"
"""The language whose words replace those that another one lacks."""
PATTERNS = ("date", "time", "date_time", "decimal", "thousands")
"""Keys for dates and numbers. Each language has all of them, or extends one that does."""
OTHER = "other"
"""The plural form of counts that match no other form."""
Word = str | Mapping[str, str]
"""A fixed word or phrase; one that counts something has a text for each plural form."""
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_UNITS = (("days", _DAY), ("hours", _HOUR), ("minutes", _MINUTE), ("seconds", 1))
_WHOLE_UNITS = {
    TimeResolution.DAY: ("whole_days", timedelta(days=1)),
    TimeResolution.MONTH: ("whole_months", MONTH),
    TimeResolution.YEAR: ("whole_years", YEAR),
}
"""Units that stand alone, in words, with the length that a duration counts for each."""
_PICTURES = {"day": "d", "month": "MMMM", "number": "M", "year": "yyyy"}
_MAX_LISTED = 5
"""How many missing words the problem lists."""


@cache
def reference_words() -> Mapping[str, Word]:
    """Return the words of the reference language; few reports need them."""
    data = cast("Mapping[str, Any]", read_yaml(languages_folder() / f"{REFERENCE}.yaml").data)
    words: Mapping[str, Word] = data["words"]
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language, with the reference language as a fallback for missing words."""

    code: str
    name: str
    is_right_to_left: bool
    patterns: Mapping[str, str]
    """Formats of dates and numbers. Shape: has all keys in `PATTERNS`."""
    months: tuple[str, ...]
    """The names of the twelve months."""
    standalone_months: tuple[str, ...] = ()
    """Their names where no day stands before them, if those differ."""
    words: Mapping[str, Word]
    paper: str = "A4"
    """The paper usual where the language is spoken, as styles name it."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Translations of the layouts' English titles and labels, by case-folded English text."""
    is_english: bool = False
    """Whether layouts need no translation."""
    plurals: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """For each plural form a pattern of the counts that take it; all others take "other"."""
    grouping: int = 4
    """The minimum number of digits for thousands separators."""
    file_warnings: tuple[Problem, ...] = ()
    """Warnings about the language file."""
    missing: dict[str, None] = field(default_factory=dict, compare=False)
    """Words and labels that were requested but are missing, in the order of the requests."""

    def word(self, key: str, **values: str) -> str:
        """Return a fixed word with its placeholders filled; `count` selects the plural form.

        Raises:
            KeyError: the reference language lacks the word too: a bug in pmdoc.
        """
        text = self.words.get(key)
        if text is None:
            text = reference_words()[key]
            self.missing[key] = None
        if not isinstance(text, str):
            count = values.get("count", "")
            form = next((f for f, counts in self.plurals.items() if counts.fullmatch(count)), OTHER)
            text = text.get(form) or text[OTHER]
        return text.format_map(values) if values else text

    def has_word(self, key: str) -> bool:
        """Return whether this language or the reference language has the word."""
        return key in self.words or key in reference_words()

    def label(self, text: str, *, is_custom: bool = False) -> str:
        """Return a layout's title or label in this language, or unchanged without a translation.

        A user's own layout (`is_custom`) may have labels that no language file knows; those are
        not reported as missing.
        """
        translation = self.labels.get(text.casefold())
        if translation is None and text and not (is_custom or self.is_english):
            self.missing[text] = None
        return translation or text

    @property
    def has_labels(self) -> bool:
        """Whether a layout's labels may need translation."""
        return bool(self.labels) or not self.is_english

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about the language file and the words missing so far.

        Problems: the warnings of `find_language_problems`; `language-word-missing`, once.
        """
        if not self.missing:
            return self.file_warnings
        count, listed = len(self.missing), ", ".join(map(repr, list(self.missing)[:_MAX_LISTED]))
        more = f" and {count - _MAX_LISTED} more" if count > _MAX_LISTED else ""
        problem = Problem(
            id="language-word-missing",
            level=Level.WARNING,
            message=f"The language {self.code!r} lacks words: {listed}{more}.",
            hint="The report has the English words. Add translations to the language file.",
        )
        return (*self.file_warnings, problem)

    @property
    def date_picture(self) -> str:
        """The format of dates in Word, "MMMM d, yyyy". Source: ECMA-376 part 1, 17.16.4.1."""
        pieces = re.split(r"\{(day|month|number|year)\}", self.patterns["date"])
        literals = (re.sub(r"[^\W\d_]+", r"'\g<0>'", piece) for piece in pieces[::2])
        names = (*(_PICTURES[name] for name in pieces[1::2]), "")
        return "".join(chain.from_iterable(zip(literals, names, strict=True)))

    def date(self, day: CalendarDate) -> str:
        """Format a day, a month with its year, or a year."""
        if isinstance(day, date):
            return self.patterns["date"].format(
                day=day.day, month=self.months[day.month - 1], year=day.year, number=day.month
            )
        return self.period(day)

    def period(self, period: Period) -> str:
        """Format a month with its year, or a year."""
        if period.month is None:
            return str(period.year)
        names = self.standalone_months or self.months
        return self.word("month_of_year", month=names[period.month - 1], year=str(period.year))

    def span(self, start: CalendarDate, end: CalendarDate) -> str:
        """Format a span of days, months or years, such as "5 to 14 April 2026"."""
        if start.year == end.year and isinstance(start, date) and isinstance(end, date):
            return _span_of_days(start, end, self)
        if start.year == end.year and isinstance(start, Period) and isinstance(end, Period):
            names = self.standalone_months or self.months
            first, last = (names[(one.month or 1) - 1] for one in (start, end))
            if start.month and end.month:
                return self.word("months_of_year", first=first, last=last, year=str(end.year))
        return self.word("until", start=self.date(start), end=self.date(end))

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Format a time of day."""
        text = _clock_time(self.patterns["time"], moment.hour, moment.minute)
        return f"{text}:{moment.second:02}" if seconds else text

    def date_time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Format a date and time, without the time zone."""
        return self.patterns["date_time"].format(
            date=self.date(moment.date()), time=self.time(moment, seconds=seconds)
        )

    def number(self, value: float) -> str:
        """Format a number with thousands separators; an `int` has no decimals."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.15g}"
        if len(text.partition(".")[0].replace(",", "").lstrip("-")) < self.grouping:
            text = text.replace(",", "")
        table = str.maketrans({",": self.patterns["thousands"], ".": self.patterns["decimal"]})
        return text.translate(table)

    def counted(self, unit: str, count: str) -> str:
        """Format a number with its unit, such as "1.5 h"; `unit` is a word that counts."""
        number = count.replace(".", self.patterns["decimal"])
        return self.word(unit, count=number)

    def duration(self, span: timedelta, resolution: TimeResolution = TimeResolution.SECOND) -> str:
        """Format a duration such as "4 h 23 min": to the minute, or the second below an hour.

        Days are used from three days on: "31 h 12 min", but "3 d 7 h". With a coarser `resolution`
        there are no smaller units: "21 days", "under 1 min".
        """
        if resolution < TimeResolution.MINUTE:
            key, length = _WHOLE_UNITS[resolution]
            count = round(span / length)
            text = self.word(key, count=str(count or 1))
            return text if count else self.word("under", value=text)
        left = round(span.total_seconds())
        if left >= _HOUR:
            left = round(left / 60) * 60
        elif resolution is TimeResolution.MINUTE and left < _MINUTE:
            return self.word("under", value=self.word("minutes", count="1"))
        if left >= 3 * _DAY and not left % _DAY:
            return self.word("whole_days", count=str(left // _DAY))
        parts: list[str] = []
        for unit, size in _UNITS if left >= 3 * _DAY else _UNITS[1:]:
            count, left = divmod(left, size)
            if count:
                parts.append(self.word(unit, count=str(count)))
        return self.word("between_units").join(parts) or self.word("seconds", count="0")


def _span_of_days(start: date, end: date, language: Language) -> str:
    """Return a span of days in one year."""
    word, months, year = language.word, language.months, str(end.year)
    month = months[end.month - 1]
    if start.month == end.month:
        first, last = str(start.day), str(end.day)
        return word("days_of_month", first=first, last=last, month=month, year=year)
    first = word("chart.day", day=str(start.day), month=months[start.month - 1])
    last = word("chart.day", day=str(end.day), month=month)
    return word("days_of_year", first=first, last=last, year=year)


@lru_cache(maxsize=24 * 60)
def _clock_time(pattern: str, hour: int, minute: int) -> str:
    """Format a time of day, cached because most recur in a long timeline."""
    return pattern.format(hour=f"{hour:02}", minute=f"{minute:02}")

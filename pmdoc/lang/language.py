"""The fixed words of a report, and its manner of writing dates, numbers and durations.

In → Out: a key with its values, a date, a number or a length of time in; text out.
Must not: know an incident or a format; a word that a file lacks is a problem, not a crash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.lang.language_file import OTHER, Word, reference_words

_DAY, _HOUR = 86_400, 3_600
_UNITS = (("days", _DAY), ("hours", _HOUR), ("minutes", 60), ("seconds", 1))
_NAMED = 5
"""How many of the words that a language lacks its problem names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language file, with the reference language behind it for words that it lacks."""

    code: str
    name: str
    is_right_to_left: bool
    patterns: Mapping[str, str]
    """How dates and numbers are written. Shape: has all of `file.PATTERNS`."""
    months: tuple[str, ...]
    """Their twelve names."""
    words: Mapping[str, Word]
    labels: Mapping[str, str] = field(default_factory=dict)
    """The layouts' English titles and labels, case folded, each with this language's own."""
    is_english: bool = False
    """Whether a layout's labels need no translation."""
    plurals: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """What the digits of a count look like for each plural form; all others are "other"."""
    grouping: int = 4
    """The number of digits from which thousands are parted."""
    doubts: tuple[Problem, ...] = ()
    """What is odd about the file, and does no harm."""
    missing: dict[str, None] = field(default_factory=dict, compare=False)
    """Words and labels that were asked for in vain, in the order of asking."""

    def word(self, key: str, **values: str) -> str:
        """Return a fixed word, with its places filled in; `count` chooses the plural form.

        Raises:
            KeyError: not even the reference language has the word: a bug of ours.
        """
        text = self.words.get(key)
        if text is None:
            text = reference_words()[key]
            self.missing[key] = None
        if not isinstance(text, str):
            form = self._plural(values.get("count", ""))
            text = text.get(form) or text[OTHER]
        return text.format_map(values) if values else text

    def _plural(self, count: str) -> str:
        return next((f for f, fits in self.plurals.items() if fits.fullmatch(count)), OTHER)

    def has_word(self, key: str) -> bool:
        """Say whether any language at hand has the word."""
        return key in self.words or key in reference_words()

    def label(self, text: str, *, is_house: bool = False) -> str:
        """Return a layout's title or label in this language, or as it is if it has no other.

        A house's own layout may use words that no language file knows; those are not missing.
        """
        found = self.labels.get(text.casefold())
        if found is None and text and not (is_house or self.is_english):
            self.missing[text] = None
        return found or text

    @property
    def has_labels(self) -> bool:
        """Whether a layout's labels may read otherwise than in English, as they stand there."""
        return bool(self.labels) or not self.is_english

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the file, and what was asked for and is not there.

        Problems: those of `check_file` that are warnings; `language-word-missing`, once.
        """
        if not self.missing:
            return self.doubts
        count, some = len(self.missing), ", ".join(map(repr, list(self.missing)[:_NAMED]))
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        problem = Problem(
            id="language-word-missing",
            level=Level.WARNING,
            message=f"The language {self.code!r} has no words for {some}{more}.",
            hint="English stands in their place; add them to its language file.",
        )
        return (*self.doubts, problem)

    def date(self, day: date) -> str:
        """Write a date."""
        return self.patterns["date"].format(
            day=day.day, month=self.months[day.month - 1], year=day.year, number=day.month
        )

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Write a time of day."""
        text = _clock_time(self.patterns["time"], moment.hour, moment.minute)
        return f"{text}:{moment.second:02}" if seconds else text

    def date_time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Write a date and a time of day, without a zone."""
        return self.patterns["date_time"].format(
            date=self.date(moment.date()), time=self.time(moment, seconds=seconds)
        )

    def number(self, value: float) -> str:
        """Write a number with its thousands parted; whole numbers without decimals."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.15g}"
        if len(text.partition(".")[0].replace(",", "").lstrip("-")) < self.grouping:
            text = text.replace(",", "")
        table = str.maketrans({",": self.patterns["thousands"], ".": self.patterns["decimal"]})
        return text.translate(table)

    def duration(self, span: timedelta) -> str:
        """Write a duration such as "4 h 23 min", to the minute; to the second below an hour.

        Units: days show from three days on; "31 h 12 min" says more at once than a day and hours.
        """
        left = round(span.total_seconds())
        if left >= _HOUR:
            left = round(left / 60) * 60
        parts: list[str] = []
        for unit, size in _UNITS if left >= 3 * _DAY else _UNITS[1:]:
            count, left = divmod(left, size)
            if count:
                parts.append(self.word(unit, count=str(count)))
        return self.word("between_units").join(parts) or self.word("seconds", count="0")


@lru_cache(maxsize=24 * 60)
def _clock_time(pattern: str, hour: int, minute: int) -> str:
    """Write a time of day; a long timeline has most of them many times."""
    return pattern.format(hour=f"{hour:02}", minute=f"{minute:02}")

"""The fixed words of a report, and its manner of writing dates, numbers and durations.

In → Out: a language code in, a `Language` out, read from one file of `languages/`.
Must not: know an incident or a format; a word that a file lacks is a problem, not a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pmdoc.errors import LanguageError, UnknownName
from pmdoc.problems import Level, Problem
from pmdoc.read import read_yaml
from pmdoc.resources import languages_folder

REFERENCE = "en"
_DAY, _HOUR = 86_400, 3_600
_UNITS = (("days", _DAY), ("hours", _HOUR), ("minutes", 60), ("seconds", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language file, with the reference language behind it for words that it lacks.

    Shape: `months` has twelve names. Problems: `language-word-missing`, once a word, in `missing`.
    """

    code: str
    name: str
    is_right_to_left: bool
    patterns: Mapping[str, str]
    months: tuple[str, ...]
    words: Mapping[str, str]
    reference: Mapping[str, str]
    missing: dict[str, Problem] = field(default_factory=dict, compare=False)

    def word(self, key: str, **values: str) -> str:
        """Return a fixed word, with its places filled in.

        Raises:
            KeyError: not even the reference language has the word: a bug of ours.
        """
        text = self.words.get(key)
        if text is None:
            text = self.reference[key]
            self.missing[key] = Problem(
                id="language-word-missing",
                level=Level.NOTE,
                message=f"The language {self.code!r} has no word for {key!r}.",
                hint=f"English stands in its place; add it to {self.code}.yaml.",
            )
        return text.format_map(values) if values else text

    def has_word(self, key: str) -> bool:
        """Say whether any language at hand has the word."""
        return key in self.words or key in self.reference

    def date(self, day: date) -> str:
        """Write a date."""
        return self.patterns["date"].format(
            day=day.day, month=self.months[day.month - 1], year=day.year
        )

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Write a time of day."""
        text = self.patterns["time"].format(hour=f"{moment:%H}", minute=f"{moment:%M}")
        return f"{text}:{moment:%S}" if seconds else text

    def date_time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Write a date and a time of day, without a zone."""
        return self.patterns["date_time"].format(
            date=self.date(moment.date()), time=self.time(moment, seconds=seconds)
        )

    def number(self, value: float) -> str:
        """Write a number with its thousands parted; whole numbers without decimals."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.15g}"
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
        return " ".join(parts) or self.word("seconds", count="0")


def language_codes() -> tuple[str, ...]:
    """List the shipped languages by code."""
    return tuple(sorted(path.stem for path in languages_folder().glob("*.yaml")))


def load_language(code: str = REFERENCE) -> Language:
    """Load a language, or the nearest that is shipped: `en-GB` is read from `en`.

    Raises:
        UnknownName: no shipped language fits.
        LanguageError: the file is not whole.
    """
    known = {name.casefold(): name for name in language_codes()}
    wanted = code.replace("_", "-").casefold()
    found = known.get(wanted) or known.get(wanted.split("-")[0])
    if found is None:
        raise UnknownName("language", code, known.values())
    data = _read(found)
    reference = data if found == REFERENCE else _read(REFERENCE)
    months = tuple(str(month) for month in data.get("months", ()))
    if len(months) != 12:
        raise LanguageError(f"The language file {found}.yaml does not name twelve months.")
    return Language(
        code=code,
        name=str(data["name"]),
        is_right_to_left=data.get("direction") == "rtl",
        patterns={
            key: str(data.get(key, reference[key]))
            for key in ("date", "time", "date_time", "decimal", "thousands")
        },
        months=months,
        words=data.get("words", {}),
        reference=reference["words"],
    )


def _read(code: str) -> Mapping[str, Any]:
    path: Path = languages_folder() / f"{code}.yaml"
    data = read_yaml(path).data
    if not isinstance(data, dict):
        raise LanguageError(f"The language file {path.name} is not a map.")
    return data

"""The fixed words of a report, and its manner of writing dates, numbers and durations.

In → Out: a language code or the path of a language file in, a `Language` out.
Must not: know an incident or a format; a word that a file lacks is a problem, not a crash.
Source: patterns, separators and plural forms of the shipped files are those of Unicode CLDR 46.

A file that `extends:` another one says only what differs, as `en-US` does over `en`. The shipped
layouts are written in English; `labels:` maps their titles and labels to the language's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pmdoc.errors import InputError, LanguageError, UnknownName
from pmdoc.problems import Level, Problem
from pmdoc.read import is_yaml_name, read_yaml
from pmdoc.resources import languages_folder

REFERENCE = "en"
_DAY, _HOUR = 86_400, 3_600
_UNITS = (("days", _DAY), ("hours", _HOUR), ("minutes", 60), ("seconds", 1))
_PATTERNS = ("date", "time", "date_time", "decimal", "thousands")
_NAMED = 5
"""How many of the words that a language lacks its problem names."""
_OTHER = "other"

Word = str | Mapping[str, str]
"""A fixed word; where it counts something, one for each plural form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language file, with the reference language behind it for words that it lacks.

    Shape: `months` has twelve names. `plurals` maps plural forms to patterns of whole numbers; what
    none fits is "other". `labels` maps the layouts' English texts, case folded, to the language's;
    `is_english` says that they need not have any. `grouping` is the number of digits from which
    thousands are parted. `missing` gathers what was asked for in vain.
    """

    code: str
    name: str
    is_right_to_left: bool
    patterns: Mapping[str, str]
    months: tuple[str, ...]
    words: Mapping[str, Word]
    labels: Mapping[str, str] = field(default_factory=dict)
    is_english: bool = False
    plurals: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    grouping: int = 4
    missing: dict[str, None] = field(default_factory=dict, compare=False)

    def word(self, key: str, **values: str) -> str:
        """Return a fixed word, with its places filled in; `count` chooses the plural form.

        Raises:
            KeyError: not even the reference language has the word: a bug of ours.
        """
        text = self.words.get(key)
        if text is None:
            text = _reference_words()[key]
            self.missing[key] = None
        if not isinstance(text, str):
            form = self._plural(values.get("count", ""))
            text = text.get(form) or text[_OTHER]
        return text.format_map(values) if values else text

    def _plural(self, count: str) -> str:
        return next((f for f, fits in self.plurals.items() if fits.fullmatch(count)), _OTHER)

    def has_word(self, key: str) -> bool:
        """Say whether any language at hand has the word."""
        return key in self.words or key in _reference_words()

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
        """What was asked for and is not in the file. Problems: `language-word-missing`, once."""
        if not self.missing:
            return ()
        count, some = len(self.missing), ", ".join(map(repr, list(self.missing)[:_NAMED]))
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        problem = Problem(
            id="language-word-missing",
            level=Level.WARNING,
            message=f"The language {self.code!r} has no words for {some}{more}.",
            hint="English stands in their place; add them to its language file.",
        )
        return (problem,)

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


def language_codes() -> tuple[str, ...]:
    """List the shipped languages by code."""
    return tuple(sorted(path.stem for path in languages_folder().glob("*.yaml")))


def load_language(code: str = REFERENCE) -> Language:
    """Load a language by its code or by the path of a file.

    A region that is not shipped is read from its language: `de-AT` from `de`.

    Raises:
        UnknownName: no shipped language fits.
        LanguageError: the file is not whole.
    """
    path = Path(code)
    if is_yaml_name(path):
        chain = _chain(path)
        return _language(str(chain[0].get("code", path.stem)), path, chain)
    known = {name.casefold(): name for name in language_codes()}
    wanted = code.replace("_", "-").casefold()
    found = known.get(wanted) or known.get(wanted.split("-")[0])
    if found is None:
        unknown = UnknownName("language", code, known.values())
        if meant := _called(code):
            unknown.mean(meant)
        raise unknown
    path = _shipped(found)
    return _language(code, path, _chain(path))


def _called(name: str) -> str:
    """Find the language that is called so by those who speak it; nothing for another word."""
    wanted = name.casefold()
    codes = language_codes()
    return next((code for code in codes if load_language(code).name.casefold() == wanted), "")


def _shipped(code: str) -> Path:
    return languages_folder() / f"{code}.yaml"


def _chain(path: Path, seen: tuple[Path, ...] = ()) -> list[Mapping[str, Any]]:
    """Read a file and those that it extends, nearest first."""
    data = _read(path)
    if "extends" not in data:
        return [data]
    below = _shipped(str(data["extends"]))
    if below in seen or not below.is_file():
        raise LanguageError(
            f"The language file {path.name} extends {data['extends']!r}, which can't be used.",
            hint=f"Name one of: {', '.join(language_codes())}.",
        )
    return [data, *_chain(below, (*seen, below))]


def _language(code: str, path: Path, chain: list[Mapping[str, Any]]) -> Language:
    """Lay the files of a chain over one another."""
    data: dict[str, Any] = {}
    words: dict[str, Word] = {}
    labels: dict[str, str] = {}
    for layer in reversed(chain):
        for key in ("words", "labels"):
            if not isinstance(layer.get(key, {}), Mapping):
                raise LanguageError(f"{key!r} in the language file {path.name} is not a map.")
        data |= layer
        words |= layer.get("words", {})
        labels |= {text.casefold(): own for text, own in layer.get("labels", {}).items()}
    lacking = [key for key in ("name", *_PATTERNS) if not isinstance(data.get(key), str)]
    if lacking:
        raise LanguageError(f"The language file {path.name} does not say: {', '.join(lacking)}.")
    months = tuple(str(month) for month in data.get("months", ()))
    if len(months) != 12:
        raise LanguageError(f"The language file {path.name} does not name twelve months.")
    return Language(
        code=code,
        name=data["name"],
        is_right_to_left=data.get("direction") == "rtl",
        patterns={key: data[key] for key in _PATTERNS},
        months=months,
        words=words,
        labels=labels,
        is_english=chain[-1].get("code") == REFERENCE,
        plurals={form: re.compile(fits) for form, fits in data.get("plurals", {}).items()},
        grouping=int(data.get("grouping", 4)),
    )


@cache
def _reference_words() -> Mapping[str, Word]:
    """Read the words that stand in for missing ones; few reports need them."""
    words: Mapping[str, Word] = _read(_shipped(REFERENCE))["words"]
    return words


def _read(path: Path) -> Mapping[str, Any]:
    try:
        data = read_yaml(path).data
    except InputError as error:
        raise LanguageError(error.message, hint=error.hint) from None
    if not isinstance(data, dict):
        raise LanguageError(f"The language file {path.name} is not a map.")
    return data

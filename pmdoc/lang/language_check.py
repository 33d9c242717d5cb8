"""Check a user's language file, before a report fails on it.

In → Out: a language file in, its problems out.
Must not: judge a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, cast

from pmdoc.diagnostics.errors import did_you_mean
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.lang.language import OTHER, Word, reference_words
from pmdoc.read.source import Source
from pmdoc.validate.config_file import find_schema_problems

_PATTERN_VALUES: Mapping[str, Mapping[str, str | int]] = {
    "date": {"day": 1, "month": "M", "number": 1, "year": 2000},
    "time": {"hour": "00", "minute": "00"},
    "date_time": {"date": "D", "time": "T"},
}
"""Sample values for the placeholders of each pattern."""
_CUSTOM_CLASS = "class."
"""Prefix of the words for a company's own classification levels, which pmdoc can't know."""


def find_language_problems(source: Source) -> list[Problem]:
    """Find what makes a language file unusable, and words that pmdoc does not use.

    Problems: those of `find_schema_problems`, or else `language-value` and, as a warning,
    `language-word-unknown`.
    """
    data = cast("Mapping[str, Any]", source.data)
    return find_schema_problems(source, "language") or [
        *_find_bad_values(data),
        *_find_unknown_words(data.get("words", {})),
    ]


def _find_bad_values(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Find what the schema can't: wrong placeholders and regular expressions."""
    for key, values in _PATTERN_VALUES.items():
        if key in data:
            yield from _check_placeholders(data[key], values, pointer_to(key))
    for form, pattern in data.get("plurals", {}).items():
        try:
            re.compile(pattern)
        except re.error as error:
            hint = "Write it as for Python's `re` module, such as '[0-9]*1'."
            message = f"is not a regular expression: {error}."
            yield _problem(pointer_to("plurals", form), message, hint)
    for key, word in data.get("words", {}).items():
        if key in reference_words():
            yield from _check_word(word, reference_words()[key], pointer_to("words", key))


def _check_word(word: Word, english: Word, pointer: str) -> Iterator[Problem]:
    """Compare the placeholders of a word with those of the English one.

    A plural form may omit some, as in "one day"; any other word needs all of them.
    """
    required = _placeholders(english if isinstance(english, str) else english[OTHER]) or ()
    values = dict.fromkeys(required, "1")
    if not isinstance(word, str):
        for form, text in word.items():
            yield from _check_placeholders(text, values, pointer + pointer_to(form))
        return
    problems = [*_check_placeholders(word, values, pointer)]
    yield from problems
    missing = [name for name in required if name not in (_placeholders(word) or ())]
    if missing and not problems:
        names = " and ".join(f"{{{name}}}" for name in missing)
        yield _problem(pointer, f"lacks {names}.", "Add it where the value belongs.")


def _check_placeholders(
    text: str, values: Mapping[str, str | int], pointer: str
) -> Iterator[Problem]:
    names = _placeholders(text)
    hint = f"It may have: {', '.join(f'{{{name}}}' for name in values)}."
    if not values:
        hint = "It takes no values."
    unknown = [name for name in names or () if name not in values]
    if names is None:
        yield _problem(pointer, "has an unmatched brace.", f"{hint} Double a brace to print it.")
    elif unknown:
        yield _problem(pointer, f"has the unknown placeholder {{{unknown[0]}}}.", hint)
    else:
        try:
            text.format_map(values)
        except (ValueError, LookupError):
            yield _problem(pointer, "has a format that does not suit its value.", hint)


def _placeholders(text: str) -> list[str] | None:
    """Return the names in `{}` in order, or None if braces don't match.

    `"{day} {month:>3}"` has `["day", "month"]`; `"{day"` gives None.
    """
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return None


def _find_unknown_words(words: Mapping[str, Word]) -> Iterator[Problem]:
    for key in words:
        if key not in reference_words() and not key.startswith(_CUSTOM_CLASS):
            yield Problem(
                id="language-word-unknown",
                level=Level.WARNING,
                message="is not a word that pmdoc uses.",
                pointer=pointer_to("words", key),
                hint=did_you_mean(key, reference_words()) or "Remove it.",
            )


def _problem(pointer: str, message: str, hint: str) -> Problem:
    return Problem(id="language-value", message=message, pointer=pointer, hint=hint)

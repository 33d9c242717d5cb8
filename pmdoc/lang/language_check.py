"""Find what is wrong with a house's language file, before a report stumbles over it.

In → Out: a file as it was read in; an error with all its problems, or warnings, out.
Must not: judge a translation.

The shipped files are checked by the tests, so that a build need not prepare the schema for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from pmdoc.diagnostics.errors import LanguageError, did_you_mean, suggest
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.lang.language_file import Word, reference_words
from pmdoc.read import Source
from pmdoc.validate.config_file import data_of, find_schema_problems, stop_on

_SAMPLES: Mapping[str, Mapping[str, str | int]] = {
    "date": {"day": 1, "month": "M", "number": 1, "year": 2000},
    "time": {"hour": "00", "minute": "00"},
    "date_time": {"date": "D", "time": "T"},
}
"""What each pattern is filled with."""
_OF_HOUSES = "class."
"""Words for the classes of a house begin so; pmdoc can't know them."""


def check_file(source: Source, codes: Sequence[str]) -> tuple[Problem, ...]:
    """Return what is odd about a language file and does no harm; `codes` are the shipped ones.

    Raises:
        LanguageError: it can't be used; every problem in it is named.

    Problems: those of `find_schema_problems`; `language-value`; `language-word-unknown`, a warning.
    """
    stop_on(source.place(find_schema_problems(source, "language")), LanguageError)
    stop_on(source.place(_wrong(source, codes)), LanguageError)
    return source.place(_odd(data_of(source).get("words", {})))


def _wrong(source: Source, codes: Sequence[str]) -> Iterator[Problem]:
    """Yield what the schema can't see."""
    data = data_of(source)
    below = data.get("extends")
    if below is not None and below not in codes:
        message = f"{below!r} is not a shipped language."
        yield _problem(pointer_to("extends"), message, suggest(below, codes))
    for key, sample in _SAMPLES.items():
        if key in data:
            yield from _misfilled(data[key], sample, pointer_to(key))
    for form, fits in data.get("plurals", {}).items():
        try:
            re.compile(fits)
        except re.error as error:
            hint = "Write it as Python's `re` reads it, such as '[0-9]*1'."
            message = f"is no regular expression: {error}."
            yield _problem(pointer_to("plurals", form), message, hint)
    for key, word in data.get("words", {}).items():
        if key in reference_words():
            yield from _wrong_word(word, reference_words()[key], pointer_to("words", key))


def _wrong_word(word: Word, english: Word, pointer: str) -> Iterator[Problem]:
    """Compare the places of a word with those of its English counterpart.

    Each form of a plural may leave some out, as in "one day"; nothing else may lose a value.
    """
    known = _places(english if isinstance(english, str) else english["other"]) or ()
    sample = dict.fromkeys(known, "1")
    if not isinstance(word, str):
        for form, text in word.items():
            yield from _misfilled(text, sample, pointer + pointer_to(form))
        return
    found = [*_misfilled(word, sample, pointer)]
    yield from found
    lacking = [place for place in known if place not in (_places(word) or ())]
    if lacking and not found:
        named = " and ".join(f"{{{place}}}" for place in lacking)
        yield _problem(pointer, f"lacks {named}.", "Put it where the value is to stand.")


def _misfilled(text: str, sample: Mapping[str, str | int], pointer: str) -> Iterator[Problem]:
    """Try to fill a text in."""
    places = _places(text)
    hint = f"It may have: {', '.join(f'{{{place}}}' for place in sample)}."
    if not sample:
        hint = "Nothing is filled in here."
    unknown = [place for place in places or () if place not in sample]
    if places is None:
        message = "has a brace that does not belong to a place."
        yield _problem(pointer, message, f"{hint} A brace to be printed is written twice.")
    elif unknown:
        yield _problem(pointer, f"has the place {{{unknown[0]}}}, which nothing fills.", hint)
    else:
        try:
            text.format_map(sample)
        except (ValueError, LookupError):
            yield _problem(pointer, "asks for a format that its values don't have.", hint)


def _places(text: str) -> list[str] | None:
    """List the places of a text in order; None where its braces don't fit together."""
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return None


def _odd(words: Mapping[str, Word]) -> Iterator[Problem]:
    """Yield a warning for each word that nothing of pmdoc's asks for."""
    for key in words:
        if key not in reference_words() and not key.startswith(_OF_HOUSES):
            yield Problem(
                id="language-word-unknown",
                level=Level.WARNING,
                message="is not a word that pmdoc prints.",
                pointer=pointer_to("words", key),
                hint=did_you_mean(key, reference_words()) or "Remove it.",
            )


def _problem(pointer: str, message: str, hint: str) -> Problem:
    return Problem(id="language-value", message=message, pointer=pointer, hint=hint)

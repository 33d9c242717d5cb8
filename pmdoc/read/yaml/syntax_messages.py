"""Explain YAML syntax errors to authors.

In → Out: the parser's error and the text in, a `Problem` with a position out.
Must not: use the parser's own terms; unknown errors get a general message.
Source: the error messages of libyaml's scanner.c and parser.c, and of PyYAML's Python versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from pmdoc.diagnostics.problem import Position, Problem

_QUOTE_IT = 'Put the whole value in quotes: key: "value".'
_HALF = re.compile(r".{0,2}?(\\u[dD][89a-fA-F][0-9a-fA-F]{2})")
_KEY_OF_LINE = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]{0,40}):\s")


class _Place(Struct, frozen=True):
    """The lines of the text, and a position in them, counted from 0."""

    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        return self.text[: self.column]

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]


_Parts = tuple[str, str, str]
"""The id, message and hint of a problem."""
_Explain = Callable[[_Place], _Parts]


def explain_yaml_error(error: yaml.YAMLError, text: str, *, name: str) -> Problem:
    """Convert a parser's error to a problem."""
    original = ""
    if isinstance(error, yaml.MarkedYAMLError):
        original = f"{error.context or ''}: {error.problem or ''}"
    lines = re.split("\r\n|\r|\n", text)
    is_at_start, explanation = next(
        (is_at_start, explanation)
        for pattern, is_at_start, explanation in _EXPLANATIONS
        if re.search(pattern, original)
    )
    place = _place(error, lines, is_at_start=is_at_start)
    if explanation is _open_bracket and (comma := _comma_place(error, lines)):
        place, explanation = comma, _NO_COMMA
    id, message, hint = explanation(place) if callable(explanation) else explanation
    position = Position(file=name, line=place.line + 1, column=place.column + 1)
    return Problem(id=id, message=message, hint=hint, position=position)


def _place(error: yaml.YAMLError, lines: list[str], *, is_at_start: bool) -> _Place:
    """Return where the parser stopped, or with `is_at_start` where the construct began."""
    stop = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    mark = (is_at_start and start) or stop or start
    return _Place(lines, mark.line, mark.column) if mark else _Place(lines, 0, 0)


def _comma_place(error: yaml.YAMLError, lines: list[str]) -> _Place | None:
    """Return the end of an entry that is followed by another without a comma, or None."""
    place = _place(error, lines, is_at_start=False)
    if place.character not in set("{[\"'"):
        return None
    line, before = place.line, place.before.rstrip()
    while not before and line > 0:
        line -= 1
        before = lines[line].rstrip()
    return _Place(lines, line, len(before)) if before.endswith(("}", "]", '"', "'")) else None


def _first_character(place: _Place) -> _Parts:
    if place.character == "\t":
        return _TAB
    message = f"A value can't begin with {place.character!r} unless it is in quotes."
    return "yaml-reserved-character", message, _quote_it(place)


def _reference(place: _Place) -> _Parts:
    sign = place.character or "*"
    message = f"A value that begins with {sign!r} is read as a reference, but this is not one."
    return "yaml-reference", message, f"If it is text, {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}"


def _quote_it(place: _Place) -> str:
    """Return the hint to quote a value. It repeats the key, but not the value: a secret, maybe."""
    match = _KEY_OF_LINE.match(place.text)
    return f'Put the whole value in quotes: {match[1]}: "…".' if match else _QUOTE_IT


def _colon(place: _Place) -> _Parts:
    if re.match(r"\s*(?:- +)*[^\s#].*?:\s", place.before):
        message = 'The value contains ": ", which makes it look like another key.'
        return "yaml-colon-in-text", message, _quote_it(place)
    message = "This line is indented as if it belonged to the text above it."
    hint = "Align the key with its neighbours; or, if it is text, put the value in quotes."
    return "yaml-indentation", message, hint


def _no_colon(place: _Place) -> _Parts:
    match = re.match(r"\s*(?:- +)*([\w-]+):\S", place.text)
    if match:
        message = f"There is no space after the colon of {match[1]!r}."
        return "yaml-missing-colon", message, "Write a space between the colon and the value."
    message = "This line has no colon, so it is not a key with a value."
    hint = "Write key: value; or indent the line if it belongs to the text above."
    return "yaml-missing-colon", message, hint


def _open_quote(place: _Place) -> _Parts:
    message = f"The quote {place.character} that begins here is never closed."
    hint = f"Add {place.character} at the end of the value."
    return "yaml-unclosed-quote", message, hint


def _open_bracket(place: _Place) -> _Parts:
    closing = {"[": "]", "{": "}"}.get(place.character, "]")
    sign = place.character
    message = f"The bracket {sign} that begins here is not closed, or a comma is missing."
    hint = f"Add {closing}; if the value is text, put all of it in quotes."
    return "yaml-unclosed-bracket", message, hint


def _left_over(place: _Place) -> _Parts:
    before = place.before.rstrip()
    if before.endswith(('"', "'")):
        message = "There is more text after the closing quote."
        hint = "Put quotes around the whole value, and write ' inside '...' as ''."
        return "yaml-text-after-quote", message, hint
    if before.endswith(("]", "}")):
        message = "There is more text after the closing bracket."
        return "yaml-text-after-bracket", message, _QUOTE_IT
    if place.character == ":":
        return "yaml-key", "There is no key before the colon.", "Write key: value."
    if place.character == "-" and not before:
        message = "There is a list item where a key is expected."
        return "yaml-indentation", message, "Put it below the key of its list."
    message = "This line is not aligned with the lines above it."
    hint = "Indent it like its neighbours, with spaces."
    return "yaml-indentation", message, hint


def _block_text(place: _Place) -> _Parts:
    sign = "|" if "|" in place.before else ">"
    message = f"Nothing may follow {sign} on its line."
    hint = f"Begin the text on the next line; put quotes around a value that begins with {sign}."
    return "yaml-block-text", message, hint


def _escape(place: _Place) -> _Parts:
    half = _HALF.match(place.text, max(place.column - 2, 0))
    if not half:
        return _ESCAPE
    message = f"The escape {half[1]} is only half of a character."
    hint = r"Write the character itself, or both halves as JSON does: \ud83d\udd25."
    return "yaml-escape", message, hint


def _no_value(place: _Place) -> _Parts:
    if place.character in {"", "\n"}:
        return _GENERAL
    return _first_character(place)


_TAB = ("yaml-tab", "A tab is used for indentation.", "Indent with spaces.")
_DIRECTIVE = (
    "yaml-reserved-character",
    "A line can't begin with '%'.",
    "Delete this line; if it is text, indent it under its key and put it in quotes.",
)
_DUPLICATE_ANCHOR = (
    "yaml-reference",
    "A name after '&' is used twice.",
    "Give one of them another name; if it is text, put it in quotes.",
)
_TAG = (
    "yaml-tag",
    "A value that begins with '!' is read as a tag, but this is not one.",
    _QUOTE_IT,
)
_DASH = (
    "yaml-list-on-key-line",
    'A value on the line of its key can\'t begin with "- ".',
    "Begin the list on the next line; if it is text, put it in quotes.",
)
_ESCAPE = (
    "yaml-escape",
    r"Inside double quotes \ begins an escape such as \n, but this is not one.",
    r"Write \\ for a backslash, or use single quotes.",
)
_NO_COMMA = (
    "yaml-unclosed-bracket",
    "A comma is missing here, before the next entry.",
    "Add a comma; if the value is text, put all of it in quotes.",
)
_SEVERAL = (
    "yaml-several-documents",
    "A second document begins here, but a file can only have one.",
    'Delete the line "---", or split the file.',
)
_VERSION = (
    "yaml-syntax",
    "This version of YAML is unknown.",
    "Delete the line that begins with %.",
)
_GENERAL = (
    "yaml-syntax",
    "This is not valid YAML.",
    "Check indentation, colons and quotes on this line and the one above.",
)
# The first matching pattern is used. `True` reports the start of the construct instead of the place
# where the parser stopped, which for an open quote is the end of the file.
_EXPLANATIONS: tuple[tuple[str, bool, _Explain | _Parts], ...] = (
    (r"tab character", False, _TAB),
    (r"cannot start any token", False, _first_character),
    (r"directive", False, _DIRECTIVE),
    (r"undefined alias|scanning an (alias|anchor)", True, _reference),
    (r"duplicate anchor", False, _DUPLICATE_ANCHOR),
    (r"tag", True, _TAG),
    (r"mapping values are not allowed", False, _colon),
    (r"mapping keys are not allowed", False, _first_character),
    (r"sequence entries are not allowed", False, _DASH),
    (r"expected ':'", True, _no_colon),
    (r"escape|hexa?decimal", False, _escape),
    (r"quoted scalar", True, _open_quote),
    (r"expected ',' or", True, _open_bracket),
    (r"block scalar", False, _block_text),
    (r"single document", False, _SEVERAL),
    (r"incompatible YAML", False, _VERSION),
    (r"node content", False, _no_value),
    (r"expected key|block end>|expected '-' indicator|document start>", False, _left_over),
    (r"", False, _GENERAL),
)

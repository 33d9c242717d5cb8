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


_Explain = Callable[[_Place], tuple[str, str, str]]
"""Returns the id, message and hint of a problem."""


def explain_yaml_error(error: yaml.YAMLError, text: str, *, name: str) -> Problem:
    """Convert a parser's error to a problem."""
    original = _original_message(error)
    lines = re.split("\r\n|\r|\n", text)
    for pattern, is_at_start, explain in _EXPLANATIONS:
        if re.search(pattern, original):
            place = _place(error, lines, is_at_start=is_at_start)
            id, message, hint = explain(place)
            if explain is _open_bracket and (comma := _comma_place(error, lines)):
                place, (id, message, hint) = comma, _missing_comma()
            break
    else:
        place = _place(error, lines, is_at_start=False)
        id, message, hint = _general(place)
    position = Position(file=name, line=place.line + 1, column=place.column + 1)
    return Problem(id=id, message=message, hint=hint, position=position)


def _original_message(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return f"{error.context or ''}: {error.problem or ''}"
    return ""


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


def _missing_comma() -> tuple[str, str, str]:
    hint = "Add a comma; if the value is text, put all of it in quotes."
    return "yaml-unclosed-bracket", "A comma is missing here, before the next entry.", hint


def _general(_: _Place) -> tuple[str, str, str]:
    hint = "Check indentation, colons and quotes on this line and the one above."
    return "yaml-syntax", "This is not valid YAML.", hint


def _tab(_: _Place) -> tuple[str, str, str]:
    return "yaml-tab", "A tab is used for indentation.", "Indent with spaces."


def _first_character(place: _Place) -> tuple[str, str, str]:
    if place.character == "\t":
        return _tab(place)
    message = f"A value can't begin with {place.character!r} unless it is in quotes."
    return "yaml-reserved-character", message, _quote_it(place)


def _directive(_: _Place) -> tuple[str, str, str]:
    hint = "Delete this line; if it is text, indent it under its key and put it in quotes."
    return "yaml-reserved-character", "A line can't begin with '%'.", hint


def _reference(place: _Place) -> tuple[str, str, str]:
    sign = place.character or "*"
    message = f"A value that begins with {sign!r} is read as a reference, but this is not one."
    return "yaml-reference", message, f"If it is text, {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}"


def _anchor_twice(_: _Place) -> tuple[str, str, str]:
    hint = "Give one of them another name; if it is text, put it in quotes."
    return "yaml-reference", "A name after '&' is used twice.", hint


def _tag(_: _Place) -> tuple[str, str, str]:
    message = "A value that begins with '!' is read as a tag, but this is not one."
    return "yaml-tag", message, _QUOTE_IT


def _quote_it(place: _Place) -> str:
    """Return the hint to quote a value. It repeats the key, but not the value: a secret, maybe."""
    match = _KEY_OF_LINE.match(place.text)
    return f'Put the whole value in quotes: {match[1]}: "…".' if match else _QUOTE_IT


def _colon(place: _Place) -> tuple[str, str, str]:
    if re.match(r"\s*(?:- +)*[^\s#].*?:\s", place.before):
        message = 'The value contains ": ", which makes it look like another key.'
        return "yaml-colon-in-text", message, _quote_it(place)
    message = "This line is indented as if it belonged to the text above it."
    hint = "Align the key with its neighbours; or, if it is text, put the value in quotes."
    return "yaml-indentation", message, hint


def _missing_colon(place: _Place) -> tuple[str, str, str]:
    match = re.match(r"\s*(?:- +)*([\w-]+):\S", place.text)
    if match:
        message = f"There is no space after the colon of {match[1]!r}."
        return "yaml-missing-colon", message, "Write a space between the colon and the value."
    message = "This line has no colon, so it is not a key with a value."
    hint = "Write key: value; or indent the line if it belongs to the text above."
    return "yaml-missing-colon", message, hint


def _open_quote(place: _Place) -> tuple[str, str, str]:
    message = f"The quote {place.character} that begins here is never closed."
    hint = f"Add {place.character} at the end of the value."
    return "yaml-unclosed-quote", message, hint


def _open_bracket(place: _Place) -> tuple[str, str, str]:
    closing = {"[": "]", "{": "}"}.get(place.character, "]")
    message = (
        f"The bracket {place.character} that begins here is not closed, or a comma is missing."
    )
    hint = f"Add {closing}; if the value is text, put all of it in quotes."
    return "yaml-unclosed-bracket", message, hint


def _left_over(place: _Place) -> tuple[str, str, str]:
    """Explain a line, or the rest of one, that belongs to nothing before it."""
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


def _dash(_: _Place) -> tuple[str, str, str]:
    message = 'A value on the line of its key can\'t begin with "- ".'
    hint = "Begin the list on the next line; if it is text, put it in quotes."
    return "yaml-list-on-key-line", message, hint


def _escape(_: _Place) -> tuple[str, str, str]:
    message = r"Inside double quotes \ begins an escape such as \n, but this is not one."
    hint = r"Write \\ for a backslash, or use single quotes."
    return "yaml-escape", message, hint


def _block_text(place: _Place) -> tuple[str, str, str]:
    sign = "|" if "|" in place.before else ">"
    message = f"Nothing may follow {sign} on its line."
    hint = f"Begin the text on the next line; put quotes around a value that begins with {sign}."
    return "yaml-block-text", message, hint


def _several(_: _Place) -> tuple[str, str, str]:
    message = "A second document begins here, but a file can only have one."
    return "yaml-several-documents", message, 'Delete the line "---", or split the file.'


def _version(_: _Place) -> tuple[str, str, str]:
    return "yaml-syntax", "This version of YAML is unknown.", "Delete the line that begins with %."


def _no_value(place: _Place) -> tuple[str, str, str]:
    if place.character in {"", "\n"}:
        return _general(place)
    return _first_character(place)


# The first matching pattern is used. `True` reports the start of the construct instead of the place
# where the parser stopped, which for an open quote is the end of the file.
_EXPLANATIONS: tuple[tuple[str, bool, _Explain], ...] = (
    (r"tab character", False, _tab),
    (r"cannot start any token", False, _first_character),
    (r"directive", False, _directive),
    (r"undefined alias|scanning an (alias|anchor)", True, _reference),
    (r"duplicate anchor", False, _anchor_twice),
    (r"tag", True, _tag),
    (r"mapping values are not allowed", False, _colon),
    (r"mapping keys are not allowed", False, _first_character),
    (r"sequence entries are not allowed", False, _dash),
    (r"expected ':'", True, _missing_colon),
    (r"escape|hexa?decimal", False, _escape),
    (r"quoted scalar", True, _open_quote),
    (r"expected ',' or", True, _open_bracket),
    (r"block scalar", False, _block_text),
    (r"single document", False, _several),
    (r"incompatible YAML", False, _version),
    (r"node content", False, _no_value),
    (r"expected key|block end>|expected '-' indicator|document start>", False, _left_over),
)

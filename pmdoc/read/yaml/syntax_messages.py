"""YAML's complaints in words that help an author.

In → Out: the parser's error and the text in, one located `Problem` out.
Must not: use the parser's own terms; an unknown complaint gets a general sentence.
Source: the messages are those of libyaml's scanner.c and parser.c and of PyYAML's Python twins.
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
    """What a sentence may need: the lines, and where the parser stopped, counted from 0."""

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


_Wording = Callable[[_Place], tuple[str, str, str]]


def word_error(error: yaml.YAMLError, text: str, *, name: str) -> Problem:
    """Turn a parser's error into a problem."""
    complaint = _complaint(error)
    lines = re.split("\r\n|\r|\n", text)
    for pattern, is_at_start, wording in _WORDINGS:
        if re.search(pattern, complaint):
            place = _place(error, lines, is_at_start=is_at_start)
            id, message, hint = wording(place)
            if wording is _open_bracket and (comma := _comma_place(error, lines)):
                place, (id, message, hint) = comma, _missing_comma()
            break
    else:
        place = _place(error, lines, is_at_start=False)
        id, message, hint = _general(place)
    position = Position(file=name, line=place.line + 1, column=place.column + 1)
    return Problem(id=id, message=message, hint=hint, position=position)


def _complaint(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return f"{error.context or ''}: {error.problem or ''}"
    return ""


def _place(error: yaml.YAMLError, lines: list[str], *, is_at_start: bool) -> _Place:
    """Where the author should look: where the parser stopped, or where what it read began."""
    stopped = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    mark = (is_at_start and began) or stopped or began
    return _Place(lines, mark.line, mark.column) if mark else _Place(lines, 0, 0)


def _comma_place(error: yaml.YAMLError, lines: list[str]) -> _Place | None:
    """Find the end of an entry behind which the next one begins, without a comma between."""
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
    message = f"A value that begins with {sign!r} is taken for a reference, and this is none."
    return "yaml-reference", message, f"If it is text, {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}"


def _anchor_twice(_: _Place) -> tuple[str, str, str]:
    hint = "Give one of them another name; if it is text, put it in quotes."
    return "yaml-reference", "A name after '&' is given twice.", hint


def _tag(_: _Place) -> tuple[str, str, str]:
    message = "A value that begins with '!' is taken for a tag, and this is none."
    return "yaml-tag", message, _QUOTE_IT


def _quote_it(place: _Place) -> str:
    """Say how to quote a value, with its key; the value itself may be a secret."""
    match = _KEY_OF_LINE.match(place.text)
    return f'Put the whole value in quotes: {match[1]}: "…".' if match else _QUOTE_IT


def _colon(place: _Place) -> tuple[str, str, str]:
    if re.match(r"\s*(?:- +)*[^\s#].*?:\s", place.before):
        message = 'The value contains ": ", which is taken for a second key.'
        return "yaml-colon-in-text", message, _quote_it(place)
    message = "This line is indented as if it belonged to the text above it."
    hint = "Line the key up with its neighbours; or, if it is text, put the value in quotes."
    return "yaml-indentation", message, hint


def _missing_colon(place: _Place) -> tuple[str, str, str]:
    glued = re.match(r"\s*(?:- +)*([\w-]+):\S", place.text)
    if glued:
        message = f"There is no space after the colon of {glued.group(1)!r}."
        return "yaml-missing-colon", message, "Write a space between the colon and the value."
    message = "This line is no key with a value: it has no colon."
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
    """A line or the rest of one that fits nothing which is open."""
    before = place.before.rstrip()
    if before.endswith(('"', "'")):
        message = "There is more text after the closing quote."
        hint = "Put quotes around the whole value, and write ' inside of '...' as ''."
        return "yaml-text-after-quote", message, hint
    if before.endswith(("]", "}")):
        message = "There is more text after the closing bracket."
        return "yaml-text-after-bracket", message, _QUOTE_IT
    if place.character == ":":
        return "yaml-key", "There is no key before the colon.", "Write key: value."
    if place.character == "-" and not before:
        message = "A list item stands where a key belongs."
        return "yaml-indentation", message, "Put it below the key of its list."
    message = "This line does not line up with what is above it."
    hint = "Indent it like its neighbours, with spaces."
    return "yaml-indentation", message, hint


def _dash(_: _Place) -> tuple[str, str, str]:
    message = 'A value on the line of its key can\'t begin with "- ".'
    hint = "Begin the list on the next line; if it is text, put it in quotes."
    return "yaml-list-on-key-line", message, hint


def _escape(_: _Place) -> tuple[str, str, str]:
    message = r"Inside double quotes \ begins an escape such as \n, and this is none."
    hint = r"Write \\ for a backslash, or use single quotes."
    return "yaml-escape", message, hint


def _block_text(place: _Place) -> tuple[str, str, str]:
    sign = "|" if "|" in place.before else ">"
    message = f"Nothing may follow {sign} on its line but a line break."
    hint = f"Begin the text on the next line; put quotes around a value that begins with {sign}."
    return "yaml-block-text", message, hint


def _several(_: _Place) -> tuple[str, str, str]:
    message = "A second document begins here; a file holds one incident."
    return "yaml-several-documents", message, 'Delete the line "---", or split the file.'


def _version(_: _Place) -> tuple[str, str, str]:
    return "yaml-syntax", "This version of YAML is unknown.", "Delete the line that begins with %."


def _no_value(place: _Place) -> tuple[str, str, str]:
    if place.character in {"", "\n"}:
        return _general(place)
    return _first_character(place)


# The first pattern that fits counts; `True` points at where the construct began, not where the
# parser gave up, which for an open quote is the end of the file.
_WORDINGS: tuple[tuple[str, bool, _Wording], ...] = (
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

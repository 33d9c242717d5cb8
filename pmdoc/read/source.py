"""What reading an incident file gives: its data, and where each part of it stands.

In → Out: data and places from the reader in, positions for problems out.
Must not: know YAML; another way of writing incidents would give the same `Source`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pmdoc.errors import InputError
from pmdoc.problems import Position, Problem, parts_of

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

_COLUMN_BITS = 32


class UnreadableInput(InputError):  # noqa: N818 -- named like its family
    """A file's text can't be understood. Shape: `problems` is never empty."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def pack_place(line: int, column: int) -> int:
    """Put a line and a column, both from 0, into one number, which takes little memory."""
    return line << _COLUMN_BITS | column


@dataclass(slots=True)
class Places:
    """Where the parts of the data stand, without the parse tree, which takes ten times the room.

    Shape: `of` maps a dict's or list's identity to packed places: for a dict key and value in
    turn, for a list its values. `keys` has the key order of those dicts that lost empty values.
    """

    root: int = 0
    of: dict[int, list[int]] = field(default_factory=dict)
    keys: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's data as plain dicts, lists and text; nothing in it may be changed.

    Shape: unquoted values are `Plain`; a key without a value is left out; a list item without a
    value is None. `blanks` points at the keys left out.
    Parts that the author repeated by reference are the same object. `problems`
    are warnings about the text; whatever makes a file unreadable is an `UnreadableInput`.
    """

    name: str
    text: str = field(repr=False)
    data: Data
    problems: tuple[Problem, ...] = ()
    blanks: tuple[str, ...] = ()
    places: Places = field(default_factory=Places, repr=False)

    def locate(self, pointer: str, *, key: bool = False) -> Position:
        """Find where a JSON Pointer's value stands, or with `key` its key.

        What does not exist is reported at the nearest parent that does.
        """
        here, place = self.data, self.places.root
        parts = parts_of(pointer)
        for index, part in enumerate(parts):
            found = self._step(here, part, key=key and index == len(parts) - 1)
            if found is None:
                break
            here, place = found
        line, column = place >> _COLUMN_BITS, place & ((1 << _COLUMN_BITS) - 1)
        return Position(file=self.name, line=line + 1, column=column + 1)

    def _step(self, here: Data, part: str, *, key: bool) -> tuple[Data, int] | None:
        """Go one part of a pointer down: the value there and its place, or None."""
        places = self.places.of.get(id(here), [])
        if isinstance(here, dict):
            keys = self.places.keys.get(id(here)) or list(here)
            if part not in keys:
                return None
            place = places[2 * keys.index(part) + (0 if key else 1)]
            return here.get(part), place
        if isinstance(here, list) and part.isascii() and part.isdecimal():
            index = int(part)
            return (here[index], places[index]) if index < len(here) else None
        return None

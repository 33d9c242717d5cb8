"""What reading an incident file gives: its data, and where each part of it stands.

In → Out: data and places from the reader in, positions for problems out.
Must not: know YAML; another way of writing incidents would give the same `Source`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import InputError
from pmdoc.diagnostics.problem import Position, Problem, parts_of, readable
from pmdoc.read.word_position import WordPlaces

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

SET = "--set"
"""What stands for a file's name where a value was set for one run."""
INCLUDE = "include"
"""The key that reading follows, so that no data has it any more."""
COLUMN_BITS = 32
_LINE_BITS = 32


class UnreadableInput(InputError):  # noqa: N818 -- named like its family
    """A file's text can't be understood. Shape: `problems` is never empty."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems=problems)


def pack_place(line: int, column: int, file: int = 0) -> int:
    """Put a line and a column, both from 0, into one number, which takes little memory.

    `file` counts the files of a source; 0 is its own.
    """
    return file << _LINE_BITS + COLUMN_BITS | line << COLUMN_BITS | column


def _unpack(place: int) -> tuple[int, int, int]:
    """Give the file, line and column of a packed place."""
    number, place = divmod(place, 1 << _LINE_BITS + COLUMN_BITS)
    return number, *divmod(place, 1 << COLUMN_BITS)


class Positions(Struct):
    """Where the parts of the data stand, without the parse tree, which takes ten times the room.

    Shape: `of` maps a dict's or list's identity to packed places: for a dict key and value in
    turn, for a list its values. `keys` has the key order of those dicts that lost empty values.
    """

    root: int = 0
    of: dict[int, list[int]] = field(default_factory=dict)
    keys: dict[int, list[str]] = field(default_factory=dict)


class Source(Struct, frozen=True, kw_only=True):
    """A file's data as plain dicts, lists and text; nothing in it may be changed.

    Shape: unquoted values that may be more than text are `Plain`; a key without a value is left
    out; a list item without a value is None. `blanks` points at the keys left out. `names` are
    those of the other files that parts of the data come from, `included` the files that were read
    for it, and `kept` what has to live as long as the places. Parts that the author repeated by
    reference are the same object. `problems` are warnings about the text; whatever makes a file
    unreadable is an `UnreadableInput`.
    """

    name: str
    text: str
    data: Data
    problems: tuple[Problem, ...] = ()
    blanks: tuple[str, ...] = ()
    places: Positions = field(default_factory=Positions)
    names: tuple[str, ...] = ()
    included: tuple[Path, ...] = ()
    kept: object = None

    def locate(self, pointer: str, *, key: bool = False) -> Position:
        """Find where a JSON Pointer's value stands, or with `key` its key.

        What does not exist is reported at the nearest parent that does.
        """
        number, line, column = _unpack(self._reach(pointer, key=key)[1])
        name = self.names[number - 1] if number else self.name
        if name == SET:
            return Position(file=name)
        return Position(file=name, line=line + 1, column=column + 1)

    def place(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give problems their place, and put the path in an author's words in front.

        A problem that has its place already is left as it is. One that says at which character of
        a value it is gets that place, if the value stands in the source's own file.
        """
        found = tuple(problems)
        words = self._words() if any(p.offset and not p.position.file for p in found) else None
        return tuple(p if p.position.file else self._placed(p, words) for p in found)

    def _placed(self, problem: Problem, words: WordPlaces | None) -> Problem:
        path = readable(problem.pointer)
        position = self.locate(problem.pointer, key=problem.id == "schema-unknown-key")
        if words and problem.offset:
            value, place = self._reach(problem.pointer)
            number, line, column = _unpack(place)
            is_here = not number and isinstance(value, str)
            at = words.find(line, column, str(value), problem.offset) if is_here else None
            if at is not None:
                position = Position(file=self.name, line=at[0] + 1, column=at[1] + 1)
        message = f"{path} {problem.message}" if path else problem.message
        return replace(problem, position=position, message=message)

    def _words(self) -> WordPlaces:
        """Look for words between the places of the source's own file."""
        places = chain.from_iterable(self.places.of.values())
        own = (_unpack(place) for place in places if not place >> _LINE_BITS + COLUMN_BITS)
        return WordPlaces(self.text, ((line, column) for _, line, column in own))

    def _reach(self, pointer: str, *, key: bool = False) -> tuple[Data, int]:
        """Go to a pointer's value, or its nearest parent: the value there, and its place."""
        here, place = self.data, self.places.root
        parts = parts_of(pointer)
        for index, part in enumerate(parts):
            found = self._step(here, part, key=key and index == len(parts) - 1)
            if found is None:
                break
            here, place = found
        return here, place

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


def texts_in(data: object) -> Iterator[str]:
    """Yield every text below data, in the order of the file; keys are none."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from texts_in(part)

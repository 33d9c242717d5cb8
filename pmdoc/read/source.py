"""The result of reading a file: its data, and the position of every part.

In → Out: data and packed positions from the reader in, positions of problems out.
Must not: know YAML; a reader of another format would return the same `Source`.
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
"""Takes the place of a file name for values that were set for one run."""
INCLUDE = "include"
"""The key for included files; the reader removes it from the data."""
COLUMN_BITS = 32
_LINE_BITS = 32


class UnreadableInput(InputError):  # noqa: N818 -- named like its family
    """A file's text is not valid. Shape: `problems` is never empty."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems=problems)


def pack_place(line: int, column: int, file: int = 0) -> int:
    """Pack a line and a column, both from 0, into one number, which saves memory.

    `file` is 0 for the source's own file, else 1 plus an index into its `names`.
    """
    return file << _LINE_BITS + COLUMN_BITS | line << COLUMN_BITS | column


def _unpack(place: int) -> tuple[int, int, int]:
    number, place = divmod(place, 1 << _LINE_BITS + COLUMN_BITS)
    return number, *divmod(place, 1 << COLUMN_BITS)


class Positions(Struct):
    """Packed positions of all parts of the data, in a tenth of the memory of a parse tree.

    Shape: `of` maps the `id()` of a dict or list to packed positions: for `{a: x, b: y}` those of
    a, x, b and y, for a list those of its items. `keys` has the original keys, in order, of dicts
    from which keys without a value were removed.
    """

    root: int = 0
    of: dict[int, list[int]] = field(default_factory=dict)
    keys: dict[int, list[str]] = field(default_factory=dict)


class Source(Struct, frozen=True, kw_only=True):
    """A file's data as plain dicts, lists and text, which must not be changed.

    Shape: unquoted values that could be numbers or booleans are `Plain`. A key without a value is
    left out, with a pointer to it in `blanks`; a list item without a value is None. Parts repeated
    by a YAML alias are the same object. `names` are the other files that parts of the data come
    from, `included` the included files, and `kept` keeps objects alive whose identities `places`
    uses. `problems` are warnings; errors are raised as `UnreadableInput`.
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
        """Return the position of a JSON Pointer's value, or with `key` of its key.

        If it does not exist, return the position of the nearest existing parent.
        """
        number, line, column = _unpack(self._reach(pointer, key=key)[1])
        name = self.names[number - 1] if number else self.name
        if name == SET:
            return Position(file=name)
        return Position(file=name, line=line + 1, column=column + 1)

    def place(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Add positions to problems, and readable paths in front of their messages.

        Problems that have a position are returned unchanged. An `offset` into a value is resolved
        if the value is in the source's own file.
        """
        given = tuple(problems)
        words = self._words() if any(p.offset and not p.position.file for p in given) else None
        return tuple(p if p.position.file else self._placed(p, words) for p in given)

    def _placed(self, problem: Problem, words: WordPlaces | None) -> Problem:
        path = readable(problem.pointer)
        position = self.locate(problem.pointer, key=problem.id == "schema-unknown-key")
        if words and problem.offset:
            value, place = self._reach(problem.pointer)
            number, line, column = _unpack(place)
            is_own = not number and isinstance(value, str)
            found = words.find(line, column, str(value), problem.offset) if is_own else None
            if found is not None:
                position = Position(file=self.name, line=found[0] + 1, column=found[1] + 1)
        message = f"{path} {problem.message}" if path else problem.message
        return replace(problem, position=position, message=message)

    def _words(self) -> WordPlaces:
        places = chain.from_iterable(self.places.of.values())
        own = (_unpack(place) for place in places if not place >> _LINE_BITS + COLUMN_BITS)
        return WordPlaces(self.text, ((line, column) for _, line, column in own))

    def _reach(self, pointer: str, *, key: bool = False) -> tuple[Data, int]:
        """Return the value at a pointer or its nearest existing parent, and its packed position."""
        value, place = self.data, self.places.root
        parts = parts_of(pointer)
        for index, part in enumerate(parts):
            child = self._child(value, part, key=key and index == len(parts) - 1)
            if child is None:
                break
            value, place = child
        return value, place

    def _child(self, value: Data, part: str, *, key: bool) -> tuple[Data, int] | None:
        places = self.places.of.get(id(value), [])
        if isinstance(value, dict):
            keys = self.places.keys.get(id(value)) or list(value)
            if part not in keys:
                return None
            place = places[2 * keys.index(part) + (0 if key else 1)]
            return value.get(part), place
        if isinstance(value, list) and part.isascii() and part.isdecimal():
            index = int(part)
            return (value[index], places[index]) if index < len(value) else None
        return None


def texts_in(data: object) -> Iterator[str]:
    """Yield all text values in the data, in the order of the file, without keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from texts_in(part)

"""Build data from parts of several sources, keeping the position of every part.

In → Out: sources and data with positions in, new data and positions out.
Must not: read files, change its arguments, or know the meaning of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pmdoc.diagnostics.problem import pointer_to
from pmdoc.read.source import Data, Positions, Source, pack_place


class MergedEntry(Struct, frozen=True):
    """A key and its value, with the packed positions of both. Shape: an empty value is None."""

    key: str
    value: Data
    key_place: int
    place: int


class MergedData(Struct):
    """Positions of merged data, and the names of the files that it comes from.

    Shape: `kept` keeps all containers with positions alive, as these are stored by identity, and a
    new object could get the identity of a deleted one.
    """

    names: list[str] = field(default_factory=list)
    places: Positions = field(default_factory=Positions)
    kept: list[object] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Add the positions of a source, and its file to `names`."""
        shift = pack_place(0, 0, len(self.names))
        self.names.append(source.name)
        for identity, places in source.places.of.items():
            self.places.of[identity] = [place + shift for place in places]
        self.places.keys.update(source.places.keys)
        self.kept.append(source)

    def entries(self, data: dict[str, Data]) -> Iterator[MergedEntry]:
        """Yield the entries of a mapping, including empty ones."""
        places = self.places.of.get(id(data), [])
        for index, key in enumerate(self.places.keys.get(id(data)) or data):
            yield MergedEntry(key, data.get(key), places[2 * index], places[2 * index + 1])

    def mapping(self, entries: Iterable[MergedEntry]) -> dict[str, Data]:
        """Build a mapping from entries."""
        known = tuple(entries)
        data: dict[str, Data] = {e.key: e.value for e in known if e.value is not None}
        if len(data) < len(known):
            self.places.keys[id(data)] = [entry.key for entry in known]
        self.places.of[id(data)] = [place for e in known for place in (e.key_place, e.place)]
        self.kept.append(data)
        return data

    def items(self, data: list[Data]) -> list[tuple[Data, int]]:
        """Return the items of a list, each with its packed position."""
        return list(zip(data, self.places.of.get(id(data), []), strict=True))

    def sequence(self, items: Iterable[tuple[Data, int]]) -> list[Data]:
        """Build a list from items with packed positions."""
        known = tuple(items)
        data = [value for value, _ in known]
        self.places.of[id(data)] = [place for _, place in known]
        self.kept.append(data)
        return data

    def blanks(self, data: Data, path: tuple[str | int, ...] = ()) -> Iterator[str]:
        """Yield pointers to the keys without a value."""
        if isinstance(data, dict):
            for key in self.places.keys.get(id(data), ()):
                if key not in data:
                    yield pointer_to(*path, key)
            for key, value in data.items():
                yield from self.blanks(value, (*path, key))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                yield from self.blanks(value, (*path, index))

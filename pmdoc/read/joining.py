"""Making one tree of data from several, so that each part still knows where it was written.

In → Out: sources and data with places in, new data and places out; nothing is changed in place.
Must not: read files, or know what the data means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pmdoc.diagnostics.problem import pointer_to
from pmdoc.read.source import Data, Positions, Source, pack_place


class MergedEntry(Struct, frozen=True):
    """A key with its value, and where both stand. Shape: the value is None where it is blank."""

    key: str
    value: Data
    key_place: int
    place: int


class MergedData(Struct):
    """The places of data that grows together from several sources, and the names of their files.

    Shape: `kept` holds all containers that have places: an identity must not be used twice.
    """

    names: list[str] = field(default_factory=list)
    places: Positions = field(default_factory=Positions)
    kept: list[object] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Take over the places of a source; its file is the next of `names`."""
        shift = pack_place(0, 0, len(self.names))
        self.names.append(source.name)
        for identity, places in source.places.of.items():
            self.places.of[identity] = [place + shift for place in places]
        self.places.keys.update(source.places.keys)
        self.kept.append(source)

    def entries(self, data: dict[str, Data]) -> Iterator[MergedEntry]:
        """List the keys of a mapping, blank ones too."""
        places = self.places.of.get(id(data), [])
        for index, key in enumerate(self.places.keys.get(id(data)) or data):
            yield MergedEntry(key, data.get(key), places[2 * index], places[2 * index + 1])

    def mapping(self, entries: Iterable[MergedEntry]) -> dict[str, Data]:
        """Make a mapping of entries."""
        known = tuple(entries)
        data: dict[str, Data] = {e.key: e.value for e in known if e.value is not None}
        if len(data) < len(known):
            self.places.keys[id(data)] = [entry.key for entry in known]
        self.places.of[id(data)] = [
            place for entry in known for place in (entry.key_place, entry.place)
        ]
        self.kept.append(data)
        return data

    def items(self, data: list[Data]) -> list[tuple[Data, int]]:
        """List the values of a list, each with its place."""
        return list(zip(data, self.places.of.get(id(data), []), strict=True))

    def sequence(self, items: Iterable[tuple[Data, int]]) -> list[Data]:
        """Make a list of values with places."""
        known = tuple(items)
        data = [value for value, _ in known]
        self.places.of[id(data)] = [place for _, place in known]
        self.kept.append(data)
        return data

    def blanks(self, data: Data, path: tuple[str | int, ...] = ()) -> Iterator[str]:
        """Point at the keys without a value."""
        if isinstance(data, dict):
            for key in self.places.keys.get(id(data), ()):
                if key not in data:
                    yield pointer_to(*path, key)
            for key, value in data.items():
                yield from self.blanks(value, (*path, key))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                yield from self.blanks(value, (*path, index))

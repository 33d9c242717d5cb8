"""Record which values of the incident a report shows, while it is composed.

In → Out: values in, as composing turns them into text; whether one was shown out.
Must not: look at texts; two values are different even if they have the same words.

A value is known by its `id()`, as the incident is alive and unchanged while it is composed.
Enumerations and booleans exist once for all records, so these are known by their record and name.
"""

from __future__ import annotations

from enum import StrEnum

from pmdoc.compose.paths import resolve

Key = int | tuple[int, str]
Keys = set[Key]
SHARED = (StrEnum, bool)
"""Kinds of values that exist once for all records that have them."""


class ShownValues:
    """The values that a report shows so far. Mutable."""

    __slots__ = ("keys",)

    def __init__(self) -> None:
        self.keys: Keys = set()

    def add(self, value: object) -> None:
        """Record a value that is not an enumeration or boolean: a text, a figure, a moment."""
        self.keys.add(id(value))

    def add_property(self, record: object, path: str) -> None:
        """Record a property of a record, or of each record in a list."""
        name, _, rest = path.partition(".")
        if isinstance(record, tuple):
            for item in record:
                self.add_property(item, path)
            return
        value = resolve(record, name)
        if rest:
            self.add_property(value, rest)
        else:
            self.keys.add(key_of(record, name, value))

    def add_all(self, other: ShownValues) -> None:
        """Record what another part of the report shows."""
        self.keys |= other.keys


def key_of(record: object, name: str, value: object) -> Key:
    """Return what a value of a record's property is known by."""
    return (id(record), name) if isinstance(value, SHARED) else id(value)

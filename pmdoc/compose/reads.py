"""What a part reads from an incident, so that a layout can be checked without one.

In → Out: nothing in; `Reads` and `Records` out, which each part makes from its options.
Must not: look at an incident, other than to filter records by a part's `where`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from pmdoc.compose.formatting.field_values import FieldValue
from pmdoc.compose.paths import path_reader
from pmdoc.compose.rewrite import walk
from pmdoc.model.audience import direction_of
from pmdoc.model.record import Message

Alternatives = tuple[str, ...]
"""Paths of which the first with a value is shown."""
Where = Mapping[str, tuple[str, ...]]
"""The accepted values by the path of the property. Shape: an empty filter keeps every record."""
NONE = "none"
"""The value in a filter that stands for a missing property."""


class Records(Struct, frozen=True, kw_only=True):
    """Lists whose records a part shows one by one.

    Shape: `lists` are paths from the incident, `inside` are paths from each record; without
    `inside`, a record is shown by its name and description. `where` is the part's filter.
    `standing` are the entries that the layout proposes, by the property that names them.
    """

    lists: tuple[str, ...]
    inside: tuple[Alternatives, ...] = ()
    where: Where = field(default_factory=dict)
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Reads(Struct, frozen=True, kw_only=True):
    """Everything that a part reads. Shape: `root` are paths from the incident."""

    root: tuple[Alternatives, ...] = ()
    records: tuple[Records, ...] = ()


def paths_in(options: Struct) -> tuple[Alternatives, ...]:
    """Return the paths of all fields in a part's options, including those of links and units."""
    paths: list[Alternatives] = []
    for one in walk(options):
        if isinstance(one, FieldValue):
            paths.append(one.value)
            paths.extend((path,) for path in (one.link, one.unit) if path)
    return tuple(paths)


def is_inside(path: str) -> bool:
    """Return whether a path is looked up in the record; some always start at the incident."""
    return path.partition(".")[0] not in {"derived", "custom"} and path != "report.classification"


def read_root(options: Struct) -> Reads:
    """Return what a part reads if its fields have paths from the incident."""
    return Reads(root=paths_in(options))


def records_reader(*names: str, lists: tuple[str, ...] = ()) -> Callable[[Any], Reads]:
    """Return the `reads` of a part that shows records: these properties and the options' fields.

    Shape: the records are those of `lists`, or of the paths in the options' `value`.
    """

    def read(options: Any) -> Reads:
        inside = (*((name,) for name in names), *paths_in(options))
        where = getattr(options, "where", {})
        return Reads(records=(Records(lists=lists or options.value, inside=inside, where=where),))

    return read


def filter_records(records: Iterable[object], where: Where) -> list[object]:
    """Return the records that have an accepted value at each path, in their order."""
    kept = list(records)
    for path, accepted in where.items():
        read = _property_reader(path)
        kept = [record for record in kept if _is_accepted(read(record), accepted)]
    return kept


def _property_reader(path: str) -> Callable[[object], Any]:
    """Return a function that reads a property; a message has a direction, stated or not."""
    read = path_reader(path)
    if path != "direction":
        return read
    return lambda record: direction_of(record) if isinstance(record, Message) else read(record)


def _is_accepted(value: object, accepted: tuple[str, ...]) -> bool:
    if isinstance(value, tuple) and value:
        return any(str(item) in accepted for item in value)
    return str(value or NONE) in accepted

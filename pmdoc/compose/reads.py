"""What a part reads from an incident, so that a layout can be checked without one.

In → Out: nothing in; `Reads` and `Records` out, which each part makes from its options.
Must not: look at an incident, other than to filter records by a part's `where`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pmdoc.compose.paths import path_reader

if TYPE_CHECKING:
    from pmdoc.compose.formatting.field_values import FieldValue

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
    """

    lists: tuple[str, ...]
    inside: tuple[Alternatives, ...] = ()
    where: Where = field(default_factory=dict)


class Reads(Struct, frozen=True, kw_only=True):
    """Everything that a part reads. Shape: `root` are paths from the incident."""

    root: tuple[Alternatives, ...] = ()
    records: tuple[Records, ...] = ()


def paths_of(fields: Iterable[FieldValue]) -> tuple[Alternatives, ...]:
    """Return the paths of fields, including those of their links and units."""
    paths: list[Alternatives] = []
    for one in fields:
        paths.append(one.value)
        paths.extend((path,) for path in (one.link, one.unit) if path)
    return tuple(paths)


def filter_records(records: Iterable[object], where: Where) -> list[object]:
    """Return the records that have an accepted value at each path, in their order."""
    kept = list(records)
    for path, accepted in where.items():
        read = path_reader(path)
        kept = [record for record in kept if str(read(record) or NONE) in accepted]
    return kept

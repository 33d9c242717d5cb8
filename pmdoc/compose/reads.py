"""What a part reads from an incident, said without one, so that a layout can be checked.

In → Out: nothing in; the values `Reads` and `Records` out, which each part makes of its options.
Must not: look at an incident; `find_unplaced` and `check` do that with what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pmdoc.compose.record_filter import Where

if TYPE_CHECKING:
    from pmdoc.compose.field_values import FieldValue

Alternatives = tuple[str, ...]
"""Paths of which the first that is filled in is shown."""


class Records(Struct, frozen=True, kw_only=True):
    """Lists that a part shows record by record.

    Shape: `lists` are paths from the incident, `inside` alternatives from each record; no `inside`
    says that a record is shown by its name and description. `where` is the part's filter.
    """

    lists: tuple[str, ...]
    inside: tuple[Alternatives, ...] = ()
    where: Where = field(default_factory=dict)


class Reads(Struct, frozen=True, kw_only=True):
    """Everything that one part of a section reads."""

    root: tuple[Alternatives, ...] = ()
    records: tuple[Records, ...] = ()


def alternatives(pieces: Iterable[FieldValue]) -> tuple[Alternatives, ...]:
    """Gather the paths of pieces, those of their links and units too."""
    found: list[Alternatives] = []
    for piece in pieces:
        found.append(piece.value)
        found.extend((path,) for path in (piece.link, piece.unit) if path)
    return tuple(found)

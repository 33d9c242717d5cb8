"""The `where` filter of a part: keep the records whose properties have certain values.

In → Out: records and a filter in, the records that pass it out.
Must not: know any property by name; a filter gives their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmdoc.compose.paths import path_reader

NONE = "none"
"""The value in a filter that stands for a missing property."""

Where = Mapping[str, tuple[str, ...]]
"""The accepted values by the path of the property. Shape: an empty filter keeps every record."""


def filter_records(records: Iterable[object], where: Where) -> list[object]:
    """Return the records that have an accepted value at each path, in their order."""
    kept = list(records)
    for path, accepted in where.items():
        read = path_reader(path)
        kept = [record for record in kept if _file_text(read(record)) in accepted]
    return kept


def _file_text(value: object) -> str:
    """Return a value as the incident file spells it."""
    return value if isinstance(value, str) and value else str(value or NONE)

"""The filter of a part: `where` keeps the records whose properties have one of some words.

In → Out: records and a filter in, those that it keeps out.
Must not: know a property; a filter names them by their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmdoc.compose.paths import reader

NONE = "none"
"""The word of a filter for what is not filled in."""

Where = Mapping[str, tuple[str, ...]]
"""The path of each property, and the words that are kept. Shape: empty keeps every record."""


def keep(records: Iterable[object], where: Where) -> list[object]:
    """Return the records that have one of the words at each path, in their order."""
    kept = list(records)
    for path, words in where.items():
        read = reader(path)
        kept = [record for record in kept if _word_of(read(record)) in words]
    return kept


def _word_of(value: object) -> str:
    """Word a value as the incident file does."""
    return value if isinstance(value, str) and value else str(value or NONE)

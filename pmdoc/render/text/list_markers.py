"""The marks of list items: bullets, numbers and signs, the same in both formats.

In → Out: a list and its level in; the kind of its numbers, and the mark of each item, out.
Must not: know how a format writes a mark.
Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat) for the names and forms of numbers.
"""

from __future__ import annotations

from enum import StrEnum

from pmdoc.model.document import ItemList, Marker

MOST_LEVELS = 9
"""Word's number of list levels; deeper lists have the marks of the last."""
BULLETS = ("•", "–", "◦")
SIGNS = {Marker.OPEN: "☐", Marker.DONE: "☑", Marker.GOOD: "✓", Marker.CAUTION: "⚠"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class NumberKind(StrEnum):
    """How the numbers of a list are written. The values are Word's names."""

    DECIMAL = "decimal"
    LETTER = "lowerLetter"
    ROMAN = "lowerRoman"


_KINDS = tuple(NumberKind)


def bullet(level: int) -> str:
    """Return the bullet of a level, which counts from 0."""
    return BULLETS[min(level, MOST_LEVELS - 1) % len(BULLETS)]


def number_kind(block: ItemList, level: int) -> NumberKind:
    """Return how a list's numbers are written: 1, a and i, by level.

    A list that does not fit into one alphabet has figures on all levels.
    """
    if block.start < 1 or block.start + len(block.items) - 1 > len(_LETTERS):
        return NumberKind.DECIMAL
    return _KINDS[min(level, MOST_LEVELS - 1) % len(_KINDS)]


def item_mark(block: ItemList, index: int, level: int) -> str:
    """Return the mark of an item."""
    marker = block.items[index].marker
    if marker is not Marker.DEFAULT:
        return SIGNS[marker]
    if not block.ordered:
        return bullet(level)
    return f"{_written(block.start + index, number_kind(block, level))}."


def _written(number: int, kind: NumberKind) -> str:
    if kind is NumberKind.LETTER:
        return _LETTERS[number - 1]
    if kind is NumberKind.DECIMAL:
        return str(number)
    text = ""
    for value, digits in _ROMAN:
        text += digits * (number // value)
        number %= value
    return text

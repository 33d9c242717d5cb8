"""The marks of list items: bullets, numbers and signs, the same in both formats.

In → Out: a list and its level in; the mark of each item out.
Must not: know how a format writes a mark.

Numbers are figures on all levels, as authors type them: a text may refer to "step 2".
"""

from __future__ import annotations

from pmdoc.model.document import ItemList, Marker

MOST_LEVELS = 9
"""Word's number of list levels; deeper lists have the marks of the last."""
BULLETS = ("•", "–", "◦")
SIGNS = {Marker.OPEN: "☐", Marker.DONE: "☑", Marker.GOOD: "✓", Marker.CAUTION: "⚠"}


def bullet(level: int) -> str:
    """Return the bullet of a level, which counts from 0."""
    return BULLETS[min(level, MOST_LEVELS - 1) % len(BULLETS)]


def item_mark(block: ItemList, index: int, level: int) -> str:
    """Return the mark of an item."""
    marker = block.items[index].marker
    if marker is not Marker.DEFAULT:
        return SIGNS[marker]
    return f"{block.start + index}." if block.ordered else bullet(level)

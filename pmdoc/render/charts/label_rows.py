"""Distribute labels over rows, so that none overlaps another or its stem.

In → Out: the start and width of each label in, its row out.
Must not: move a label horizontally.
"""

from __future__ import annotations

from collections.abc import Sequence


def stagger(spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return the row of each label; row 0 is the farthest from what is labelled.

    A label is to the right of its stem. If it extends over the stems of later labels, it must be
    farther away than those.

    Shape: `spans` are start and width, ordered by start. Units: any.

    Example: spans (0, 50), (20, 30), (100, 40) give the rows 0, 1, 1:

        |detected at noon      row 0
        |    |paged    |fixed  row 1
    """
    levels: list[int] = []
    for index in reversed(range(len(spans))):
        start, width = spans[index]
        below = [
            levels[len(spans) - 1 - later]
            for later in range(index + 1, len(spans))
            if spans[later][0] < start + width
        ]
        levels.append(max(below, default=-1) + 1)
    levels.reverse()
    top = max(levels, default=0)
    return tuple(top - level for level in levels)

"""Names of places that lie close together, in rows, so that none covers another or its stem.

In → Out: where names begin and how wide they are in, a row for each out.
Must not: move a name away from its place.
"""

from __future__ import annotations

from collections.abc import Sequence


def stagger(spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return the row of each name; row 0 is the farthest from what is named.

    A name stands to the right of its stem. One that reaches over the stems of later names has to
    stand farther off than those.

    Shape: `spans` are start and width, in order of their starts. Units: any.
    """
    levels: list[int] = []
    for place in reversed(range(len(spans))):
        start, width = spans[place]
        below = [
            levels[len(spans) - 1 - later]
            for later in range(place + 1, len(spans))
            if spans[later][0] < start + width
        ]
        levels.append(max(below, default=-1) + 1)
    levels.reverse()
    top = max(levels, default=0)
    return tuple(top - level for level in levels)

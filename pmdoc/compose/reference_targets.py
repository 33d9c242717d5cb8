"""Where a reader is sent who is told to see a part of the file that is shown in several places.

In → Out: the anchors of what shows it in, the one anchor that stands for them out.
Must not: name a place; `crossref` does.

Who writes "see the actions" means all of them, not those of the first of three tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Ways = Mapping[str, tuple[str, ...]]
"""To each anchor of a section or table those of the sections that it is in, outermost first."""


def common_place(anchors: Sequence[str], ways: Ways) -> str:
    """Return what holds all of the places, inside that chapter which has most of them.

    Shape: `anchors` may name one several times and is never empty; the first chapter wins a draw.
    """
    chapters = Counter(ways.get(anchor, (anchor,))[0] for anchor in anchors)
    ((chapter, _),) = chapters.most_common(1)
    inside = [a for a in dict.fromkeys(anchors) if ways.get(a, (a,))[0] == chapter]
    if len(inside) == 1:
        return inside[0]
    steps = zip(*(ways.get(anchor, (anchor,)) for anchor in inside), strict=False)
    shared: list[str] = [step[0] for step in steps if len({*step}) == 1]
    return shared[-1]

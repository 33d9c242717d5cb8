"""Choose the anchor that a reference leads to when the report shows its target several times.

In → Out: the anchors that show the target in, one anchor that stands for them out.
Must not: put the target into words; `crossref` does.

"See the actions" means all of them, not those of the first of three tables: if the tables are in
sections 5.1, 5.2 and 7, the reference leads to section 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

SectionPaths = Mapping[str, tuple[str, ...]]
"""The anchors of the sections around each section or table, outermost first, by its anchor."""


def common_anchor(anchors: Sequence[str], paths: SectionPaths) -> str:
    """Return the innermost section that contains the anchors of the chapter with most of them.

    Shape: `anchors` is not empty and may repeat one; of chapters with equally many the first wins.
    A single anchor in that chapter is returned itself.
    """
    chapters = Counter(paths.get(anchor, (anchor,))[0] for anchor in anchors)
    ((chapter, _),) = chapters.most_common(1)
    inside = [a for a in dict.fromkeys(anchors) if paths.get(a, (a,))[0] == chapter]
    if len(inside) == 1:
        return inside[0]
    levels = zip(*(paths.get(anchor, (anchor,)) for anchor in inside), strict=False)
    shared: list[str] = [level[0] for level in levels if len({*level}) == 1]
    return shared[-1]

"""Pages: boxes poured into frames, then drawn one page after the other.

In → Out: a document's boxes in, its sheets out.
Must not: measure anything twice, or draw before every page is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from pmdoc.model.document import PageKind
from pmdoc.render.pdf.layout.boxes import Box, FillResult, PlacedBox, fill_height
from pmdoc.render.pdf.layout.footnotes import FootnoteArea


class PageContent(Struct):
    """What stands on one page. Shape: `notes` are the boxes at its foot."""

    placed: list[PlacedBox] = field(default_factory=list)
    notes: list[Box] = field(default_factory=list)
    kind: PageKind = PageKind.NORMAL


def paginate(
    boxes: Sequence[Box], size: tuple[float, float], kind: PageKind, foot: FootnoteArea | None
) -> Iterator[PageContent]:
    """Pour boxes into pages of one kind, of a width and height.

    `foot` makes the notes of a page; None where a document has none.
    """
    at = 0
    rest: Box | None = None
    late: list[Box] = []
    while rest is not None or at < len(boxes) or late:
        notes: list[Box] = []
        if foot is None:
            filled = fill_height(boxes, at, rest, size, forced=True)
        else:
            filled, notes, late = _fill_above(boxes, (at, rest), size, foot, late)
        at, rest = filled.next, filled.rest
        if filled.placed or notes:
            yield PageContent(filled.placed, notes, kind)


def _fill_above(
    boxes: Sequence[Box],
    start: tuple[int, Box | None],
    size: tuple[float, float],
    foot: FootnoteArea,
    late: list[Box],
) -> tuple[FillResult, list[Box], list[Box]]:
    """Fill a page above its notes, which take the more room the more of the text is there.

    The least room that holds the notes of what stands above it is found by halves; where all
    that fits refers to notes of the same height, as nearly always, at the second try.

    Shape: the page, its notes, and what of them goes on at the foot of the next page.
    """
    low, high = -1.0, size[1]
    need = foot.room(late, size)
    best = None
    while best is None or high - low > foot.step:
        filled = fill_height(boxes, *start, (size[0], size[1] - need), forced=True)
        notes = [*late, *foot.notes(filled.placed)]
        wanted = foot.room(notes, size)
        if wanted <= need:
            best, high = (filled, notes), need
            if wanted == need:
                break
            need = (max(low, 0.0) + high) / 2
        else:
            low = need
            need = wanted if best is None else (low + high) / 2
    filled, notes = best
    used = max((top + box.measure(size[0]) for box, top in filled.placed[-1:]), default=0.0)
    return filled, *foot.fit(notes, size, used)

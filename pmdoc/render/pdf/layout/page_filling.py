"""Distribute boxes over pages, with the footnotes that each page refers to.

In → Out: boxes and a page size in, the contents of pages out.
Must not: draw: contents lists need the number of every page first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from pmdoc.model.document import PageKind
from pmdoc.render.pdf.layout.boxes import Box, FillResult, PlacedBox, fill_height
from pmdoc.render.pdf.layout.footnote_area import FootnoteArea


class PageContent(Struct):
    """The boxes of one page. Shape: `notes` are those of its footnotes."""

    placed: list[PlacedBox] = field(default_factory=list)
    notes: list[Box] = field(default_factory=list)
    kind: PageKind = PageKind.NORMAL


def paginate(
    boxes: Sequence[Box], size: tuple[float, float], kind: PageKind, footnotes: FootnoteArea | None
) -> Iterator[PageContent]:
    """Yield pages of one kind filled with boxes.

    Shape: `size` is the width and height of the text area; `footnotes` is None for a document
    without footnotes.
    """
    start = 0
    rest: Box | None = None
    continued: list[Box] = []
    while rest is not None or start < len(boxes) or continued:
        notes: list[Box] = []
        if footnotes is None:
            filled = fill_height(boxes, start, rest, size, forced=True)
        else:
            filled, notes, continued = _fill_above(boxes, (start, rest), size, footnotes, continued)
        start, rest = filled.next, filled.rest
        if filled.placed or notes:
            yield PageContent(filled.placed, notes, kind)


def _fill_above(
    boxes: Sequence[Box],
    start: tuple[int, Box | None],
    size: tuple[float, float],
    footnotes: FootnoteArea,
    continued: list[Box],
) -> tuple[FillResult, list[Box], list[Box]]:
    """Fill a page with text and the footnotes that it refers to.

    The more text is on the page, the more space its footnotes may need. The smallest height that
    holds the footnotes of the text above it is found by bisection, mostly at the second attempt.

    Shape: returns the text, its footnotes, and what of them continues on the next page.

    Example: a page 700 high with lines of 14. Filled without footnotes, its text refers to one
    that takes 60. Filled again to 640, it still does: done. But if the mark is in the last line,
    the text of 640 refers to no footnote, and reserving 30, 15 or 7.5 gives the same. When the
    bounds are less than half a line apart, the search ends, and the last line moves to the next
    page with its footnote.
    """
    low, high = -1.0, size[1]
    reserved = footnotes.height(continued, size)
    best = None
    while best is None or high - low > footnotes.step:
        filled = fill_height(boxes, *start, (size[0], size[1] - reserved), forced=True)
        notes = [*continued, *footnotes.notes(filled.placed)]
        needed = footnotes.height(notes, size)
        if needed <= reserved:
            best, high = (filled, notes), reserved
            if needed == reserved:
                break
            reserved = (max(low, 0.0) + high) / 2
        else:
            low = reserved
            reserved = needed if best is None else (low + high) / 2
    filled, notes = best
    used = max((top + box.measure(size[0]) for box, top in filled.placed[-1:]), default=0.0)
    return filled, *footnotes.fit(notes, size, used)

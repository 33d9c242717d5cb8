"""Pages: boxes poured into frames, then drawn one page after the other.

In → Out: a document's boxes in, its sheets out.
Must not: measure anything twice, or draw before every page is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdoc.render.pdf.boxes import Box, Placed, fill
from pmdoc.render.pdf.furniture import PageFurniture
from pmdoc.render.pdf.headings import Marked
from pmdoc.render.pdf.sheet import Ledger, Sheet
from pmdoc.style.style import Page


def paginate(boxes: Sequence[Box], width: float, height: float) -> list[list[Placed]]:
    """Pour boxes into pages. Shape: at least one page."""
    pages: list[list[Placed]] = []
    at = 0
    rest: Box | None = None
    while rest is not None or at < len(boxes):
        filled = fill(boxes, at, rest, (width, height), forced=True)
        at, rest = filled.next, filled.rest
        if filled.placed:
            pages.append(filled.placed)
    return pages or [[]]


def draw_pages(
    pages: list[list[Placed]], ledger: Ledger, furniture: PageFurniture, page: Page
) -> Iterator[Sheet]:
    """Draw page by page, and forget the boxes of each page that is drawn."""
    for index, placed in enumerate(pages):
        for box, _ in placed:
            if isinstance(box, Marked) and box.anchor:
                ledger.page_of.setdefault(box.anchor, index)
    top, _ = furniture.frame
    for index in range(len(pages)):
        placed, pages[index] = pages[index], []
        sheet = Sheet(ledger, index, page.width.pt, page.height.pt)
        furniture.draw(sheet)
        for box, below in placed:
            box.draw(sheet, page.left.pt, top + below)
        yield sheet

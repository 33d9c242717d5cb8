"""On which page each heading will stand, by counting lines.

In → Out: a `Document` in, a page for each anchor and the number of pages out.
Must not: be taken for layout: word processors set the pages, and their fields tell the truth
once somebody updates them. This is what the contents list says until then.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pmdoc.model.document import Contents, Document, PageBreak
from pmdoc.model.length import Length
from pmdoc.model.page_kinds import by_kind
from pmdoc.render.docx.pagination.block_height import BlockHeights, PageChunk
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.render.text.toc_fit import share_kept
from pmdoc.style.style import Style, TextRole

_SLACK = 0.05
"""Heights are rounded on their way; so many points too high a page may be."""
_ERROR = 12.0
"""Units: points. How much higher than counted a first page may turn out to be."""
_PARTED = 4
"""Of fewer lines, none would be left beside another: neither widow nor orphan."""


def estimate_pages(
    document: Document, style: Style, faces: Typefaces, columns: ColumnWidths
) -> tuple[dict[str, int], int]:
    """Return the page of each anchor, and how many pages there are."""
    pages = _Pages()
    for kind, blocks in by_kind(document.blocks):
        page = style.page.of_kind(kind)
        room = max((page.height - page.top - page.bottom) / 12700, 72.0)
        pages.turn_to(room)
        held: list[PageChunk] = []
        across = page.text_width.twips
        for piece in BlockHeights(style, faces, columns, room, across).pieces(blocks, across):
            held.append(piece)
            if not piece.is_kept:
                pages.add(held)
                held = []
        pages.add(held)
    return pages.anchors, pages.number


def tighten_contents(document: Document, style: Style, faces: Typefaces) -> Style:
    """Draw a contents list together that would leave a few lines to the next page.

    Where the spaces between the lines are not enough, all stays as it is.
    """
    for kind, blocks in by_kind(document.blocks):
        ends = [at for at, block in enumerate(blocks) if isinstance(block, Contents)]
        if not ends or any(isinstance(block, PageBreak) for block in blocks[: ends[-1]]):
            continue
        page = style.page.of_kind(kind)
        room = (page.height - page.top - page.bottom) / 12700
        across = page.text_width.twips
        measure = BlockHeights(style, faces, ColumnWidths(style, faces), room, across)
        pieces = list(measure.pieces(blocks[: ends[-1] + 1], across))
        count = sum(len(block.entries) for block in blocks if isinstance(block, Contents))
        gaps = [max(a.after, b.before) for a, b in pairwise(pieces)]
        excess = sum(piece.height for piece in pieces) + sum(gaps) - room + _ERROR
        if share := share_kept(excess, sum(gaps[-count:])):
            return _tightened(style, share)
    return style


def _tightened(style: Style, share: float) -> Style:
    """Return a style whose lines of contents keep a share of the spaces between them."""
    looks = {
        role: replace(
            style.text[role],
            space_before=Length(round(style.text[role].space_before * share)),
            space_after=Length(round(style.text[role].space_after * share)),
        )
        for role in (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)
    }
    return replace(style, text={**style.text, **looks})


class _Pages:
    """Fills pages with pieces. Units: points."""

    def __init__(self) -> None:
        self._room = 0.0
        self._used = 0.0
        self._gap = 0.0
        self.number = 1
        self.anchors: dict[str, int] = {}

    def turn_to(self, room: float) -> None:
        """Go on with pages of another height, on a new one."""
        self._turn()
        self._room = room

    def add(self, held: list[PageChunk]) -> None:
        """Add pieces of which all but the last stay with the next."""
        need, gap = 0.0, self._gap
        for piece in held:
            need += max(gap, piece.before) + piece.height + piece.notes
            gap = piece.after
        first = held[-1] if held else PageChunk(0.0)
        if first.line and _lines(first) >= _PARTED:  # two lines are enough to hold the others
            need -= max(first.height - 2 * first.line, 0.0)
        if self._used + need > self._room + _SLACK and need <= self._room:
            self._turn(held[0].head)
        for piece in held:
            self._place(piece)

    def _turn(self, head: float = 0.0) -> None:
        if self._used:
            self.number, self._used, self._gap = self.number + 1, head, 0.0

    def _place(self, piece: PageChunk) -> None:
        if piece.starts_page:
            self._turn()
        if piece.anchor:
            self.anchors.setdefault(piece.anchor, self.number)
        # Word processors drop the space above what a page begins with.
        self._used += max(self._gap, piece.before if self._used else 0.0)
        self._gap = piece.after
        height = piece.height + piece.notes
        left = self._room + _SLACK - self._used
        if _lines(piece) >= _PARTED and height > left > 2 * piece.line:
            height -= min(left // piece.line * piece.line, height - 2 * piece.line)
            self.number, self._used = self.number + 1, 0.0
        self._used += height
        while self._used > self._room + _SLACK:
            self.number, self._used = self.number + 1, self._used - self._room


def _lines(piece: PageChunk) -> int:
    """Count the lines of a piece that may be parted between them; 0 where it may not."""
    return round(piece.height / piece.line) if piece.line else 0

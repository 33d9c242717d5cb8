"""Estimate the page of each heading, by filling pages with the heights of blocks.

In → Out: a `Document` in; a page for each anchor and the number of pages out.
Must not: be taken for layout. Word processors decide on pages; the contents list shows these
numbers until somebody updates its fields.
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
"""How much too high a page may be, as heights are rounded. Units: points."""
_ERROR = 12.0
"""How much higher than estimated a first page may turn out to be. Units: points."""
_FEWEST_LINES = 4
"""Shorter paragraphs never break, as one part would be a single line (a widow or orphan)."""
_EMU_PER_POINT = 12700


def estimate_pages(
    document: Document, style: Style, faces: Typefaces, columns: ColumnWidths
) -> tuple[dict[str, int], int]:
    """Return the page of each anchor, and the number of pages."""
    pages = _PageFiller()
    for kind, blocks in by_kind(document.blocks):
        page = style.page.of_kind(kind)
        height = max((page.height - page.top - page.bottom) / _EMU_PER_POINT, 72.0)
        width = page.text_width.twips
        pages.begin_section(height)
        group: list[PageChunk] = []
        for chunk in BlockHeights(style, faces, columns, height, width).chunks(blocks, width):
            group.append(chunk)
            if not chunk.is_kept:
                pages.add(group)
                group = []
        pages.add(group)
    return pages.anchors, pages.number


def tighten_contents(document: Document, style: Style, faces: Typefaces) -> Style:
    """Return the style with less space in a contents list that would just spill to another page.

    If the spaces between its lines cannot make enough room, the style stays as it is.
    """
    for kind, blocks in by_kind(document.blocks):
        ends = [at for at, block in enumerate(blocks) if isinstance(block, Contents)]
        if not ends or any(isinstance(block, PageBreak) for block in blocks[: ends[-1]]):
            continue
        page = style.page.of_kind(kind)
        height = (page.height - page.top - page.bottom) / _EMU_PER_POINT
        width = page.text_width.twips
        heights = BlockHeights(style, faces, ColumnWidths(style, faces), height, width)
        chunks = list(heights.chunks(blocks[: ends[-1] + 1], width))
        entries = sum(len(block.entries) for block in blocks if isinstance(block, Contents))
        gaps = [max(chunk.after, following.before) for chunk, following in pairwise(chunks)]
        excess = sum(chunk.height for chunk in chunks) + sum(gaps) - height + _ERROR
        if share := share_kept(excess, sum(gaps[-entries:])):
            return _with_tight_contents(style, share)
    return style


def _with_tight_contents(style: Style, share: float) -> Style:
    """Return the style with a share of the space around entries of the contents list."""
    entries = {
        role: replace(
            style.text[role],
            space_before=Length(round(style.text[role].space_before * share)),
            space_after=Length(round(style.text[role].space_after * share)),
        )
        for role in (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)
    }
    return replace(style, text={**style.text, **entries})


class _PageFiller:
    """Fills pages with chunks. Units: points.

    Example: a page of 100 pt, of which 55 are used, gets a heading (20 pt, kept with the next) and
    a paragraph of six lines (60 pt). Two lines of the paragraph are enough to follow the heading,
    so the group needs 20 + 60 - 4 * 10 = 40 pt and fits. The heading is on this page; two lines
    fit in the 25 pt that are left, and the other four begin the next page. Had 70 pt been used,
    the whole group would begin the next page.
    """

    def __init__(self) -> None:
        self._height = 0.0
        self._used = 0.0
        self._gap = 0.0
        """The space that the last chunk wants below it."""
        self.number = 1
        self.anchors: dict[str, int] = {}

    def begin_section(self, height: float) -> None:
        self._turn_page()
        self._height = height

    def add(self, group: list[PageChunk]) -> None:
        needed, gap = 0.0, self._gap
        for chunk in group:
            needed += max(gap, chunk.before) + chunk.height + chunk.notes
            gap = chunk.after
        if group and group[-1].line_count >= _FEWEST_LINES:
            needed -= max(group[-1].height - 2 * group[-1].line, 0.0)
        if self._used + needed > self._height + _SLACK and needed <= self._height:
            self._turn_page(group[0].head)
        for chunk in group:
            self._place(chunk)

    def _turn_page(self, head: float = 0.0) -> None:
        if self._used:
            self.number, self._used, self._gap = self.number + 1, head, 0.0

    def _place(self, chunk: PageChunk) -> None:
        if chunk.starts_page:
            self._turn_page()
        if chunk.anchor:
            self.anchors.setdefault(chunk.anchor, self.number)
        # Word processors drop the space above the first paragraph of a page.
        self._used += max(self._gap, chunk.before if self._used else 0.0)
        self._gap = chunk.after
        height = chunk.height + chunk.notes
        left = self._height + _SLACK - self._used
        if chunk.line_count >= _FEWEST_LINES and height > left > 2 * chunk.line:
            height -= min(left // chunk.line * chunk.line, height - 2 * chunk.line)
            self.number, self._used = self.number + 1, 0.0
        self._used += height
        while self._used > self._height + _SLACK:
            self.number, self._used = self.number + 1, self._used - self._height

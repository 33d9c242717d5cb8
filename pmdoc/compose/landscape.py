"""Put wide tables on landscape pages, together with their heading and introduction.

In → Out: the document's blocks in, the same blocks with page breaks around wide tables out.
Must not: measure fonts; widths are counted in characters, so that all formats agree.
"""

from __future__ import annotations

from itertools import islice

from pmdoc.compose.context import Context
from pmdoc.model.document import (
    Block,
    ColumnWidth,
    Grid,
    Heading,
    PageBreak,
    PageKind,
    Paragraph,
    ParagraphRole,
    Table,
    Timeline,
)
from pmdoc.model.document.block_text import block_text
from pmdoc.model.page_kinds import SHORT

_MIN_COLUMNS = 6
"""A table with fewer columns fits a portrait page, whatever its content."""
_PORTRAIT_WIDTH = 96
"""Characters that fit side by side on a portrait page, roughly."""
_PROSE_WIDTH = 15
"""Characters that a column of prose needs to be readable."""
_GAP = 2
"""Characters between two columns."""
_BELOW_ALL_LEVELS = 7
_SAMPLE = 200
"""Rows to look at; more would not change the result."""


def add_landscape_pages(blocks: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Put tables that need it on landscape pages, with the heading and introduction above them.

    Example: heading, introduction, wide table, paragraph become landscape break, heading,
    introduction, wide table, portrait break, paragraph. Neighbouring wide tables share a page.
    """
    result: list[Block] = []
    is_wide = False
    for block in blocks:
        if isinstance(block, Table | Timeline) and _needs_landscape(block, ctx):
            start = _start_of_introduction(result)
            introduction = result[start:]
            del result[start:]
            if result and isinstance(result[-1], PageBreak):
                is_portrait = result.pop() == PageBreak()
                kinds = (b.kind for b in reversed(result) if isinstance(b, PageBreak))
                is_wide = is_portrait and next(kinds, None) is PageKind.WIDE
            if not is_wide:
                result.append(PageBreak(PageKind.WIDE))
            result += [*introduction, block]
            is_wide = True
            continue
        if is_wide and block != PageBreak():
            result.append(PageBreak())
        is_wide = False
        result.append(block)
    return tuple(result)


def _start_of_introduction(blocks: list[Block]) -> int:
    """Return the index of the first block that goes with a table that follows.

    Those are the table's label, everything since its heading, the headings of the sections that
    begin with it, and a few words that would otherwise be alone on a page. Sections that end above
    the table stay where they are.
    """
    at = len(blocks)
    while at and _is_label(blocks[at - 1]):
        at -= 1
    start, level = at, _BELOW_ALL_LEVELS
    while start and isinstance(blocks[start - 1], Paragraph | Heading):
        start -= 1
        block = blocks[start]
        if isinstance(block, Heading):
            if block.level >= level:
                break
            at, level = start, block.level
    if at == len(blocks) and 0 < start < at and isinstance(blocks[start - 1], PageBreak):
        length = sum(len(block_text((block,))) for block in blocks[start:])
        return start if length <= SHORT else at
    return at


def _is_label(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.LABEL


def _needs_landscape(table: Table | Timeline, ctx: Context) -> bool:
    requested = ctx.state.landscape.get(table.anchor)
    if requested is not None:
        return requested
    grid = table.grid
    if len(grid.columns) < _MIN_COLUMNS:
        return False
    return sum(_characters(grid, at) + _GAP for at in range(len(grid.columns))) > _PORTRAIT_WIDTH


def _characters(grid: Grid, at: int) -> int:
    """Return how many characters a column needs: its longest line if it must not wrap, else less.

    Example: prose of words up to 9 characters needs 15, with a 20-character word it needs 20.
    """
    column = grid.columns[at]
    cells = (row.cells[at] for row in islice(grid.rows, _SAMPLE) if at < len(row.cells))
    texts = [block_text(cell.blocks) for cell in cells]
    title = max((len(word) for word in column.title.split()), default=0)
    longest = max((len(text) for text in texts), default=0)
    if column.width is ColumnWidth.FIT:
        return max(title, longest)
    word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(title, min(longest, max(_PROSE_WIDTH, min(word, 2 * _PROSE_WIDTH))))

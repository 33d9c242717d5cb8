"""Which tables need the width of a turned page, and what goes there with them.

In → Out: the document's blocks in, the same with page breaks around wide tables out.
Must not: measure type: columns are judged by their characters, so that all formats agree.
"""

from __future__ import annotations

from itertools import islice

from pmdoc.compose.block_text import text_of
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
from pmdoc.model.page_kinds import SHORT

_FEW_COLUMNS = 6
"""A table with fewer fits upright, whatever it holds."""
_UPRIGHT = 96
"""How many characters of a table's type stand side by side on an upright page, about."""
_PROSE = 15
"""How many a column of prose should have at least, for its lines to be read with ease."""
_GAP = 2
"""Characters between two columns."""
_NO_LEVEL = 7
"""Deeper than any heading's."""
_SAMPLE = 200
"""How many rows are looked at; more would tell no more."""


def turn_wide(blocks: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Set tables that need it on wide pages, with the heading and introduction right above."""
    laid: list[Block] = []
    is_wide = False
    for block in blocks:
        if isinstance(block, Table | Timeline) and _needs_width(block, ctx):
            above = _taken_along(laid)
            moved = laid[above:]
            del laid[above:]
            if laid and isinstance(laid[-1], PageBreak):
                is_same = laid.pop() == PageBreak() and _ends_wide(laid)
            else:
                is_same = is_wide
            if not is_same:
                laid.append(PageBreak(PageKind.WIDE))
            laid += [*moved, block]
            is_wide = True
            continue
        if is_wide and block != PageBreak():
            laid.append(PageBreak())
        is_wide = False
        laid.append(block)
    return tuple(laid)


def _ends_wide(laid: list[Block]) -> bool:
    """Say whether what is laid ends on a wide page."""
    breaks = [block for block in laid if isinstance(block, PageBreak)]
    return bool(breaks) and breaks[-1].kind is PageKind.WIDE


def _taken_along(laid: list[Block]) -> int:
    """Return from where on the last blocks belong to a table that follows.

    That is its label, all below its heading, those of the sections that it begins, and a few words
    alone on a page above it. Sections that ended above stay where they are.
    """
    at = len(laid)
    while at and _is_label(laid[at - 1]):
        at -= 1
    start, level = at, _NO_LEVEL
    while start and isinstance(laid[start - 1], Paragraph | Heading):
        start -= 1
        block = laid[start]
        if isinstance(block, Heading):
            if block.level >= level:
                break
            at, level = start, block.level
    if at == len(laid) and 0 < start < at and isinstance(laid[start - 1], PageBreak):
        words = sum(len(text_of((block,))) for block in laid[start:])
        return start if words <= SHORT else at  # nobody turns a page for a line or two
    return at


def _is_label(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.LABEL


def _needs_width(table: Table | Timeline, ctx: Context) -> bool:
    """Say whether a table's columns are too many or too full for an upright page."""
    asked = ctx.wide.get(table.anchor)
    if asked is not None:
        return asked
    grid = table.grid
    if len(grid.columns) < _FEW_COLUMNS:
        return False
    return sum(_characters(grid, at) + _GAP for at in range(len(grid.columns))) > _UPRIGHT


def _characters(grid: Grid, at: int) -> int:
    """Count what a column wants: its longest line where it must not break, else a few words."""
    column = grid.columns[at]
    cells = (row.cells[at] for row in islice(grid.rows, _SAMPLE) if at < len(row.cells))
    texts = [text_of(cell.blocks) for cell in cells]
    head = max((len(word) for word in column.title.split()), default=0)
    longest = max((len(text) for text in texts), default=0)
    if column.width is ColumnWidth.FIT:
        return max(head, longest)
    word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(head, min(longest, max(_PROSE, min(word, 2 * _PROSE))))

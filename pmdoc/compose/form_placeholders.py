"""Room to write by hand: what a form prints where the incident file says nothing.

In → Out: labels and a place of the layout in, blank blocks out.
Must not: be asked outside a form; a report leaves out what it has nothing for.
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.field_values import FieldValue
from pmdoc.compose.values import run_in
from pmdoc.model.document import (
    Block,
    Cell,
    Column,
    ColumnWidth,
    Grid,
    ItemList,
    ListItem,
    Marker,
    Paragraph,
    ParagraphRole,
    Row,
)

ENTRIES = 3
"""How many entries of a list, or rows of a table, a form has room for."""
_TEXT_LINES = 3
_BLANK = Paragraph((), ParagraphRole.BLANK)


def blank_lines(count: int = 1) -> tuple[Block, ...]:
    """Return lines to write on."""
    return (_BLANK,) * count


def blank_text(pieces: tuple[FieldValue, ...], ctx: Context) -> tuple[Block, ...]:
    """Return room for running text, and a line for each piece that has a label."""
    blocks: list[Block] = []
    if any(not piece.label for piece in pieces):
        blocks.extend(blank_lines(_TEXT_LINES))
    blocks.extend(
        run_in(piece.label, _BLANK, ctx)  # a label, and the rest of its line
        for piece in pieces
        if piece.label
    )
    return tuple(blocks)


def blank_grid(columns: tuple[Column, ...]) -> Grid:
    """Return rows to fill in; all columns share the width, as none has anything to fit."""
    wide = tuple(replace(column, width=ColumnWidth.TEXT) for column in columns)
    return Grid(columns=wide, rows=(Row((Cell(blank_lines()),) * len(columns)),) * ENTRIES)


def blank_list(marker: Marker = Marker.DEFAULT, *, ordered: bool = False) -> ItemList:
    """Return a list whose items are lines to write on."""
    items = (ListItem(blank_lines(), marker),) * ENTRIES
    return ItemList(items=items, ordered=ordered)

"""Blank lines, lists and tables to fill in by hand, for forms.

In → Out: labels, columns or fields of a layout in, blank blocks out.
Must not: be used outside a form; a report omits what the incident has nothing for.
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.field_values import FieldValue
from pmdoc.compose.formatting.values import run_in
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
"""The number of entries that a form leaves room for in a list or table."""
_TEXT_LINES = 3
_BLANK = Paragraph((), ParagraphRole.BLANK)


def blank_lines(count: int = 1) -> tuple[Block, ...]:
    """Return blank lines to write on."""
    return (_BLANK,) * count


def blank_text(fields: tuple[FieldValue, ...], ctx: Context) -> tuple[Block, ...]:
    """Return blank lines for running text, and one line for each field that has a label."""
    text = () if all(field.label for field in fields) else blank_lines(_TEXT_LINES)
    return (*text, *(run_in(field.label, _BLANK, ctx) for field in fields if field.label))


def blank_grid(columns: tuple[Column, ...]) -> Grid:
    """Return blank rows; the columns share the width, since none has content to fit."""
    wide = tuple(replace(column, width=ColumnWidth.TEXT) for column in columns)
    return Grid(columns=wide, rows=(Row((Cell(blank_lines()),) * len(columns)),) * ENTRIES)


def blank_list(marker: Marker = Marker.DEFAULT, *, ordered: bool = False) -> ItemList:
    """Return a list of blank lines."""
    items = (ListItem(blank_lines(), marker),) * ENTRIES
    return ItemList(items=items, ordered=ordered)

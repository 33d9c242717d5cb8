"""Build tables of all kinds: data, timelines, revisions, sign-offs, key-value pairs.

In → Out: a grid or key-value pairs in, boxes with their captions out.
Must not: sort, count or phrase anything.
Source: ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5 (header cells have a scope).
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.model.document import (
    Align,
    Column,
    Grid,
    Inline,
    KeyValues,
    SignOffTable,
    Text,
)
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.cells import (
    DATA_CELL,
    ROW_HEADER,
    RowBuilder,
    cell_box,
    has_groups,
    needs_row_headers,
)
from pmdoc.render.pdf.file.structure import Element, attribute
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.header_cells import HeaderCells
from pmdoc.render.pdf.layout.rows import RowKind, TableRow
from pmdoc.render.pdf.layout.table_model import TableModel
from pmdoc.render.pdf.layout.tables import TableBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, KeepTogether
from pmdoc.render.text.column_widths import ColumnDemand, reserve_for_handwriting
from pmdoc.style.style import TextRole

_COLUMN_HEAD = ("TH", attribute("Table", Scope="/Column"))


def table_boxes(
    builder: BoxBuilder, grid: Grid, context: BlockContext, caption: Sequence[Inline], anchor: str
) -> list[Box]:
    """Return a table's box after that of its caption; no boxes for a table without columns."""
    if not grid.columns:
        return []
    element = context.parent.child("Table")
    boxes: list[Box] = []
    if caption:
        look = builder.style.text[TextRole.CAPTION]
        title = builder.text_box(caption, look, element.child("Caption"))
        # above a table, the caption's spaces are swapped: close to the table, away from the text
        title.before, title.after, title.keeps_next = title.after, title.before, True
        boxes.append(title)
    boxes.append(TableBox(_model(builder, grid, element), 0, len(grid.rows)))
    boxes[0] = AnchoredBox(boxes[0], anchor)
    return boxes


def sign_off_boxes(builder: BoxBuilder, block: SignOffTable, context: BlockContext) -> list[Box]:
    """Return statement and table kept together, each row with space for a signature."""
    boxes: list[Box] = []
    if block.statement:
        look = builder.style.text[TextRole.BODY]
        statement = builder.text_box(block.statement, look, context.parent.child("P"))
        statement.keeps_next = True
        boxes.append(statement)
    if block.grid.columns:
        model = _model(builder, block.grid, context.parent.child("Table"))
        reserve_for_handwriting(model.demands, block.grid, builder.frame[0])
        for row in model.rows:
            row.min_height = builder.style.signature_height.pt
            row.is_centred = True
        boxes.append(TableBox(model, 0, len(model.rows)))
    return [AnchoredBox(KeepTogether(StackBox(boxes)), block.anchor)] if boxes else []


def key_value_boxes(builder: BoxBuilder, block: KeyValues, context: BlockContext) -> list[Box]:
    """Return labels beside their values, under a head row if the block has one."""
    if not block.items:
        return []
    look = builder.style.text[TextRole.KEY]
    columns = (Column(""), Column(""))
    # under a head row, labels are data, as otherwise headers would outnumber data
    label_tag = ROW_HEADER if block.head is None else DATA_CELL
    rows = []
    for item in block.items:
        value, tag = cell_box(builder, item.blocks, (DATA_CELL, Align.START), TextRole.VALUE)
        row = TableRow((builder.plain_text_box(item.label, look, None), value), (label_tag, tag))
        row.aligns_baselines = True
        rows.append(row)
    head = None
    if block.head is not None:
        columns = (Column(block.head[0]), Column(block.head[1]))
        head = _head(builder, columns)
    demands = list(map(ColumnDemand.of, columns))
    model = TableModel(rows, head, demands, builder.style.table, context.parent.child("Table"))
    model.page_height = builder.frame[1]
    model.keep_together = block.keep_together
    model.shares = (builder.style.key_width, 1 - builder.style.key_width)
    return [AnchoredBox(TableBox(model, 0, len(rows)), block.anchor)]


def _model(builder: BoxBuilder, grid: Grid, element: Element) -> TableModel:
    rows = list(map(RowBuilder(builder, grid).row, grid.rows))
    demands = list(map(ColumnDemand.of, grid.columns))
    head = _head(builder, grid.columns) if any(column.title for column in grid.columns) else None
    model = TableModel(rows, head, demands, builder.style.table, element)
    model.page_height = builder.frame[1]
    model.keep_together = grid.keep_together
    model.blank = builder.runs.plain_run(builder.style.text[TextRole.TABLE_CELL])
    has_row_headers = needs_row_headers(grid)
    if has_row_headers or has_groups(grid):
        model.headers = HeaderCells(has_row_headers=has_row_headers)
    return model


def _head(builder: BoxBuilder, columns: Sequence[Column]) -> TableRow:
    look = builder.style.text[TextRole.TABLE_HEAD]
    cells: list[Box] = []
    for column in columns:
        cell = builder.text_box(column.children or (Text(column.title),), look, None)
        cell.align = column.align
        cells.append(cell)
    return TableRow(cells, [_COLUMN_HEAD] * len(cells), RowKind.HEAD)

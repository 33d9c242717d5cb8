"""Tables of every kind: data, timelines, revisions, signatures, labelled values.

In → Out: a grid or labelled values in, boxes with their captions out.
Must not: sort, count or word anything.
Source: ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5 (header cells have a scope).
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.model.document import (
    Align,
    Block,
    Cell,
    Column,
    ColumnWidth,
    Grid,
    Inline,
    KeyValues,
    Paragraph,
    ParagraphRole,
    SignOff,
    is_line_to_write_on,
)
from pmdoc.model.document import Row as GridRow
from pmdoc.render.pdf import fields
from pmdoc.render.pdf.boxes import Box, Stack, Whole
from pmdoc.render.pdf.columns import Demand
from pmdoc.render.pdf.headers import Headers
from pmdoc.render.pdf.headings import Marked
from pmdoc.render.pdf.maker import Here, Maker, language_attribute
from pmdoc.render.pdf.rows import Kind, Row, Tag
from pmdoc.render.pdf.structure import Element, attribute
from pmdoc.render.pdf.tables import TableBox, TableModel
from pmdoc.render.pdf.text import TextBox
from pmdoc.style.style import TextRole

_COLUMN_HEAD = ("TH", attribute("Table", Scope="/Column"))
_ROW_HEAD = ("TH", attribute("Table", Scope="/Row"))
_NAMED_HEAD = ("TH", "")
"""The head of a row whose cells name their headers; its attributes are written with theirs."""
_DATA = ("TD", "")
_REMARK = 100.0
"""Units: points. A remark below a cell's first line is kept on one line if it is shorter."""
_HAND_SHARE, _DATE_SHARE = 0.24, 0.14
"""What a name or signature, and a date, written by hand need of the table's width."""


def table_boxes(
    maker: Maker, grid: Grid, here: Here, caption: Sequence[Inline], anchor: str
) -> list[Box]:
    """Return a table's box under its caption; nothing for a table without columns."""
    if not grid.columns:
        return []
    element = here.parent.child("Table")
    boxes: list[Box] = []
    if caption:
        look = maker.style.text[TextRole.CAPTION]
        title = maker.text(caption, look, element.child("Caption"))
        # above a table the caption's spaces change places: near to what it names
        title.before, title.after, title.keeps_next = title.after, title.before, True
        boxes.append(title)
    boxes.append(TableBox(_model(maker, grid, element), 0, len(grid.rows)))
    boxes[0] = Marked(boxes[0], anchor)
    return boxes


def sign_off_boxes(maker: Maker, block: SignOff, here: Here) -> list[Box]:
    """Return statement and table in one piece, each row with room for a hand."""
    boxes: list[Box] = []
    if block.statement:
        look = maker.style.text[TextRole.BODY]
        statement = maker.text(block.statement, look, here.parent.child("P"))
        statement.keeps_next = True
        boxes.append(statement)
    if block.grid.columns:
        model = _model(maker, block.grid, here.parent.child("Table"))
        model.give_room([_hand(maker, block.grid, at) for at in range(len(block.grid.columns))])
        for row in model.rows:
            row.least = maker.style.signature_height.pt
            row.is_centred = True
        boxes.append(TableBox(model, 0, len(model.rows)))
    return [Marked(Whole(Stack(boxes)), block.anchor)] if boxes else []


def _hand(maker: Maker, grid: Grid, column: int) -> float:
    """Return the width that a hand needs in a column: more where cells wait to be filled in."""
    is_open = any(
        not row.is_group and (column >= len(row.cells) or not row.cells[column].blocks)
        for row in grid.rows
    )
    shares = {ColumnWidth.FIT: _DATE_SHARE, ColumnWidth.TEXT: _HAND_SHARE}
    return shares[grid.columns[column].width] * maker.frame[0] if is_open else 0.0


def key_value_boxes(maker: Maker, block: KeyValues, here: Here) -> list[Box]:
    """Return labels beside their values, with a head row where the block has one."""
    if not block.items:
        return []
    look = maker.style.text[TextRole.KEY]
    columns = (Column(""), Column(""))
    # under a head row the labels are data: a table of more headers than data reads badly
    label_tag = _ROW_HEAD if block.head is None else _DATA
    rows = []
    for item in block.items:
        value, tag = _cell(maker, item.blocks, (_DATA, Align.START), TextRole.VALUE)
        row = Row((maker.words(item.label, look, None), value), (label_tag, tag))
        row.shares_baseline = True
        rows.append(row)
    head = None
    if block.head is not None:
        columns = (Column(block.head[0]), Column(block.head[1]))
        head = _head(maker, columns)
    demands = [Demand(kind=ColumnWidth.TEXT) for _ in columns]
    model = TableModel(rows, head, demands, maker.style.table, here.parent.child("Table"))
    model.shares = (maker.style.key_width, 1 - maker.style.key_width)
    return [Marked(TableBox(model, 0, len(rows)), block.anchor)]


def _model(maker: Maker, grid: Grid, element: Element) -> TableModel:
    rows = [_row(maker, row, grid) for row in grid.rows]
    demands = [Demand(kind=column.width) for column in grid.columns]
    head = _head(maker, grid.columns) if any(column.title for column in grid.columns) else None
    model = TableModel(rows, head, demands, maker.style.table, element)
    has_row_heads = _needs_row_heads(grid)
    if has_row_heads or _has_groups(grid):
        model.headers = Headers(has_row_heads=has_row_heads)
    return model


def _head(maker: Maker, columns: Sequence[Column]) -> Row:
    look = maker.style.text[TextRole.TABLE_HEAD]
    cells: list[Box] = []
    for column in columns:
        cell = maker.words(column.title, look, None)
        cell.align = column.align
        cells.append(cell)
    return Row(cells, [_COLUMN_HEAD] * len(cells), Kind.HEAD)


def _row(maker: Maker, row: GridRow, grid: Grid) -> Row:
    if row.is_group:
        blocks = row.cells[0].blocks if row.cells else ()
        head, *rest = _group_tags(grid)
        box, made = _cell(maker, blocks, (head, Align.START), TextRole.TABLE_GROUP)
        return Row((box,), (made, *rest), Kind.GROUP)
    cells: list[Box | None] = []
    tags: list[Tag] = []
    has_row_head = _needs_row_heads(grid)
    for number, (cell, column) in enumerate(zip(_padded(row, grid), grid.columns, strict=False)):
        tag = _NAMED_HEAD if has_row_head and number == 0 else _DATA
        box, made = fields.cell_box(maker, cell, tag) or _cell(
            maker, cell.blocks, (tag, column.align), TextRole.TABLE_CELL
        )
        cells.append(box)
        tags.append(made)
    return Row(cells, tags)


def _has_groups(grid: Grid) -> bool:
    """Say whether rows over all columns part the table; one above all other rows does not."""
    return any(row.is_group for row in grid.rows[1:])


def _group_tags(grid: Grid) -> Sequence[tuple[str, str]]:
    """Return a header over all columns, or, as `headers` says why, of a row with a blank cell.

    Rows of nothing but headers are the head of a table: readers who meet more than a few of them
    take it for a picture of one.
    """
    columns = len(grid.columns)
    if not _has_groups(grid):
        return [("TH", attribute("Table", Scope="/Column", ColSpan=f" {columns}"))]
    if columns == 1:
        return [("TH", attribute("Table", Scope="/Row"))]
    return [("TH", attribute("Table", Scope="/Row", ColSpan=f" {columns - 1}")), _DATA]


def _needs_row_heads(grid: Grid) -> bool:
    """Say whether headers of rows help: in a small table they would outnumber its data."""
    rows, columns = len(grid.rows), len(grid.columns)
    return grid.has_row_headers and rows * (columns - 1) >= rows + columns


def _padded(row: GridRow, grid: Grid) -> Sequence[Cell]:
    """Give a short row blank cells: a reader of tables counts on every row being as long."""
    missing = len(grid.columns) - len(row.cells)
    return (*row.cells, *(Cell() for _ in range(missing))) if missing > 0 else row.cells


def _cell(
    maker: Maker, blocks: Sequence[Block], want: tuple[tuple[str, str], Align], role: TextRole
) -> tuple[Box | None, Tag]:
    """Return a cell's box and its tag; one plain paragraph needs no element of its own."""
    tag, align = want
    if not blocks:
        return None, tag
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Paragraph) and not is_line_to_write_on(first):
        if first.role is ParagraphRole.BODY:
            look = maker.style.text[role]
        else:
            look = maker.style.text[TextRole(first.role.value)]
        box = maker.text(first.children, look, None)
        if align is not Align.START:
            box.align = align
        return box, (tag[0], tag[1] + language_attribute(first)) if first.language else tag
    element = Element(*tag)
    inner = maker.boxes(blocks, Here(parent=element, role=role, is_cell=True))
    tight = maker.style.table.padding_y.pt / 2
    for one in inner:
        if isinstance(one, TextBox):
            one.before, one.after = min(one.before, tight), min(one.after, tight)
            one.align = align
    return _CellStack(inner), element


class _CellStack(Stack):
    """The boxes of a cell; what follows the first, such as a long remark, asks for no width."""

    def extent(self) -> tuple[float, float]:
        """Want the first box's line, short remarks' lines, and every box's longest word."""
        extents = [box.extent() for box in self.boxes]
        lines = [line for at, (line, _) in enumerate(extents) if at == 0 or line < _REMARK]
        longest = max((word for _, word in extents), default=0.0)
        return max(longest, *lines), longest

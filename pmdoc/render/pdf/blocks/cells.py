"""The rows of tables: a box for each cell, and what its element will be.

In → Out: a grid's rows and cells in; rows of boxes with their tags out.
Must not: lay anything out, or make a row's elements before it is drawn.
Source: ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5 (header cells have a scope).
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.model.document import (
    Align,
    Block,
    Cell,
    Grid,
    Paragraph,
    Row,
    is_line_to_write_on,
)
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder, language_attribute
from pmdoc.render.pdf.file.structure import Element, attribute
from pmdoc.render.pdf.forms.form_fields import field_cell
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.rows import CellStack, RowKind, TableRow, Tag
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.style.style import TextRole

ROW_HEAD = ("TH", attribute("Table", Scope="/Row"))
DATA = ("TD", "")
_NAMED_HEAD = ("TH", "")
"""The head of a row whose cells name their headers; its attributes are written with theirs."""
_FEW_ROWS = 2


class RowBuilder:
    """Makes one table's rows; what they share is found once."""

    def __init__(self, builder: BoxBuilder, grid: Grid) -> None:
        self._builder = builder
        self._group_tags = _group_tags(grid)
        first = _NAMED_HEAD if needs_row_heads(grid) else DATA
        self._wants = [
            (DATA if at else first, column.align) for at, column in enumerate(grid.columns)
        ]

    def row(self, row: Row) -> TableRow:
        """Return a row's boxes and tags."""
        if row.is_group:
            blocks = row.cells[0].blocks if row.cells else ()
            head, *rest = self._group_tags
            group = cell_box(self._builder, blocks, (head, Align.START), TextRole.TABLE_GROUP)
            return TableRow((group[0],), (group[1], *rest), RowKind.GROUP)
        builder = self._builder
        box: Box | None
        tag: Tag
        cells: list[Box | None] = []
        tags: list[Tag] = []
        for cell, want in zip(self._padded(row), self._wants, strict=False):
            if cell.field is not None and builder.is_fillable:
                box, tag = field_cell(builder.style, cell.field, cell.further, want[0])
            else:
                box, tag = cell_box(builder, cell.blocks, want, TextRole.TABLE_CELL)
            cells.append(box)
            tags.append(tag)
        made_row = TableRow(cells, tags)
        made_row.is_blank = all(map(_is_blank, row.cells))
        return made_row

    def _padded(self, row: Row) -> Sequence[Cell]:
        """Give a short row blank cells: a reader of tables counts on every row being as long."""
        missing = len(self._wants) - len(row.cells)
        return (*row.cells, *(Cell() for _ in range(missing))) if missing > 0 else row.cells


def _is_blank(cell: Cell) -> bool:
    """Say whether a cell holds no words."""
    first = cell.blocks[0] if cell.blocks else None
    return first is None or (isinstance(first, Paragraph) and not first.children)


def has_groups(grid: Grid) -> bool:
    """Say whether rows over all columns part the table; one above several others does not.

    Above a single row it would make more headers than data, as `needs_row_heads` avoids too.
    """
    is_small = len(grid.rows) <= _FEW_ROWS and any(row.is_group for row in grid.rows)
    return is_small or any(row.is_group for row in grid.rows[1:])


def _group_tags(grid: Grid) -> Sequence[tuple[str, str]]:
    """Return a header over all columns, or, as `headers` says why, of a row with a blank cell.

    Rows of nothing but headers are the head of a table: readers who meet more than a few of them
    take it for a picture of one.
    """
    columns = len(grid.columns)
    if not has_groups(grid):
        return [("TH", attribute("Table", Scope="/Column", ColSpan=f" {columns}"))]
    if columns == 1:
        return [("TH", attribute("Table", Scope="/Row"))]
    return [("TH", attribute("Table", Scope="/Row", ColSpan=f" {columns - 1}")), DATA]


def needs_row_heads(grid: Grid) -> bool:
    """Say whether headers of rows help: in a small table they would outnumber its data."""
    rows, columns = len(grid.rows), len(grid.columns)
    return grid.has_row_headers and rows * (columns - 1) >= rows + columns


def cell_box(
    builder: BoxBuilder,
    blocks: Sequence[Block],
    want: tuple[tuple[str, str], Align],
    role: TextRole,
) -> tuple[Box | None, Tag]:
    """Return a cell's box and its tag; one plain paragraph needs no element of its own."""
    tag, align = want
    if not blocks:
        return None, tag
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Paragraph) and not is_line_to_write_on(first):
        box = builder.text_box(first.children, builder.look_of(first, role), None)
        if align is not Align.START:
            box.align = align
        return box, (tag[0], tag[1] + language_attribute(first)) if first.language else tag
    element = Element(*tag)
    inner = builder.build(blocks, BlockContext(parent=element, role=role, is_cell=True))
    tight = builder.style.table.padding_y.pt / 2
    for one in inner:
        if isinstance(one, TextBox):
            one.before, one.after = min(one.before, tight), min(one.after, tight)
            one.align = align
    return CellStack(inner), element

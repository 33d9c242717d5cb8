"""Build table rows: a box for each cell, and the type and attributes of its element.

In → Out: a grid's rows and cells in; rows of boxes with their tags out.
Must not: lay anything out, or add a row's elements before it is drawn.
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

ROW_HEADER = ("TH", attribute("Table", Scope="/Row"))
DATA_CELL = ("TD", "")
_ROW_HEADER_WITH_ID = ("TH", "")
"""A row header in a table with `HeaderCells`, which adds its attributes."""
_FEW_ROWS = 2


class RowBuilder:
    """Build the rows of one table, whose tags are worked out once."""

    def __init__(self, builder: BoxBuilder, grid: Grid) -> None:
        self._builder = builder
        self._group_tags = _group_tags(grid)
        first = _ROW_HEADER_WITH_ID if needs_row_headers(grid) else DATA_CELL
        self._cell_specs = [
            (DATA_CELL if index else first, column.align)
            for index, column in enumerate(grid.columns)
        ]

    def row(self, row: Row) -> TableRow:
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
        for cell, spec in zip(self._padded(row), self._cell_specs, strict=False):
            if cell.field is not None and builder.is_fillable:
                box, tag = field_cell(builder.style, cell.field, spec[0])
            else:
                box, tag = cell_box(builder, cell.blocks, spec, TextRole.TABLE_CELL)
            cells.append(box)
            tags.append(tag)
        table_row = TableRow(cells, tags)
        table_row.is_blank = all(map(_is_blank, row.cells))
        return table_row

    def _padded(self, row: Row) -> Sequence[Cell]:
        """Return a row's cells, filled up with blank ones: PDF/UA demands rows of equal length."""
        missing = len(self._cell_specs) - len(row.cells)
        return (*row.cells, *(Cell() for _ in range(missing))) if missing > 0 else row.cells


def _is_blank(cell: Cell) -> bool:
    first = cell.blocks[0] if cell.blocks else None
    return first is None or (isinstance(first, Paragraph) and not first.children)


def has_groups(grid: Grid) -> bool:
    """Return whether group rows divide the table. A single one above several rows does not.

    Above one row only, it does: as a column header it would leave more headers than data.
    """
    is_small = len(grid.rows) <= _FEW_ROWS and any(row.is_group for row in grid.rows)
    return is_small or any(row.is_group for row in grid.rows[1:])


def _group_tags(grid: Grid) -> Sequence[tuple[str, str]]:
    """Return the tags of a group row: one header of all columns, or a row header and a data cell.

    Readers take a row of nothing but headers for a head row, and a table with many of them for a
    layout table. `header_cells` explains the scope.
    """
    columns = len(grid.columns)
    if not has_groups(grid):
        return [("TH", attribute("Table", Scope="/Column", ColSpan=f" {columns}"))]
    if columns == 1:
        return [("TH", attribute("Table", Scope="/Row"))]
    return [("TH", attribute("Table", Scope="/Row", ColSpan=f" {columns - 1}")), DATA_CELL]


def needs_row_headers(grid: Grid) -> bool:
    """Return whether to tag row headers; in a small table they would outnumber its data."""
    rows, columns = len(grid.rows), len(grid.columns)
    return grid.has_row_headers and rows * (columns - 1) >= rows + columns


def cell_box(
    builder: BoxBuilder,
    blocks: Sequence[Block],
    spec: tuple[tuple[str, str], Align],
    role: TextRole,
) -> tuple[Box | None, Tag]:
    """Return a cell's box and tag; a single plain paragraph gets no element of its own."""
    tag, align = spec
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
    for child in inner:
        if isinstance(child, TextBox):
            child.before, child.after = min(child.before, tight), min(child.after, tight)
            child.align = align
    return CellStack(inner), element

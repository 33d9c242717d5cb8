"""What all parts of a table share: rows, column widths, row heights and structure elements.

In → Out: rows and the columns' demands in; widths, heights and elements out.
Must not: split or draw a table; its boxes do.
Source: ISO 32000-1, 14.8.4.3.4 (table elements).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.column_widths import ColumnDemand, lay_columns, share_width
from pmdoc.render.pdf.layout.header_cells import HeaderCells
from pmdoc.render.pdf.layout.rows import CellStack, RowKind, TableRow
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.render.pdf.text.runs import Run
from pmdoc.style.style import TableLook

_MAX_PADDING = 0.18
"""The maximum padding on either side, as a share of the average column width."""
_RELEASED = TableRow((), ())
"""Replaces rows that are drawn, to free their memory."""


class TableModel:
    """What all parts of a table share. Shape: `shares`, if set, divide the width, 0 to 1 each."""

    page_height = math.inf
    """The height of a page's text area. Units: points."""
    keep_together = False
    """Whether the table is not split if a page can hold it."""
    blank: Run | None = None
    """The run of the placeholder text of blank rows; None for none."""

    def __init__(
        self,
        rows: Sequence[TableRow],
        head: TableRow | None,
        demands: Sequence[ColumnDemand],
        look: TableLook,
        element: Element,
    ) -> None:
        self.rows = list(rows)
        self.head = head
        self.look = look
        is_grouped = bool(rows and head)
        self._element = element
        self.head_element = element.child("THead") if is_grouped else element
        self.body_element = element.child("TBody") if is_grouped else element
        self.headers: HeaderCells | None = None
        """Set if cells must list their header cells."""
        self.shares: Sequence[float] = ()
        self.columns = lay_columns((), (look.padding_x.pt, look.padding_y.pt))
        self._demands = demands
        self._width = -1.0
        self._ends: list[float] = []
        self._has_demands = False

    def lay_out(self, width: float) -> None:
        """Set the column widths and measure all rows."""
        if width == self._width:
            return
        self._width = width
        padding_x = min(self.look.padding_x.pt, _MAX_PADDING * width / max(1, len(self._demands)))
        if self.shares:
            widths = [share * width for share in self.shares]
        else:
            self._measure_demands()
            widths = share_width(self._demands, width, padding_x)
        columns = self.columns = lay_columns(widths, (padding_x, self.look.padding_y.pt))
        if self.head is not None:
            self.head.measure(columns)
        self._ends = [0.0, *accumulate([row.measure(columns) for row in self.rows])]

    def _measure_demands(self) -> None:
        if self._has_demands:
            return
        self._has_demands = True
        rows = [row.cells for row in self.rows if row.kind is RowKind.BODY]
        heads = [self.head.cells] if self.head is not None else []
        for column, demand in enumerate(self._demands):
            demand.add(_extents(rows, column))
            demand.add(_extents(heads, column), weighs=False)
            stacks = (cells[column] for cells in rows)
            remarks = (cell.remark for cell in stacks if isinstance(cell, CellStack))
            demand.remark = max(remarks, default=0.0)

    def require_widths(self, widths: Sequence[float]) -> None:
        """Set minimum natural widths of the columns, for cells that are filled in by hand."""
        for demand, width in zip(self._demands, widths, strict=True):
            demand.add([(width, width)])

    def _section_of(self, row: TableRow) -> Element:
        """Return the THead or TBody for a row; each group of rows has its own TBody."""
        if row.kind is RowKind.HEAD:
            return self.head_element
        starts = row.kind is RowKind.GROUP and not row.elements
        if starts and self.head_element is not self._element and self.body_element.kids:
            self.body_element = self._element.child("TBody")
        return self.body_element

    def cell_elements(self, row: TableRow, tree: Structure) -> Sequence[Element]:
        """Return the elements of a row's cells, added on the first call."""
        is_new = not row.elements
        elements = row.cell_elements(self._section_of(row))
        if is_new and self.headers is not None:
            self.headers.attach(row.kind, elements, tree)
        return elements

    def release_rows(self, start: int, end: int, canvas: PageCanvas) -> None:
        """Write the elements of drawn rows, and free the rows."""
        first_cells = [row.elements[0] for row in self.rows[start:end] if row.elements]
        rows = [cell.parent for cell in first_cells if cell.parent is not None]
        canvas.resources.structure.flush(*rows)
        self.rows[start:end] = [_RELEASED] * (end - start)

    @property
    def width(self) -> float:
        """The width of the last layout."""
        return self._width

    def height(self, start: int, end: int) -> float:
        """Return the height of the rows from `start` to before `end`."""
        return self._ends[end] - self._ends[start]

    def end_of_fitting(self, start: int, end: int, available: float) -> int:
        """Return the index after the last row that fits, without a group row at the end.

        Example: with rows 20 high, a group row at index 3 and 85 points, rows 0 to 3 fit. The group
        row would be separated from its rows, so the result is 3.
        """
        index = bisect_right(self._ends, self._ends[start] + available + SLACK) - 1
        index = max(start, min(end, index))
        while start < index < len(self.rows) and self.rows[index - 1].kind is RowKind.GROUP:
            index -= 1
        return index

    def next_oversized(self, index: int, end: int) -> int | None:
        """Return the first row from `index` on that is no group row, if no page can hold it."""
        while index < end and self.rows[index].kind is RowKind.GROUP:
            index += 1
        head = self.head.height if self.head is not None else 0.0
        return index if index < end and self.rows[index].height > self.page_height - head else None


def _extents(rows: Iterable[Sequence[Box | None]], column: int) -> list[tuple[float, float]]:
    return [cell.extent() for cells in rows if (cell := cells[column]) is not None]

"""What all parts of a table share: rows, column widths, row heights and structure elements.

In → Out: rows and the columns' demands in; widths, heights and elements out.
Must not: split or draw a table; its boxes do.
Source: ISO 32000-1, 14.8.4.3.4 (table elements).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.layout.header_cells import HeaderCells
from pmdoc.render.pdf.layout.rows import CellStack, RowKind, TableRow, lay_columns
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.render.pdf.text.runs import Run
from pmdoc.render.text.column_widths import ColumnDemand, share_width
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
        self.demands = demands
        self._width = -1.0
        self._ends: list[float] = []
        self._has_demands = False

    def lay_out(self, width: float) -> None:
        if width == self._width:
            return
        self._width = width
        padding_x = min(self.look.padding_x.pt, _MAX_PADDING * width / max(1, len(self.demands)))
        if self.shares:
            widths = [share * width for share in self.shares]
        else:
            if not self._has_demands:
                self._measure_demands()
            widths = share_width(self.demands, width, 2 * padding_x)
        columns = self.columns = lay_columns(widths, (padding_x, self.look.padding_y.pt))
        if self.head is not None:
            self.head.measure(columns)
        self._ends = [0.0, *accumulate([row.measure(columns) for row in self.rows])]

    def _measure_demands(self) -> None:
        self._has_demands = True
        rows = [row.cells for row in self.rows if row.kind is RowKind.BODY]
        for column, demand in enumerate(self.demands):
            cells = [cell for row in rows if (cell := row[column]) is not None]
            if cells:
                lines, words = zip(*[cell.extent() for cell in cells], strict=True)
                demand.line = max(demand.line, *lines)
                demand.word = max(demand.word, *words)
                demand.amount += sum(lines)
            stacks = (cell for cell in cells if isinstance(cell, CellStack))
            demand.later_line = max((cell.later_line for cell in stacks), default=0.0)
            head = self.head.cells[column] if self.head is not None else None
            if head is not None:
                demand.head_line, demand.head_word = head.extent()

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
        first_cells = [row.elements[0] for row in self.rows[start:end] if row.elements]
        rows = [cell.parent for cell in first_cells if cell.parent is not None]
        canvas.resources.structure.flush(*rows)
        self.rows[start:end] = [_RELEASED] * (end - start)

    @property
    def width(self) -> float:
        return self._width

    def height(self, start: int, end: int) -> float:
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

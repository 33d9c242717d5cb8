"""What all parts of one table share: its rows, their widths and heights, the elements they grow.

In → Out: rows and what the columns ask for in, widths, heights and elements out.
Must not: cut or draw a table; its boxes do.
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

_NARROW = 0.18
"""The share of a narrow column that padding may take on either side."""
_GONE = TableRow((), ())
"""Stands where a row was drawn."""


class TableModel:
    """What all parts of one table share. Shape: `shares` fixes the widths, 0 to 1, if given."""

    page_height = math.inf
    """How high a page's text may be. Units: points."""
    blank: Run | None = None
    """The type of what a row to write on says of itself."""

    def __init__(
        self,
        rows: Sequence[TableRow],
        head: TableRow | None,
        kinds: Sequence[ColumnDemand],
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
        """What says which header cells each cell goes by, if its place does not."""
        self.shares: Sequence[float] = ()
        self.columns = lay_columns((), (look.padding_x.pt, look.padding_y.pt))
        self._demands = kinds
        self._width = -1.0
        self._ends: list[float] = []
        self._is_weighed = False

    def lay_out(self, width: float) -> None:
        """Find the widths, then every row's height."""
        if width == self._width:
            return
        self._width = width
        across = min(self.look.padding_x.pt, _NARROW * width / max(1, len(self._demands)))
        if self.shares:
            widths = [share * width for share in self.shares]
        else:
            self._weigh()
            widths = share_width(self._demands, width, across)
        columns = self.columns = lay_columns(widths, (across, self.look.padding_y.pt))
        if self.head is not None:
            self.head.measure(columns)
        self._ends = [0.0, *accumulate([row.measure(columns) for row in self.rows])]

    def _weigh(self) -> None:
        if self._is_weighed:
            return
        self._is_weighed = True
        rows = [row.cells for row in self.rows if row.kind is RowKind.BODY]
        heads = [self.head.cells] if self.head is not None else []
        for at, demand in enumerate(self._demands):
            demand.add(_extents(rows, at))
            demand.add(_extents(heads, at), weighs=False)
            stacks = (cells[at] for cells in rows)
            remarks = (cell.remark for cell in stacks if isinstance(cell, CellStack))
            demand.remark = max(remarks, default=0.0)

    def require_widths(self, widths: Sequence[float]) -> None:
        """Ask for widths that the columns have even where little is written in them."""
        for demand, width in zip(self._demands, widths, strict=True):
            demand.add([(width, width)])

    def body(self, row: TableRow) -> Element:
        """Return the element for a row; each group of rows has a body of its own."""
        if row.kind is RowKind.HEAD:
            return self.head_element
        starts = row.kind is RowKind.GROUP and not row.elements
        if starts and self.head_element is not self._element and self.body_element.kids:
            self.body_element = self._element.child("TBody")
        return self.body_element

    def cell_elements(self, row: TableRow, tree: Structure) -> Sequence[Element]:
        """Return the elements of a row's cells, made once."""
        is_new = not row.elements
        elements = row.cell_elements(self.body(row))
        if is_new and self.headers is not None:
            self.headers.attach(row.kind, elements, tree)
        return elements

    def release_rows(self, start: int, end: int, canvas: PageCanvas) -> None:
        """Write the elements of rows that are drawn, and forget the rows."""
        made = [row.elements[0] for row in self.rows[start:end] if row.elements]
        canvas.resources.structure.flush(*[cell.parent for cell in made if cell.parent is not None])
        self.rows[start:end] = [_GONE] * (end - start)

    @property
    def width(self) -> float:
        """The width last laid out for."""
        return self._width

    def height(self, start: int, end: int) -> float:
        """Return the height of some rows."""
        return self._ends[end] - self._ends[start]

    def fitting(self, start: int, end: int, available: float) -> int:
        """Return the row after the last that fits, groups not parted from what they head."""
        at = bisect_right(self._ends, self._ends[start] + available + SLACK) - 1
        at = max(start, min(end, at))
        while start < at < len(self.rows) and self.rows[at - 1].kind is RowKind.GROUP:
            at -= 1
        return at

    def next_tall(self, at: int, end: int) -> int | None:
        """Return the row from `at` on, groups passed over, if no page can hold it."""
        while at < end and self.rows[at].kind is RowKind.GROUP:
            at += 1
        head = self.head.height if self.head is not None else 0.0
        return at if at < end and self.rows[at].height > self.page_height - head else None


def _extents(rows: Iterable[Sequence[Box | None]], column: int) -> list[tuple[float, float]]:
    """Return what the cells of a column want."""
    return [cell.extent() for cells in rows if (cell := cells[column]) is not None]

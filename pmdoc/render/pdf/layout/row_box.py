"""A single row as a box: key figures, a grid of facts.

In → Out: a row in, a box that shares its width among the cells out.
Must not: measure the cells to find their widths; the caller sets them.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import accumulate

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, PlainBox
from pmdoc.render.pdf.layout.rows import PdfColumns, TableRow, lay_columns


class RowBox(PlainBox):
    """A single row as a box: key figures, a grid of facts.

    Shape: `shares` are the columns' shares of the width, equal by default.
    """

    def __init__(self, row: TableRow, element: Element, padding: tuple[float, float]) -> None:
        self.background = self.divider = self.top_rule = ""
        self.thickness = 0.5
        self._row = row
        self._element = element
        self._padding = padding
        self.shares = [1 / max(len(row.cells), 1)] * len(row.cells)

    def children(self) -> Iterator[Box]:
        return (cell for cell in self._row.cells if cell is not None)

    def measure(self, width: float) -> float:
        self._width = width
        return self._row.measure(self._columns)

    @property
    def _columns(self) -> PdfColumns:
        return lay_columns([self._width * share for share in self.shares], self._padding)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        if not forced:
            return None, self
        head, tail = self._row.split(available, self._columns)
        if tail is None:
            return self, None
        return self._copy_with(head), self._copy_with(tail)

    def _copy_with(self, row: TableRow) -> RowBox:
        copied = copy(self)
        copied._row = row
        copied.measure(self._width)
        return copied

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        height = self._row.height
        if self.background:
            canvas.fill_box(x, y, self._width, height, self.background)
        if self.top_rule:
            canvas.draw_rule(x, y, self._width, self.top_rule, self.thickness)
        if self.divider:
            inset = self._padding[1]
            for share in accumulate(self.shares[:-1]):
                line = height - 2 * inset
                canvas.fill_box(x + share * self._width - 0.25, y + inset, 0.5, line, self.divider)
        elements = [self._element] * len(self.shares)
        self._row.draw(canvas, (x, y), self._columns, elements)

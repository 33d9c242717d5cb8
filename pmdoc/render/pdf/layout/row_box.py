"""One row as a box of its own: key figures, a grid of facts.

In → Out: a row in, a box that shares its width out among the cells.
Must not: measure what the cells ask for; whoever makes the row says how its width is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.column_widths import PdfColumns, lay_columns
from pmdoc.render.pdf.layout.rows import TableRow


class RowBox:
    """One row as a box of its own: key figures, a grid of facts.

    `shares` says how the columns share its width; they are equally wide unless it is set.
    """

    def __init__(self, row: TableRow, element: Element, padding: tuple[float, float]) -> None:
        self.before = self.after = 0.0
        self.keeps_next = False
        self.background = self.divider = self.top_rule = ""
        self.thickness = 0.5
        self._row = row
        self._element = element
        self._padding = padding
        self.shares = [1 / max(len(row.cells), 1)] * len(row.cells)
        self._width = 0.0

    def children(self) -> Iterator[Box]:
        """Yield the cells."""
        return (cell for cell in self._row.cells if cell is not None)

    def measure(self, width: float) -> float:
        """Measure the row."""
        self._width = width
        return self._row.measure(self._columns)

    @property
    def _columns(self) -> PdfColumns:
        return lay_columns([self._width * share for share in self.shares], self._padding)

    def extent(self) -> tuple[float, float]:
        """Want nothing: it takes what there is."""
        return 0.0, 0.0

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Stay whole, unless taller than a page."""
        if not forced:
            return None, self
        head, tail = self._row.split(available, self._columns)
        if tail is None:
            return self, None
        return self._like(head), self._like(tail)

    def _like(self, row: TableRow) -> RowBox:
        other = RowBox(row, self._element, self._padding)
        other.background, other.divider, other.top_rule = (
            self.background,
            self.divider,
            self.top_rule,
        )
        other.shares = self.shares
        other.measure(self._width)
        return other

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw ground, dividers and cells."""
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

"""Rows of cells side by side: measured together, cut together, each cell with its element.

In → Out: boxes and column widths in, a height and a drawn row out.
Must not: decide the widths, or draw rules and grounds; tables do.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.column_widths import PdfColumns
from pmdoc.render.pdf.text.paragraph import TextBox

Tag = Element | tuple[str, str]
_REMARK = 100.0
"""Units: points. A remark below a cell's first line is kept on one line if it is shorter."""


class RowKind(Enum):
    """What a row is."""

    BODY = 0
    HEAD = 1
    GROUP = 2


class TableRow:
    """Cells side by side. Shape: a cell may be None: blank. A group row has one cell."""

    __slots__ = (
        "_tops",
        "cells",
        "elements",
        "height",
        "is_blank",
        "is_centred",
        "kind",
        "least",
        "shares_baseline",
        "tags",
    )

    def __init__(
        self, cells: Sequence[Box | None], tags: Sequence[Tag], kind: RowKind = RowKind.BODY
    ) -> None:
        self.cells = cells
        self.tags = tags
        """Each cell's element, or the type and attributes of the one to make when it is drawn."""
        self.kind = kind
        self.least = 0.0
        self.is_blank = False
        """Whether nothing but a hand writes into it."""
        self.is_centred = False
        self.shares_baseline = False
        self.height = 0.0
        self.elements: list[Element] | None = None
        self._tops: list[float] | None = None

    def measure(self, columns: PdfColumns) -> float:
        """Lay the cells out."""
        high = 0.0
        for cell, width in zip(self.cells, self._own(columns).inner, strict=False):
            if cell is not None:
                tall = cell.measure(width)
                high = max(high, tall)
        self.height = max(high + 2 * columns.padding[1], self.least)
        return self.height

    def _own(self, columns: PdfColumns) -> PdfColumns:
        return columns.joined() if self.kind is RowKind.GROUP else columns

    def split(self, available: float, columns: PdfColumns) -> tuple[TableRow, TableRow | None]:
        """Cut all cells at the same height; used only where a row is taller than a page."""
        heads: list[Box | None] = []
        tails: list[Box | None] = []
        room = available - 2 * columns.padding[1]
        for cell, width in zip(self.cells, self._own(columns).inner, strict=False):
            if cell is None or cell.measure(width) <= room:
                heads.append(cell)
                tails.append(None)
                continue
            head, tail = cell.split(room, forced=True)
            heads.append(head)
            tails.append(tail)
        if self.elements is None:
            self.elements = []
        head_row, tail_row = self._like(heads), self._like(tails)
        head_row.measure(columns)
        if all(tail is None for tail in tails):
            return head_row, None
        tail_row.least = 0.0
        tail_row.measure(columns)
        return head_row, tail_row

    def _like(self, cells: Sequence[Box | None]) -> TableRow:
        row = TableRow(cells, self.tags, self.kind)
        row.elements = self.elements  # one list for both parts: one element a cell
        row.least = self.least
        row.is_centred, row.shares_baseline = self.is_centred, self.shares_baseline
        return row

    def cell_elements(self, parent: Element) -> list[Element]:
        """Make the row's elements, once, also for a row that is drawn in parts."""
        if not self.elements:
            row = parent.child("TR")
            made = [
                row.adopt(tag) if isinstance(tag, Element) else row.child(*tag) for tag in self.tags
            ]
            if self.elements is None:
                self.elements = made
            else:
                self.elements.extend(made)
        return self.elements

    def _baseline(self) -> float:
        """Return the lowest first baseline: sizes differ between a label and its value.

        Zero where no cell is text, as in the rest of a row that went on to the next page.
        """
        return max((cell.baseline for cell in self.cells if isinstance(cell, TextBox)), default=0.0)

    def draw(
        self,
        canvas: PageCanvas,
        at: tuple[float, float],
        columns: PdfColumns,
        elements: Sequence[Element],
    ) -> None:
        """Draw the cells; `elements` are the cells', in their order."""
        columns = self._own(columns)
        across, down = columns.padding
        x, top = at[0] + across, at[1] + down
        is_at_top = not (self.is_centred or self.shares_baseline or self.kind is RowKind.HEAD)
        for number, cell in enumerate(self.cells):
            if cell is not None:
                if isinstance(cell, TextBox):
                    cell.element = elements[number]
                drop = 0.0 if is_at_top else self._drop(cell, columns.inner[number], down)
                cell.draw(canvas, x, top + drop)
            x += columns.widths[number]

    def _drop(self, cell: Box, width: float, down: float) -> float:
        """Return how far below the top a cell stands that is no ordinary one."""
        if self.shares_baseline and isinstance(cell, TextBox):
            base = self._baseline()
            return base - cell.baseline if base else 0.0
        if self.kind is not RowKind.HEAD and not self.is_centred:
            return 0.0
        spare = self.height - 2 * down - cell.measure(width)
        return spare / 2 if self.is_centred else spare


class CellStack(StackBox):
    """The boxes of a cell; what follows the first, such as a long remark, asks for no width."""

    def extent(self) -> tuple[float, float]:
        """Want the first box's line, short remarks' lines, and every box's longest word."""
        line, longest = self.boxes[0].extent() if self.boxes else (0.0, 0.0)
        for box in self.boxes[1:]:
            remark, word = box.extent()
            longest = max(longest, word)
            if remark < _REMARK:
                line = max(line, remark)
        return max(longest, line), longest

    @property
    def remark(self) -> float:
        """The width that the longest remark would take, where there is room to spare."""
        return max((box.extent()[0] for box in self.boxes[1:]), default=0.0)

"""Table rows: cells side by side that are measured, split and drawn together.

In → Out: boxes and column widths in, a height and a drawn row out.
Must not: decide the widths, or draw rules and backgrounds; tables do.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.text.column_widths import KEPT_LATER_LINE

Tag = Element | tuple[str, str]


class PdfColumns(NamedTuple):
    """A table's columns as laid out. Units: points.

    Shape: `widths` include the padding, `inner` do not; `padding` is horizontal, vertical.
    """

    widths: Sequence[float]
    inner: Sequence[float]
    padding: tuple[float, float]

    def joined(self) -> PdfColumns:
        return lay_columns((sum(self.widths),), self.padding)


def lay_columns(widths: Sequence[float], padding: tuple[float, float]) -> PdfColumns:
    """Return columns of the given widths, which include the padding."""
    return PdfColumns(widths, [max(1.0, width - 2 * padding[0]) for width in widths], padding)


class RowKind(Enum):
    """The kind of a row; a group row has one cell across all columns."""

    BODY = 0
    HEAD = 1
    GROUP = 2


class TableRow(Struct, eq=False):
    """Cells side by side. Units: points. Shape: a blank cell is None; a group row has one cell."""

    cells: Sequence[Box | None]
    tags: Sequence[Tag]
    """Each cell's element, or its type and attributes if it is added when the row is drawn."""
    kind: RowKind = RowKind.BODY
    min_height: float = 0.0
    is_blank: bool = False
    """Whether all cells are empty, to be filled in by hand."""
    is_centred: bool = False
    aligns_baselines: bool = False
    height: float = 0.0
    elements: list[Element] | None = None
    """The elements of the cells; the parts of a split row share one list."""

    def measure(self, columns: PdfColumns) -> float:
        inner = self._columns_of_kind(columns).inner
        heights = [
            cell.measure(width)
            for cell, width in zip(self.cells, inner, strict=False)
            if cell is not None
        ]
        self.height = max(max(heights, default=0.0) + 2 * columns.padding[1], self.min_height)
        return self.height

    def _columns_of_kind(self, columns: PdfColumns) -> PdfColumns:
        return columns.joined() if self.kind is RowKind.GROUP else columns

    def split(self, available: float, columns: PdfColumns) -> tuple[TableRow, TableRow | None]:
        """Split all cells at the same height; only for rows that no page can hold.

        Example: a row with cells 900, 40 and 300 high is split at 500. The first cell is split; the
        others fit into the first part as they are, so the parts have cells of 500, 40, 300 and of
        400, None, None. Both parts share one list of elements: the first cell is one TD with
        content on two pages.
        """
        heads: list[Box | None] = []
        tails: list[Box | None] = []
        inner_height = available - 2 * columns.padding[1]
        for cell, width in zip(self.cells, self._columns_of_kind(columns).inner, strict=False):
            if cell is None or cell.measure(width) <= inner_height:
                heads.append(cell)
                tails.append(None)
                continue
            head, tail = cell.split(inner_height, forced=True)
            heads.append(head)
            tails.append(tail)
        if self.elements is None:
            self.elements = []
        head_row, tail_row = replace(self, cells=heads), replace(self, cells=tails)
        head_row.measure(columns)
        if all(tail is None for tail in tails):
            return head_row, None
        tail_row.min_height = 0.0
        tail_row.measure(columns)
        return head_row, tail_row

    def cell_elements(self, parent: Element) -> list[Element]:
        """Return the elements of the cells, added to `parent` on the first call for any part."""
        if self.elements is None:
            self.elements = []
        if not self.elements:
            row = parent.child("TR")
            self.elements += [
                row.adopt(tag) if isinstance(tag, Element) else row.child(*tag) for tag in self.tags
            ]
        return self.elements

    def _baseline(self) -> float:
        """Return the lowest first baseline, as type sizes differ between a label and its value.

        It is 0 if no cell is a text box, as in the second part of a split row.
        """
        return max((cell.baseline for cell in self.cells if isinstance(cell, TextBox)), default=0.0)

    def draw(
        self,
        canvas: PageCanvas,
        at: tuple[float, float],
        columns: PdfColumns,
        elements: Sequence[Element],
    ) -> None:
        """Draw the cells, each with its element.

        Shape: `at` is the upper left corner; a head that is repeated has no elements.
        """
        columns = self._columns_of_kind(columns)
        x, top = at[0] + columns.padding[0], at[1] + columns.padding[1]
        is_at_top = not (self.is_centred or self.aligns_baselines or self.kind is RowKind.HEAD)
        for number, cell in enumerate(self.cells):
            if cell is not None:
                if isinstance(cell, TextBox):
                    cell.element = elements[number] if elements else None
                offset = 0.0 if is_at_top else self._offset(cell, columns, number)
                cell.draw(canvas, x, top + offset)
            x += columns.widths[number]

    def _offset(self, cell: Box, columns: PdfColumns, number: int) -> float:
        """Return a cell's distance from the top, with the row's vertical alignment."""
        if self.aligns_baselines and isinstance(cell, TextBox):
            base = self._baseline()
            return base - cell.baseline if base else 0.0
        if self.kind is not RowKind.HEAD and not self.is_centred:
            return 0.0
        spare = self.height - 2 * columns.padding[1] - cell.measure(columns.inner[number])
        return spare / 2 if self.is_centred else spare


class CellStack(StackBox):
    """The boxes of a cell, of which only the first and short later lines ask for a whole line."""

    def extent(self) -> tuple[float, float]:
        line, longest = self.boxes[0].extent() if self.boxes else (0.0, 0.0)
        for box in self.boxes[1:]:
            later_line, word = box.extent()
            longest = max(longest, word)
            if later_line < KEPT_LATER_LINE.pt:
                line = max(line, later_line)
        return max(longest, line), longest

    @property
    def later_line(self) -> float:
        return max((box.extent()[0] for box in self.boxes[1:]), default=0.0)

"""Tables: hairlines, a head that returns on each page, rows that stay whole.

In → Out: rows of boxes in, a box that fills its width, cuts between rows and draws itself out.
Must not: read a node of the document model, or repeat the head as content.
Source: ISO 32000-1, 14.8.4.3.4 (table elements).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.rows import RowKind, TableRow
from pmdoc.render.pdf.layout.table_model import TableModel
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.render.pdf.text.runs import Run
from pmdoc.style.style import TableLook

_FEWEST = 2
"""Rows that a page's end should leave on either side of a cut."""
_SMALL, _LOW = 8, 210.0
"""Rows that stay together where they are no higher than this. Units: points."""
_WORTH = 0.25
"""The share of a page from which on a row that no page can hold begins in what is left of one."""
_TALL_HEAD = 0.5
"""A head that takes more of a page than this is not repeated."""


class TableBox:
    """A table or a part of one: rows `start` to `end`, and cut rows before and after them."""

    def __init__(self, model: TableModel, start: int, end: int) -> None:
        self.before = model.look.space_before.pt
        self.after = model.look.space_after.pt
        self.keeps_next = False
        self._model = model
        self._start, self._end = start, end
        self._opening: TableRow | None = None
        self._closing: TableRow | None = None
        self._head = model.head
        self._is_first = True

    def children(self) -> Iterator[Box]:
        """Yield the cells."""
        rows = (self._opening, *self._model.rows[self._start : self._end], self._closing)
        for row in rows:
            if row is not None:
                yield from (cell for cell in row.cells if cell is not None)

    def measure(self, width: float) -> float:
        """Sum up head and rows."""
        self._model.lay_out(width)
        extra = (self._head, self._opening, self._closing)
        return sum(row.height for row in extra if row) + self._model.height(self._start, self._end)

    def extent(self) -> tuple[float, float]:
        """Want the sum of what the columns want."""
        return 0.0, 0.0

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut between rows; inside a row only where nothing else fits on a whole page."""
        head = self._head.height if self._head else 0.0
        if self._head is not None and head > available * _TALL_HEAD and forced:
            return self._without_head().split(available, forced=True)
        room = available - head
        if self._opening is not None:
            if self._opening.height > room + SLACK:
                return self._cut(self._opening, room, self._start) if forced else (None, self)
            room -= self._opening.height
        at = self._model.fitting(self._start, self._end, room)
        tall = self._tall(at, room, forced=forced)
        if tall is not None:
            return self._cut_at(tall, room)
        is_whole = self._is_first and self._opening is None and not forced
        if is_whole and min(at - self._start, (self._end - self._start) / 2) < _FEWEST:
            return None, self  # no head without rows, no row alone
        is_small = self._end - self._start <= _SMALL
        if is_whole and is_small and self._model.height(self._start, self._end) <= _LOW:
            return None, self  # a small table stays in one piece
        if self._end - at < _FEWEST and at - self._start > _FEWEST:
            at = self._model.fitting(self._start, self._end - _FEWEST, room)
        if at == self._start and self._opening is None:
            return (self, None) if forced else (None, self)
        first = self._part(self._start, at, self._opening)
        second = self._part(at, self._end, None)
        second._is_first = False
        return self._joined(first, second)

    def _tall(self, at: int, room: float, *, forced: bool) -> int | None:
        """Return the row to cut here: one that no page holds, or one that has to be placed."""
        model = self._model
        tall = model.next_tall(at, self._end)
        if tall is not None:
            left = room - model.height(self._start, tall)
            if left >= model.page_height * _WORTH:
                return tall
        if not forced or at > self._start or self._opening is not None or at == self._end:
            return None
        return at if tall is None else tall

    def _cut_at(self, at: int, room: float) -> tuple[Box | None, Box | None]:
        """Cut a row below those that stand above it."""
        room -= self._model.height(self._start, at)
        head, tail = self._model.rows[at].split(max(room, 1.0), self._model.columns)
        first = self._part(self._start, at, self._opening)
        first._closing = head
        second = self._part(at + 1, self._end, tail)
        second._is_first = False
        if tail is None and at + 1 == self._end:
            return first, None
        return self._joined(first, second)

    def _cut(self, row: TableRow, room: float, rest: int) -> tuple[Box | None, Box | None]:
        """Cut a row that was cut before."""
        head, tail = row.split(max(room, 1.0), self._model.columns)
        first = self._part(rest, rest, head)
        second = self._part(rest, self._end, tail)
        second._is_first = False
        if tail is None and rest == self._end:
            return first, None
        return self._joined(first, second)

    def _joined(self, first: TableBox, second: TableBox) -> tuple[Box, Box]:
        first.after = second.before = 0.0
        if self._head is not None and self._head is not self._model.head:
            second._head = None
        return first, second

    def _part(self, start: int, end: int, opening: TableRow | None) -> TableBox:
        part = TableBox(self._model, start, end)
        part._head = self._head
        part._is_first = self._is_first
        part._opening = opening
        part.before, part.after = self.before, self.after
        return part

    def _without_head(self) -> TableBox:
        """Make the head an ordinary first row, which may be cut and does not return."""
        part = self._part(self._start, self._end, self._head if self._is_first else self._opening)
        part._head = None
        return part

    # --- drawing -----------------------------------------------------------------------------

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw grounds and rules, then the cells."""
        placed = self._placed(y)
        with canvas.artifact():
            self._draw_looks(canvas, x, placed)
        model = self._model
        for row, top in placed:
            if row is self._head and not self._is_first:
                with canvas.artifact(is_repeated=True):
                    self._draw_row(canvas, (x, top), row, row.cell_elements(model.head_element))
                continue
            self._draw_row(
                canvas, (x, top), row, model.cell_elements(row, canvas.resources.structure)
            )
        if not canvas.is_artifact:
            model.release_rows(self._start, self._end, canvas)

    def _draw_row(
        self,
        canvas: PageCanvas,
        at: tuple[float, float],
        row: TableRow,
        elements: Sequence[Element],
    ) -> None:
        row.draw(canvas, at, self._model.columns, elements)

    def _placed(self, y: float) -> list[tuple[TableRow, float]]:
        rows = self._model.rows[self._start : self._end]
        placed = []
        for row in (self._head, self._opening, *rows, self._closing):
            if row is not None:
                placed.append((row, y))
                y += row.height
        return placed

    def _draw_looks(
        self, canvas: PageCanvas, x: float, placed: Sequence[tuple[TableRow, float]]
    ) -> None:
        look, width = self._model.look, self._model.width
        rules: list[float] = []
        heads: list[float] = []
        for number, (row, top) in enumerate(placed):
            fill = _fill(look, row.kind, number)
            if fill:
                canvas.fill_box(x, top, width, row.height, fill)
            (heads if row.kind is RowKind.HEAD else rules).append(top + row.height)
            if row.is_blank and self._model.blank is not None:
                _span_blank(canvas, self._model.blank, (x, top + row.height), width)
        if rules and not heads:
            rules.insert(0, placed[0][1])
        if look.rule_color and rules:
            canvas.draw_rules(x, rules, width, look.rule_color, look.rule_width.pt)
        if look.head_rule_color and heads:
            canvas.draw_rules(x, heads, width, look.head_rule_color, look.head_rule_width.pt)


def _span_blank(canvas: PageCanvas, run: Run, at: tuple[float, float], width: float) -> None:
    """Let a row to write on reach from edge to edge for those who read text by its places.

    Some readers take words with nothing between them for columns: the heads of two blank tables
    below one another would be read before what stands between them.
    """
    space = run.font.space
    if space.code is None:
        return
    canvas.set_text_state(run.font.face, run.size, run.color)
    end = width - space.width * run.size / 1000
    canvas.show_as(at, (0.0, end), space.code, "…")


def _fill(look: TableLook, kind: RowKind, number: int) -> str:
    if kind is RowKind.HEAD:
        return look.head_fill
    if kind is RowKind.GROUP:
        return look.group_fill
    return look.zebra_fill if number % 2 else ""

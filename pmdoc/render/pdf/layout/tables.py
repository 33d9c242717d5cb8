"""Tables as boxes: split between rows, with the head repeated on each page.

In → Out: a table model in, a box out.
Must not: know the document model's blocks, or repeat the head as content.
Source: ISO 32000-1, 14.8.4.3.4 (table elements).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.layout.boxes import Box, PlainBox
from pmdoc.render.pdf.layout.rows import RowKind, TableRow
from pmdoc.render.pdf.layout.table_model import TableModel
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.render.pdf.text.runs import Run
from pmdoc.style.style import TableLook

_MIN_ROWS = 2
"""Rows that a page break leaves on either page, if possible."""
_MIN_SHARE = 0.25
"""A row that no page can hold starts on the current page if this share of a page is left."""
_MAX_HEAD = 0.5
"""A head that takes a larger share of a page is not repeated."""


class TableBox(PlainBox):
    """A table or a part of one: rows `start` to before `end`, and parts of split rows."""

    def __init__(self, model: TableModel, start: int, end: int) -> None:
        self.before = model.look.space_before.pt
        self.after = model.look.space_after.pt
        self._model = model
        self._start, self._end = start, end
        self._leading: TableRow | None = None
        """The second part of a row that was split on the page before."""
        self._trailing: TableRow | None = None
        """The first part of a row that continues on the next page."""
        self._head = model.head
        self._is_first = True

    def children(self) -> Iterator[Box]:
        head = self._head if self._is_first else None
        rows = (head, self._leading, *self._model.rows[self._start : self._end], self._trailing)
        for row in rows:
            if row is not None:
                yield from (cell for cell in row.cells if cell is not None)

    def measure(self, width: float) -> float:
        self._model.lay_out(width)
        extra = (self._head, self._leading, self._trailing)
        return sum(row.height for row in extra if row) + self._model.height(self._start, self._end)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split between rows, and inside a row only if no page can hold it."""
        head = self._head.height if self._head else 0.0
        if self._head is not None and head > available * _MAX_HEAD and forced:
            return self._without_head().split(available, forced=True)
        room = available - head
        if self._leading is not None:
            if self._leading.height > room + SLACK:
                return self._split_again(self._leading, room) if forced else (None, self)
            room -= self._leading.height
        end = self._model.end_of_fitting(self._start, self._end, room)
        oversized = self._row_to_split(end, room, forced=forced)
        if oversized is not None:
            return self._split_row(oversized, room)
        is_whole = self._is_first and self._leading is None and not forced
        if is_whole and min(end - self._start, (self._end - self._start) / 2) < _MIN_ROWS:
            return None, self  # neither a head without rows nor a single row
        if is_whole and self._model.keep_together:
            return None, self
        if self._end - end < _MIN_ROWS and end - self._start > _MIN_ROWS:
            end = self._model.end_of_fitting(self._start, self._end - _MIN_ROWS, room)
        if end == self._start and self._leading is None:
            return (self, None) if forced else (None, self)
        return self._finish_split(self._part(self._start, end, self._leading), end, None)

    def _row_to_split(self, end: int, room: float, *, forced: bool) -> int | None:
        """Return the row after `end` to split: one that no page holds, or that must be placed."""
        model = self._model
        oversized = model.next_oversized(end, self._end)
        if oversized is not None:
            available = room - model.height(self._start, oversized)
            if available >= model.page_height * _MIN_SHARE:
                return oversized
        if not forced or end > self._start or self._leading is not None or end == self._end:
            return None
        return end if oversized is None else oversized

    def _split_row(self, index: int, room: float) -> tuple[Box | None, Box | None]:
        room -= self._model.height(self._start, index)
        head, tail = self._model.rows[index].split(max(room, 1.0), self._model.columns)
        first = self._part(self._start, index, self._leading)
        first._trailing = head
        return self._finish_split(first, index + 1, tail)

    def _split_again(self, row: TableRow, room: float) -> tuple[Box | None, Box | None]:
        head, tail = row.split(max(room, 1.0), self._model.columns)
        return self._finish_split(self._part(self._start, self._start, head), self._start, tail)

    def _finish_split(
        self, first: TableBox, rest: int, tail: TableRow | None
    ) -> tuple[TableBox, TableBox | None]:
        if tail is None and rest == self._end:
            return first, None
        second = self._part(rest, self._end, tail)
        second._is_first = False
        first.after = second.before = 0.0
        if self._head is not None and self._head is not self._model.head:
            second._head = None
        return first, second

    def _part(self, start: int, end: int, leading: TableRow | None) -> TableBox:
        part = copy(self)
        part._start, part._end = start, end
        part._leading, part._trailing = leading, None
        return part

    def _without_head(self) -> TableBox:
        """Return the table with its head as an ordinary row, which may be split."""
        part = self._part(self._start, self._end, self._head if self._is_first else self._leading)
        part._head = None
        return part

    # --- drawing -----------------------------------------------------------------------------

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        placed = self._placed(y)
        with canvas.artifact():
            self._draw_decoration(canvas, x, placed)
        model, structure = self._model, canvas.resources.structure
        for row, top in placed:
            if row is self._head and not self._is_first:
                with canvas.artifact(is_repeated=True):
                    row.draw(canvas, (x, top), model.columns, ())
            else:
                row.draw(canvas, (x, top), model.columns, model.cell_elements(row, structure))
        if not canvas.is_artifact:
            model.release_rows(self._start, self._end, canvas)

    def _placed(self, y: float) -> list[tuple[TableRow, float]]:
        rows = self._model.rows[self._start : self._end]
        placed = []
        for row in (self._head, self._leading, *rows, self._trailing):
            if row is not None:
                placed.append((row, y))
                y += row.height
        return placed

    def _draw_decoration(
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
                _fill_blank_row(canvas, self._model.blank, (x, top + row.height), width)
        if rules and not heads:
            rules.insert(0, placed[0][1])
        if look.rule_color and rules:
            canvas.draw_rules(x, rules, width, look.rule_color, look.rule_width.pt)
        if look.head_rule_color and heads:
            canvas.draw_rules(x, heads, width, look.head_rule_color, look.head_rule_width.pt)


def _fill_blank_row(canvas: PageCanvas, run: Run, at: tuple[float, float], width: float) -> None:
    """Draw invisible text from edge to edge of a blank row.

    Some readers infer columns of text from gaps: without this, they would read the heads of two
    blank tables one after the other, before the text between them.
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

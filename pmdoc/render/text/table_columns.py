"""Measure the columns of Word's tables with the style's own fonts.

In → Out: a `Grid` and the space for it in, one width a column out.
Must not: write XML, or leave a width to the word processor (they disagree).
Source: ECMA-376 part 1, 17.4.52 (tblLayout fixed) and 17.4.48 (tblGrid).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.model.document import Column, Grid
from pmdoc.render.text.cell_patterns import CellPattern, CellPatterns, CellText
from pmdoc.render.text.cjk_breaks import units
from pmdoc.render.text.column_widths import (
    KEPT_LATER_LINE,
    OWN_FONT_SLACK,
    ColumnDemand,
    reserve_for_handwriting,
    share_width,
)
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.plain_text import PlainLine, plain_lines
from pmdoc.style.style import Style, TextRole, TextStyle

_BADGE_EDGES = 120
_JOINT = re.compile("(?<=[0-9A-Za-z])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[0-9A-Za-z])")
_JOINT_GAP = 0.2
"""The space between a figure and an ideograph, as a share of the type size."""
_FOREIGN_SLACK = 1.12
"""How much wider than ours a template's font may be, which can't be measured here: as wide as
Verdana and Georgia, which are among the widest in use."""
_KEPT_LATER_LINE = KEPT_LATER_LINE.twips


class MeasuredGrid(Struct, kw_only=True):
    """What is known about one table, so that page estimate and writer need not measure it twice.

    Shape: `rows` has the text of each cell. `lines` are columns × rows: no line of a cell is wider,
    in twips; infinite if unknown. `widths` are those of the columns, in twips, by the available
    width. `heights` are those of the rows, in points; the page estimate sets them before the table
    is written.
    """

    grid: Grid
    rows: list[list[CellText | None]]
    lines: list[list[float]]
    widths: dict[int, list[int]] = field(default_factory=dict)
    heights: list[float] = field(default_factory=list)

    def widest_lines(self) -> Iterator[tuple[float, ...]]:
        """Yield the widest line of each cell, row by row."""
        return zip(*self.lines, strict=True)


class _InitialWidths(dict[CellPattern, float]):
    """The value from which the widest line of a pattern's cell is sought: 0, or infinity.

    Lines are measured in the cell's style, in bold if any of their words is. Code, and roles that
    are bold themselves, are wider than that, so the widest line of such cells is unknown.
    """

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, pattern: CellPattern) -> float:
        is_measurable = not pattern.has_code and all(
            line.is_bold or not self._style.text[TextRole(paragraph.role)].bold
            for paragraph, (_, _, line) in zip(pattern.sample, pattern.lines, strict=True)
        )
        self[pattern] = width = 0.0 if is_measurable else inf
        return width


class _SimilarLines:
    """Lines of a column that are measured alike: the rows that they are in, and their texts."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.texts: list[str] = []

    def add(self, row: int, text: str) -> None:
        self.rows.append(row)
        self.texts.append(text)


class ColumnWidths:
    """Measures the columns of tables with the style's own fonts.

    `has_own_fonts` is false if a template replaces the fonts.
    """

    def __init__(self, style: Style, faces: Typefaces, *, has_own_fonts: bool = True) -> None:
        self._faces = faces
        self._slack = OWN_FONT_SLACK if has_own_fonts else _FOREIGN_SLACK
        self._has_ideographs = "eastAsia" in faces.slots
        self._patterns = CellPatterns()
        self._grids: dict[int, MeasuredGrid] = {}
        self._initial_widths = _InitialWidths(style)
        self._cell = style.text[TextRole.TABLE_CELL]
        self._head = style.text[TextRole.TABLE_HEAD]
        self._padding = 2 * style.table.padding_x.twips
        self._indent = style.indent.twips

    def grid(self, grid: Grid) -> MeasuredGrid:
        """Return what is known about a grid; its cells are read on the first call."""
        measured = self._grids.get(id(grid))
        if measured is None:
            widest = [[inf] * len(grid.rows) for _ in grid.columns]
            measured = MeasuredGrid(grid=grid, rows=self._patterns.rows(grid), lines=widest)
            self._grids[id(grid)] = measured
        return measured

    def widths(self, grid: Grid, available: int, *, is_signed: bool = False) -> list[int]:
        """Return the width of each column; together at most `available`. Units: twips.

        In a table to be signed, blank columns get room for handwriting.
        """
        known = self.grid(grid).widths
        if available not in known:
            known[available] = self._widths(grid, available, is_signed=is_signed)
        return list(known[available])

    def _widths(self, grid: Grid, available: int, *, is_signed: bool) -> list[int]:
        demands = [self._demand(grid, index) for index in range(len(grid.columns))]
        if is_signed:
            reserve_for_handwriting(demands, grid, available)
        widths = share_width(demands, available, self._padding, slack=self._slack)
        edges = map(round, accumulate(widths, initial=0.0))
        return [end - start for start, end in pairwise(edges)]

    def _demand(self, grid: Grid, index: int) -> ColumnDemand:
        """Measure a column, and set the widest lines of its cells."""
        column, measured = grid.columns[index], self.grid(grid)
        demand = ColumnDemand.of(column)
        widest, initial_widths = measured.lines[index], self._initial_widths
        groups: dict[tuple[PlainLine, bool], _SimilarLines] = defaultdict(_SimilarLines)
        for number, (row, cell_texts) in enumerate(zip(grid.rows, measured.rows, strict=True)):
            if row.is_group or index >= len(row.cells):
                continue
            cell_text = cell_texts[index]
            if cell_text is None:
                for at, line in enumerate(plain_lines(row.cells[index].blocks)):
                    groups[line._replace(text=""), at == 0].add(number, line.text)
                continue
            texts = cell_text.texts
            for at, (start, end, line) in enumerate(cell_text.pattern.lines):
                groups[line, at == 0].add(number, "".join(texts[start:end]))
            widest[number] = initial_widths[cell_text.pattern]
        amounts = [0.0] * len(grid.rows)
        for (line, is_first), group in groups.items():
            widths = self._measure(group.texts, line, demand, is_first=is_first)
            for number, width in zip(group.rows, widths, strict=True):
                if width > widest[number]:  # noqa: PLR1730 -- max() takes three times as long
                    widest[number] = width
                if width > amounts[number] and (is_first or width < _KEPT_LATER_LINE):
                    amounts[number] = width
        demand.amount = sum(amounts)
        self._add_head(column, demand)
        return demand

    def _measure(
        self, texts: list[str], line: PlainLine, demand: ColumnDemand, *, is_first: bool
    ) -> list[float]:
        """Add similar lines to a demand, and return the width of each.

        Shape: `line` says how they are measured; `is_first` lines are the first of their cells.
        """
        style = replace(self._cell, bold=True) if line.is_bold else self._cell
        extra = line.depth * self._indent + line.badges * _BADGE_EDGES
        texts = self._faces.with_zeros(texts, style)
        widths, words = self._faces.word_widths(style).measure(texts)
        demand.word = max(demand.word, self._widest(words, style) + extra)
        gap = _JOINT_GAP * style.size.twips
        full = [width + gap * self._joints(text) + extra for text, width in widths.items()]
        widest = max((one for one in full if is_first or one < _KEPT_LATER_LINE), default=0.0)
        demand.line = max(demand.line, widest)
        if not is_first:
            demand.later_line = max(demand.later_line, *full)
        return [widths[text] for text in texts]

    def _joints(self, text: str) -> int:
        """Count where figures meet ideographs: LibreOffice adds a space, whatever the file says."""
        return 0 if text.isascii() or not self._has_ideographs else len(_JOINT.findall(text))

    def _widest(self, words: Iterable[str], style: TextStyle) -> float:
        """Return the width of the widest piece that no line breaks: a word, or an ideograph."""
        widths = self._faces.word_widths(style)
        parts = (unit for word in words for unit in ((word,) if word.isascii() else units(word)))
        return max(map(widths.__getitem__, parts), default=0.0)

    def _add_head(self, column: Column, demand: ColumnDemand) -> None:
        widths, words = self._faces.word_widths(self._head).measure((column.title,))
        demand.head_line = widths[column.title]
        demand.head_word = self._widest(words, self._head)

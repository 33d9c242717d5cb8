"""Divide a table's width into columns: what must not break gets its width, prose shares the rest.

In → Out: a `Grid` and the space for it in, one width a column out.
Must not: write XML, or leave a width to the word processor (they disagree).
Source: ECMA-376 part 1, 17.4.52 (tblLayout fixed) and 17.4.48 (tblGrid).

Example, in twips: 9,000 are available to the columns "At" (fit; its lines are 1,000 wide), "Who"
(prose, but no line is wider than 1,200) and "What" (prose; lines of 20,000, no word over 1,500).
"At" gets its 1,000. "Who" is short, at most 16 % of the table, so its lines stay whole: it gets
1,200, and "What" the remaining 6,800. If all lines fit, the spare width is spread; if not even the
words fit, all columns shrink.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.model.document import Align, Column, ColumnWidth, Grid
from pmdoc.render.text.cell_patterns import CellPattern, CellPatterns, CellText
from pmdoc.render.text.cjk_breaks import units
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.plain_text import PlainLine, plain_lines
from pmdoc.style.style import Style, TextRole, TextStyle

_BADGE_EDGES = 120
_JOINT = re.compile("(?<=[0-9A-Za-z])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[0-9A-Za-z])")
_JOINT_GAP = 0.2
"""The space between a figure and an ideograph, as a share of the type size."""
_SLACK = 1.02
"""Word processors round each glyph's width to their own grid."""
_FOREIGN_SLACK = 1.12
"""How much wider than ours a template's font may be, which can't be measured here: as wide as
Verdana and Georgia, which are among the widest in use."""
_GROWTH = 0.6
"""Rows are lowest if a column's share grows more slowly than its text."""
_EVEN_SHARE = 0.45
_MOST_FITTED = 0.75
"""The most that columns which must not break may take of a table with prose."""
_SHORT = 0.16
"""Names and the like stay on one line up to this share of the table, if all columns can."""
_WIDEST_LATER_LINE = 0.36
"""The share of the table that a column may have for its later lines, if there is room to spare."""
_WHOLE_LATER_LINE = 2000
"""A line below a cell's first is kept whole if it is shorter. Units: twips."""


class Demand(Struct):
    """What one column needs. Units: twips, padding included.

    Shape: `amount` is the sum of one line a cell, the widest that counts, without padding;
    `later_line` is the widest line that is not the first of its cell.
    """

    is_fit: bool
    widest_line: float = 0.0
    widest_word: float = 0.0
    amount: float = 0.0
    later_line: float = 0.0
    is_whole: bool = False
    """Whether no line may break, though the column is prose."""
    head_line: float = 0.0
    head_word: float = 0.0

    @property
    def natural(self) -> float:
        """The width at which nothing breaks."""
        return max(self.widest_line, self.head_line)

    @property
    def least(self) -> float:
        """The width at which no word breaks, or no line if it has to stay whole."""
        return self.natural if self.is_whole else max(self.widest_word, self.head_word)


class MeasuredGrid(Struct, kw_only=True):
    """What is known about one table, so that page estimate and writer need not measure it twice.

    Shape: `rows` has the text of each cell. `lines` are columns × rows: no line of a cell is wider,
    in twips; infinite if unknown. `widths` are those of the columns, in twips, by the available
    width. `heights` are those of the rows, in points, empty until a page estimate sets them.
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
        self._slack = _SLACK if has_own_fonts else _FOREIGN_SLACK
        self._has_ideographs = "eastAsia" in faces.slots
        self._patterns = CellPatterns()
        self._grids: dict[int, MeasuredGrid] = {}
        self._initial_widths = _InitialWidths(style)
        self._cell = style.text[TextRole.TABLE_CELL]
        self._head = style.text[TextRole.TABLE_HEAD]
        self._padding = 2 * style.table.padding_x.twips
        self._indent = style.indent.twips
        self._signature_height = style.signature_height.twips

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
            self._make_room_to_sign(demands, grid)
        fitted = [demand for demand in demands if demand.is_fit]
        prose = [demand for demand in demands if not demand.is_fit]
        _keep_short_lines(prose, available, sum(demand.natural for demand in fitted))
        least = sum(demand.least for demand in prose)
        if sum(demand.natural for demand in fitted) + least > available:
            for demand in fitted:
                demand.head_line = demand.head_word
        fixed = sum(demand.natural for demand in fitted)
        if fixed + least > available or (prose and fixed > available * _MOST_FITTED):
            return _squeeze(demands, available)
        shares = iter(_share(prose, available - fixed))
        widths = [round(one.natural if one.is_fit else next(shares)) for one in demands]
        _widen_for_later_lines(widths, demands, available)
        if demands:
            _spread_spare(widths, grid, available - sum(widths), 2 * self._indent)
        return widths

    def _demand(self, grid: Grid, index: int) -> Demand:
        """Measure a column, and set the widest lines of its cells."""
        column, measured = grid.columns[index], self.grid(grid)
        demand = Demand(is_fit=column.width is ColumnWidth.FIT)
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
                if width > amounts[number] and (is_first or width < _WHOLE_LATER_LINE):
                    amounts[number] = width
        demand.amount = sum(amounts)
        self._add_head(column, demand)
        return demand

    def _measure(
        self, texts: list[str], line: PlainLine, demand: Demand, *, is_first: bool
    ) -> list[float]:
        """Add similar lines to a demand, and return the width of each, without slack or padding.

        Shape: `line` says how they are measured; `is_first` lines are the first of their cells.
        """
        style = replace(self._cell, bold=True) if line.is_bold else self._cell
        extra = self._padding + line.depth * self._indent + line.badges * _BADGE_EDGES
        texts = self._faces.with_zeros(texts, style)
        widths, words = self._faces.word_widths(style).measure(texts)
        demand.widest_word = max(demand.widest_word, self._widest(words, style) + extra)
        gap = _JOINT_GAP * style.size.twips
        full = [
            (width + gap * self._joints(text)) * self._slack + extra
            for text, width in widths.items()
        ]
        widest = max((one for one in full if is_first or one < _WHOLE_LATER_LINE), default=0.0)
        demand.widest_line = max(demand.widest_line, widest)
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
        return max(map(widths.__getitem__, parts), default=0.0) * self._slack

    def _add_head(self, column: Column, demand: Demand) -> None:
        widths, words = self._faces.word_widths(self._head).measure((column.title,))
        demand.head_line = widths[column.title] * self._slack + self._padding
        demand.head_word = self._widest(words, self._head) + self._padding

    def _make_room_to_sign(self, demands: list[Demand], grid: Grid) -> None:
        """Widen columns that are left blank for a name, a date or a signature."""
        most = max((demand.amount for demand in demands), default=0.0)
        for index, demand in enumerate(demands):
            if demand.is_fit:
                demand.widest_line = max(demand.widest_line, 1.6 * self._signature_height)
            elif any(not row.cells[index].blocks for row in grid.rows if len(row.cells) > index):
                demand.amount = max(most, 1.0)
                demand.widest_line = max(demand.widest_line, 3.0 * self._signature_height)


def _share(demands: list[Demand], space: float) -> list[float]:
    """Share space among columns of prose by the amount of their text.

    No column gets less than its least width or more than its natural one. Shape: `space` is enough
    for the least widths.
    """
    shares = [0.0] * len(demands)
    weights = [max(demand.amount, 1.0) ** _GROWTH for demand in demands]
    unsettled = list(range(len(demands)))
    while unsettled:
        unit = space / sum(weights[index] for index in unsettled)
        wanted = {index: unit * weights[index] for index in unsettled}
        settled = {
            index: demands[index].least
            for index, width in wanted.items()
            if width < demands[index].least
        }
        settled = settled or {
            index: demands[index].natural
            for index, width in wanted.items()
            if width > demands[index].natural
        }
        for index, width in (settled or wanted).items():
            shares[index] = width
            space -= width
            unsettled.remove(index)
    return shares


def _keep_short_lines(prose: list[Demand], available: int, taken: float) -> None:
    """Keep the lines of columns with short ones whole, if the words of the others leave room."""
    for demand in prose:
        demand.is_whole = demand.natural <= available * _SHORT
    if taken + sum(demand.least for demand in prose) >= available:
        for demand in prose:
            demand.is_whole = False


def _widen_for_later_lines(widths: list[int], demands: list[Demand], available: int) -> None:
    """Give space that first lines do not need to later lines, as far as they can use it."""
    most = available * _WIDEST_LATER_LINE
    wanted = [
        max(0, int(min(demand.later_line, most) - width))
        for demand, width in zip(demands, widths, strict=True)
    ]
    has_prose = not all(demand.is_fit for demand in demands)
    part = min(1.0, (available - sum(widths)) / max(sum(wanted), 1)) if has_prose else 0.0
    widths[:] = [width + int(part * more) for width, more in zip(widths, wanted, strict=True)]


def _spread_spare(widths: list[int], grid: Grid, spare: int, most_each: int) -> None:
    """Spread the space that no column needs.

    Columns of prose take it in proportion to their widths, or all columns if none is prose. In a
    table with figures, which are aligned at the end of their columns, each column takes at most
    `most_each` and the last one the rest: a wide column would separate a figure from its row.
    """
    columns, goal = list(range(len(widths))), sum(widths) + spare
    if any(column.align is Align.END for column in grid.columns):
        has_last_figure = grid.columns[-1].align is Align.END
        share = min(spare // len(widths), spare if has_last_figure else most_each)
        widths[:] = [width + share for width in widths]
    else:
        prose = [at for at in columns if grid.columns[at].width is ColumnWidth.TEXT]
        columns = prose or columns
        total = sum(widths[at] for at in columns)
        for at in columns:
            widths[at] += spare * widths[at] // max(total, 1)
    widths[columns[-1]] += goal - sum(widths)


def _squeeze(demands: list[Demand], available: int) -> list[int]:
    """Share a space that is too small: partly evenly, partly by what each column needs."""
    wanted = [min(one.natural if one.is_fit else one.least, available * 0.5) for one in demands]
    even = available / len(demands)
    total = sum(wanted) or 1.0
    ratio = _EVEN_SHARE if total > available else 0.0
    widths = [int(even * ratio + (1 - ratio) * available * want / total) for want in wanted]
    widths[-1] += available - sum(widths)
    return widths

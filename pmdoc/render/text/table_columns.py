"""How wide the columns of a table are: what must not break gets its width, prose shares the rest.

In → Out: a `Grid` and the space for it in, one width a column out.
Must not: write XML, or leave a width to the word processor (they disagree).
Source: ECMA-376 part 1, 17.4.52 (tblLayout fixed) and 17.4.48 (tblGrid).
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
_GAP = 0.2
"""The share of the type size that stands between a figure and an ideograph."""
_SLACK = 1.02
"""Word processors round each glyph's width to their own grid."""
_FOREIGN_SLACK = 1.12
"""How much wider than ours the type of a house may be, which nobody can measure here: as wide as
Verdana and Georgia, which are among the widest that houses use."""
_GROWTH = 0.6
"""Rows are lowest where a column's share grows more slowly than its text."""
_EVEN_SHARE = 0.45
_MOST_FITTED = 0.75
"""Columns that must not break may take so much of a table that also has prose."""


_SHORT = 0.16
"""Names and the like stay on one line up to this share of the table, where all columns can."""
_WIDEST_REMARK = 0.36
"""The share of the table that a column may have for its remarks, where there is room to spare."""
_REMARK = 2000
"""Units: twips. A remark below a cell's first line is kept on one line if it is shorter."""


class Demand(Struct):
    """What one column asks for. Units: twips, padding included.

    Shape: `amount` sums up the lines that count, one a cell, without padding; `remark` is the
    widest line that stands below a cell's first.
    """

    is_fit: bool
    widest_line: float = 0.0
    widest_word: float = 0.0
    amount: float = 0.0
    remark: float = 0.0
    is_whole: bool = False
    head_line: float = 0.0
    head_word: float = 0.0

    @property
    def natural(self) -> float:
        """The width at which nothing breaks."""
        return max(self.widest_line, self.head_line)

    @property
    def least(self) -> float:
        """The width at which no word breaks, or, of names and the like, no line."""
        return self.natural if self.is_whole else max(self.widest_word, self.head_word)


class MeasuredGrid(Struct, kw_only=True):
    """What is known about one table, found out once for the page count and for the writing.

    Shape: `rows` say what each cell does; `widths` of columns are by what is available to them,
    in twips; `heights` are those of rows, in points, empty until somebody has counted their lines.
    `lines` are columns × rows: no line of a cell is wider, in twips; infinite where nobody knows.
    """

    grid: Grid
    rows: list[list[CellText | None]]
    lines: list[list[float]]
    widths: dict[int, list[int]] = field(default_factory=dict)
    heights: list[float] = field(default_factory=list)

    def widest_lines(self) -> Iterator[tuple[float, ...]]:
        """Yield the widest line of each cell, row by row."""
        return zip(*self.lines, strict=True)


class _Floors(dict[CellPattern, float]):
    """From where on the widest line of a pattern is sought: infinity where none will be found.

    Lines are measured in a cell's type, and bold where any of their words are; code, and roles
    that are bold by themselves, are wider than that.
    """

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, pattern: CellPattern) -> float:
        is_lighter = all(
            line.is_bold or not self._style.text[TextRole(paragraph.role)].bold
            for paragraph, (_, _, line) in zip(pattern.sample, pattern.lines, strict=True)
        )
        self[pattern] = floor = 0.0 if is_lighter and not pattern.has_code else inf
        return floor


class _Stretch:
    """Lines of one kind in a column: the rows that they stand in, and their words."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.texts: list[str] = []

    def add(self, row: int, text: str) -> None:
        self.rows.append(row)
        self.texts.append(text)


class ColumnWidths:
    """Measures columns with the style's own fonts.

    `has_own_fonts` says that they are set in these, and not in those of a house's template.
    """

    def __init__(self, style: Style, faces: Typefaces, *, has_own_fonts: bool = True) -> None:
        self._faces = faces
        self._slack = _SLACK if has_own_fonts else _FOREIGN_SLACK
        self._has_ideographs = "eastAsia" in faces.slots
        self._patterns = CellPatterns()
        self._grids: dict[int, MeasuredGrid] = {}
        self._floors = _Floors(style)
        self._cell = style.text[TextRole.TABLE_CELL]
        self._head = style.text[TextRole.TABLE_HEAD]
        self._padding = 2 * style.table.padding_x.twips
        self._indent = style.indent.twips
        self._signing = style.signature_height.twips

    def grid(self, grid: Grid) -> MeasuredGrid:
        """Return what is known about a grid; its cells are read when it is first asked for."""
        known = self._grids.get(id(grid))
        if known is None:
            lines = [[inf] * len(grid.rows) for _ in grid.columns]
            known = MeasuredGrid(grid=grid, rows=self._patterns.rows(grid), lines=lines)
            self._grids[id(grid)] = known
        return known

    def widths(self, grid: Grid, available: int, *, is_signed: bool = False) -> list[int]:
        """Return the width of each column; together at most `available`.

        Units: twips. In a table to be signed, blank columns get room for a hand. Pages are
        estimated before tables are written; both ask, one answer serves.
        """
        known = self.grid(grid).widths
        if available not in known:
            known[available] = self._widths(grid, available, is_signed=is_signed)
        return list(known[available])

    def _widths(self, grid: Grid, available: int, *, is_signed: bool) -> list[int]:
        demands = [self._demand(grid, index) for index in range(len(grid.columns))]
        if is_signed:
            self._make_room(demands, grid)
        fit = [one for one in demands if one.is_fit]
        text = [one for one in demands if not one.is_fit]
        _keep_names(text, available, sum(one.natural for one in fit))
        least = sum(one.least for one in text)
        if sum(one.natural for one in fit) + least > available:
            for one in fit:
                one.head_line = one.head_word
        fixed = sum(one.natural for one in fit)
        if fixed + least > available or (text and fixed > available * _MOST_FITTED):
            return _squeeze(demands, available)
        shares = iter(_share(text, available - fixed))
        widths = [round(one.natural if one.is_fit else next(shares)) for one in demands]
        _lend(widths, demands, available)
        if demands:
            _fill(widths, grid, available - sum(widths), 2 * self._indent)
        return widths

    def _demand(self, grid: Grid, index: int) -> Demand:
        column, known = grid.columns[index], self.grid(grid)
        demand = Demand(is_fit=column.width is ColumnWidth.FIT)
        widest, floors = known.lines[index], self._floors
        found: dict[tuple[PlainLine, bool], _Stretch] = defaultdict(_Stretch)
        for number, (row, wordings) in enumerate(zip(grid.rows, known.rows, strict=True)):
            if row.is_group or index >= len(row.cells):
                continue
            wording = wordings[index]
            if wording is None:
                for at, line in enumerate(plain_lines(row.cells[index].blocks)):
                    found[line._replace(text=""), at == 0].add(number, line.text)
                continue
            texts = wording.texts
            for at, (start, end, line) in enumerate(wording.pattern.lines):
                found[line, at == 0].add(number, "".join(texts[start:end]))
            widest[number] = floors[wording.pattern]
        spread = [0.0] * len(grid.rows)
        for (line, is_first), stretch in found.items():
            widths = self._add_lines(stretch.texts, line, demand, is_first=is_first)
            for number, width in zip(stretch.rows, widths, strict=True):
                if width > widest[number]:  # noqa: PLR1730 -- max() takes three times as long
                    widest[number] = width
                if width > spread[number] and (is_first or width < _REMARK):
                    spread[number] = width
        demand.amount = sum(spread)
        self._add_head(column, demand)
        return demand

    def _add_lines(
        self, said: list[str], line: PlainLine, demand: Demand, *, is_first: bool
    ) -> list[float]:
        """Take in lines of one kind, and return the width of each without what is around it.

        Shape: `line` is of their kind, without words; `is_first` lines open their cells.
        """
        look = replace(self._cell, bold=True) if line.is_bold else self._cell
        extra = self._padding + line.depth * self._indent + line.badges * _BADGE_EDGES
        said = self._faces.in_zeros(said, look)
        widths, words = self._faces.words(look).measure(said)
        demand.widest_word = max(demand.widest_word, self._widest(words, look) + extra)
        gap = _GAP * look.size.twips
        full = [
            (width + gap * self._joints(text)) * self._slack + extra
            for text, width in widths.items()
        ]
        widest = max((one for one in full if is_first or one < _REMARK), default=0.0)
        demand.widest_line = max(demand.widest_line, widest)
        if not is_first:
            demand.remark = max(demand.remark, *full)
        return [widths[text] for text in said]

    def _joints(self, text: str) -> int:
        """Count where figures and ideographs meet: LibreOffice parts them whatever a file says."""
        return 0 if text.isascii() or not self._has_ideographs else len(_JOINT.findall(text))

    def _widest(self, words: Iterable[str], look: TextStyle) -> float:
        """Measure what a line may not be broken in: words, or ideographs and their signs."""
        widths = self._faces.words(look)
        parts = (unit for word in words for unit in ((word,) if word.isascii() else units(word)))
        return max(map(widths.__getitem__, parts), default=0.0) * self._slack

    def _add_head(self, column: Column, demand: Demand) -> None:
        widths, words = self._faces.words(self._head).measure((column.title,))
        demand.head_line = widths[column.title] * self._slack + self._padding
        demand.head_word = self._widest(words, self._head) + self._padding

    def _make_room(self, demands: list[Demand], grid: Grid) -> None:
        """Give columns that are left blank room for a hand: a name, a date, a signature."""
        most = max((one.amount for one in demands), default=0.0)
        for index, one in enumerate(demands):
            if one.is_fit:
                one.widest_line = max(one.widest_line, 1.6 * self._signing)
            elif any(not row.cells[index].blocks for row in grid.rows if len(row.cells) > index):
                one.amount = max(most, 1.0)
                one.widest_line = max(one.widest_line, 3.0 * self._signing)


def _share(demands: list[Demand], space: float) -> list[float]:
    """Share space among columns of prose: none wider than its text, all as their text grows.

    Shape: `space` holds every column's longest word.
    """
    shares = [0.0] * len(demands)
    weights = [max(one.amount, 1.0) ** _GROWTH for one in demands]
    open_columns = list(range(len(demands)))
    while open_columns:
        unit = space / sum(weights[index] for index in open_columns)
        wants = {index: unit * weights[index] for index in open_columns}
        settled = {
            index: demands[index].least for index in wants if wants[index] < demands[index].least
        }
        if not settled:
            natural = {index: demands[index].natural for index in open_columns}
            settled = {index: natural[index] for index in wants if wants[index] > natural[index]}
        if not settled:
            settled = wants
        for index, width in settled.items():
            shares[index] = width
            space -= width
            open_columns.remove(index)
    return shares


def _keep_names(text: list[Demand], available: int, taken: float) -> None:
    """Keep short lines of prose whole, such as names, where the others' words leave room."""
    for one in text:
        one.is_whole = one.natural <= available * _SHORT
    if taken + sum(one.least for one in text) >= available:
        for one in text:
            one.is_whole = False


def _lend(widths: list[int], demands: list[Demand], available: int) -> None:
    """Give remarks what no column's first lines need, each column as far as it can use it."""
    most = available * _WIDEST_REMARK
    wants = [
        max(0, int(min(one.remark, most) - width))
        for one, width in zip(demands, widths, strict=True)
    ]
    has_prose = not all(one.is_fit for one in demands)
    part = min(1.0, (available - sum(widths)) / max(sum(wants), 1)) if has_prose else 0.0
    widths[:] = [width + int(part * want) for width, want in zip(widths, wants, strict=True)]


def _fill(widths: list[int], grid: Grid, spare: int, ease: int) -> None:
    """Spread what no column needs.

    Columns of prose take it in proportion, or all columns where none is prose. Beside figures
    each takes a little and the last one the rest: a figure stands at its column's end, and a
    wide column before it would part it from its row.
    """
    columns, goal = list(range(len(widths))), sum(widths) + spare
    if any(column.align is Align.END for column in grid.columns):
        is_ragged = grid.columns[-1].align is not Align.END
        share = min(spare // len(widths), ease if is_ragged else spare)
        widths[:] = [width + share for width in widths]
    else:
        prose = [at for at in columns if grid.columns[at].width is ColumnWidth.TEXT]
        total = sum(widths[at] for at in prose or columns)
        for at in prose or columns:
            widths[at] += spare * widths[at] // max(total, 1)
        columns = prose or columns
    widths[columns[-1]] += goal - sum(widths)


def _squeeze(demands: list[Demand], available: int) -> list[int]:
    """Share a space that is too small: part evenly, part by what each column must hold."""
    wants = [min(one.natural if one.is_fit else one.least, available * 0.5) for one in demands]
    even = available / len(demands)
    total = sum(wants) or 1.0
    ratio = _EVEN_SHARE if total > available else 0.0
    widths = [int(even * ratio + (1 - ratio) * available * want / total) for want in wants]
    widths[-1] += available - sum(widths)
    return widths

"""Divide a table's width among its columns by their contents.

In → Out: what each column needs and the width of the table in, a width for each column out.
Must not: measure text, or depend on a unit; a caller uses one unit throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import Align, Column, ColumnKind, Grid
from pmdoc.model.length import Length

KEPT_LATER_LINE = Length.from_pt(100)
"""A line below the first one of its cell is kept whole if it is shorter than this."""
OWN_FONT_SLACK = 1.03
"""Word processors round each glyph's width to their own grid."""
_GROWTH = 0.6
"""Rows are lowest if a column's share grows more slowly than its text."""
_LITTLE_TEXT = 0.01
"""The amount of text that a blank column counts for, as a share of the table's width."""
_SHORT = 0.16
"""Names and the like stay on one line up to this share of the table, if all columns can."""
_MIN_PROSE = 0.12
"""The minimum share of the table for a column of prose, if it has that much text."""
_MAX_FITTED = 0.75
"""The most that columns which must not break may take of a table with prose."""
_MAX_WORD = 0.3
"""If not all words fit, those that are longer than this share of the table are broken."""
_MAX_LATER_LINE = 0.36
"""The share of the table that a column may have for its later lines, if there is room to spare."""
_MAX_SPARE = 0.065
"""The spare width, as a share of the table, that a column beside figures gets."""
_HANDWRITING = {ColumnKind.FIT: 0.14, ColumnKind.TEXT: 0.24}
"""Shares of the table that a date, and a name or signature, need in handwriting."""


class ColumnDemand(Struct, kw_only=True):
    """What one column needs, without padding.

    Shape: `line` is the widest line of its cells, of those below the first only the short ones;
    `later_line` is the widest of all below the first; `amount` is the sum of one line a cell.
    """

    is_fit: bool
    """Whether the lines of the column should not break."""
    is_figure: bool
    """Whether the column is aligned at its end."""
    line: float = 0.0
    word: float = 0.0
    amount: float = 0.0
    later_line: float = 0.0
    head_line: float = 0.0
    head_word: float = 0.0

    @classmethod
    def of(cls, column: Column) -> ColumnDemand:
        """Return the demand of a column without text."""
        return cls(is_fit=column.width is ColumnKind.FIT, is_figure=column.align is Align.END)

    @property
    def widest(self) -> float:
        """The width at which nothing breaks."""
        return max(self.line, self.word, self.head_line)

    @property
    def widest_word(self) -> float:
        """The width at which no word breaks."""
        return max(self.word, self.head_word)

    def with_margins(self, padding: float, slack: float) -> ColumnDemand:
        """Return the demand with `slack` times the widths of texts, and padding."""
        widths = ("line", "word", "later_line", "head_line", "head_word")
        return replace(self, **{name: getattr(self, name) * slack + padding for name in widths})


def reserve_for_handwriting(demands: Sequence[ColumnDemand], grid: Grid, available: float) -> None:
    """Make room in the columns of a table to be signed that have cells to fill in by hand."""
    for index, (demand, column) in enumerate(zip(demands, grid.columns, strict=True)):
        rows = [row.cells for row in grid.rows if not row.is_group]
        if any(len(cells) <= index or not cells[index].blocks for cells in rows):
            width = _HANDWRITING[column.width] * available
            demand.line, demand.word = max(demand.line, width), max(demand.word, width)
            demand.amount += width


def share_width(
    demands: Sequence[ColumnDemand],
    available: float,
    padding: float,
    *,
    slack: float = OWN_FONT_SLACK,
) -> list[float]:
    """Return the width of each column, padding included; together `available`.

    What must not break gets its width, and prose shares the rest by the amount of its text: no
    column is narrower than its widest word or wider than its widest line. If there is too little
    room, some of that is given up (see `_limits`); spare width is spread.

    Shape: `padding` is that of both sides of a cell; `slack` is a factor for all measures.

    Example: 480 are available to "At" (fit, lines of 60), "Who" (prose, but no line is wider than
    70) and "What" (prose with lines of 1,000); no padding, slack 1. "At" gets its 60. "Who" has at
    most 16 % of the table, so its lines stay whole: it gets 70, and "What" the remaining 350.
    """
    demands = [demand.with_margins(padding, slack) for demand in demands]
    most = [demand.widest for demand in demands]
    for fitted, least in _limits(demands, available):
        prose = [index for index in range(len(demands)) if index not in fitted]
        room = available - sum(least[index] for index in fitted)
        is_prose_starved = prose and room < (1 - _MAX_FITTED) * available < available < sum(most)
        if sum(least) <= available and not is_prose_starved:
            break
    else:  # too many columns: those that need most lose most
        weights = [width**_GROWTH for width in least]
        return _share(weights, [0.0] * len(least), least, available)
    amounts = [max(demands[index].amount, available * _LITTLE_TEXT) for index in prose]
    shares = _share(
        [amount**_GROWTH for amount in amounts],
        [least[index] for index in prose],
        [most[index] for index in prose],
        room,
    )
    widths = least
    for index, width in zip(prose, shares, strict=True):
        widths[index] = width
    if prose:
        _widen_for_later_lines(widths, demands, available)
    _spread_spare(widths, demands, available)
    return widths


def _limits(
    demands: Sequence[ColumnDemand], available: float
) -> Iterator[tuple[set[int], list[float]]]:
    """Yield the fitted columns and the least width of each column, for less and less room.

    First nothing breaks but prose with long lines. Then, one after the other, the heads of fitted
    columns may break between words, short lines of prose may, long words of prose may, and the
    fitted columns become prose, the widest first.
    """
    fitted = {index for index, demand in enumerate(demands) if demand.is_fit}
    whole = [demand.widest for demand in demands]
    with_broken_head = [max(demand.line, demand.widest_word) for demand in demands]
    words = [
        min(demand.widest, max(demand.widest_word, available * _MIN_PROSE)) for demand in demands
    ]
    short = [
        line if line <= available * _SHORT else word
        for line, word in zip(whole, words, strict=True)
    ]
    broken = [
        min(word, max(available * _MAX_WORD, demand.head_word))
        for word, demand in zip(words, demands, strict=True)
    ]

    def least(of_fitted: Sequence[float], of_prose: Sequence[float]) -> list[float]:
        pairs = enumerate(zip(of_fitted, of_prose, strict=True))
        return [fit if index in fitted else prose for index, (fit, prose) in pairs]

    yield fitted, least(whole, short)
    for of_prose in (short, words, broken):
        yield fitted, least(with_broken_head, of_prose)
    while fitted:
        fitted = fitted - {max(fitted, key=with_broken_head.__getitem__)}
        yield fitted, least(with_broken_head, broken)


def _share(
    weights: Sequence[float], least: Sequence[float], most: Sequence[float], space: float
) -> list[float]:
    """Share space by weight, with no share less or more than it may be.

    Shape: `space` is enough for the least shares, and may be more than the most can take.
    """
    shares = [0.0] * len(weights)
    unsettled = list(range(len(weights)))
    while unsettled:
        unit = space / sum(weights[index] for index in unsettled)
        wanted = {index: unit * weights[index] for index in unsettled}
        too_little = {index: least[index] for index in unsettled if wanted[index] < least[index]}
        too_much = {index: most[index] for index in unsettled if wanted[index] > most[index]}
        for index, width in (too_little or too_much or wanted).items():
            shares[index] = width
            space -= width
            unsettled.remove(index)
    return shares


def _widen_for_later_lines(
    widths: list[float],
    demands: Sequence[ColumnDemand],
    available: float,
) -> None:
    """Assign spare width to later lines, as far as they can use it."""
    most = available * _MAX_LATER_LINE
    wanted = [
        max(0.0, min(demand.later_line, most) - width)
        for demand, width in zip(demands, widths, strict=True)
    ]
    if any(wanted):
        part = min(1.0, (available - sum(widths)) / sum(wanted))
        widths[:] = [width + part * more for width, more in zip(widths, wanted, strict=True)]


def _spread_spare(widths: list[float], demands: Sequence[ColumnDemand], available: float) -> None:
    """Spread the width that no column needs.

    Columns of prose take it in proportion to their widths, or all columns if none is prose. Beside
    figures, each column gets the same little, and the last one the rest: a wide column would
    separate a figure from its row.
    """
    spare = available - sum(widths)
    if any(demand.is_figure for demand in demands):
        share = spare / len(widths)
        if not demands[-1].is_figure:
            share = min(share, available * _MAX_SPARE)
        widths[:] = [width + share for width in widths]
        widths[-1] += spare - share * len(widths)
        return
    prose = [index for index, demand in enumerate(demands) if not demand.is_fit]
    columns = prose or range(len(widths))
    total = sum(widths[index] for index in columns)
    for index in columns:
        widths[index] += spare * (widths[index] / total if total else 1 / len(columns))

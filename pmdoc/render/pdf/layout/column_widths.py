"""Column widths from what the cells hold.

In → Out: each column's kind and extents in, widths that fill the table out.
Must not: look at a page, or break a fitted column's lines while there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from pmdoc.model.document import ColumnWidth

_WIDEST_WORD = 0.3
"""The share of the table that one long word may claim."""
_LEAST_TEXT = 48.0
"""Units: points. What prose needs at least, if it has that much text."""
_SHORT = 0.16
"""Names and the like stay on one line up to this share of the table, where all columns can."""
_WIDEST_REMARK = 0.36
"""The share of the table that a column may have for its remarks, where there is room to spare."""


class PdfColumns(NamedTuple):
    """A table's columns as laid out. Units: points.

    Shape: `widths` are whole columns, `inner` what their cells may take; `padding` is what stands
    beside a cell and what stands above and below it.
    """

    widths: Sequence[float]
    inner: Sequence[float]
    padding: tuple[float, float]

    def joined(self) -> PdfColumns:
        """Return one column as wide as all."""
        return lay_columns((sum(self.widths),), self.padding)


def lay_columns(widths: Sequence[float], padding: tuple[float, float]) -> PdfColumns:
    """Return columns of some widths, padding included."""
    return PdfColumns(widths, [max(1.0, width - 2 * padding[0]) for width in widths], padding)


class ColumnDemand(Struct, kw_only=True):
    """What a column would like. Units: points, padding not included."""

    kind: ColumnWidth
    natural: float = 0.0
    longest: float = 0.0
    total: float = 0.0
    remark: float = 0.0
    """How long the longest line is that stands below a cell's first."""

    def add(self, extents: Sequence[tuple[float, float]], *, weighs: bool = True) -> None:
        """Take cells into account."""
        naturals = [natural for natural, _ in extents]
        self.natural = max([self.natural, *naturals])
        self.longest = max([self.longest, *[longest for _, longest in extents]])
        if weighs:
            self.total += sum(naturals)


def share_width(demands: Sequence[ColumnDemand], width: float, padding: float) -> list[float]:
    """Share a table's width among its columns. Units: points; results include padding."""
    pads = 2 * padding + 0.1
    wants = [demand.natural + pads for demand in demands]
    least = [
        min(want, max(min(d.longest, width * _WIDEST_WORD), _LEAST_TEXT) + pads)
        for d, want in zip(demands, wants, strict=True)
    ]
    fitted = {at for at, d in enumerate(demands) if d.kind is ColumnWidth.FIT}
    whole = [
        want if want <= width * _SHORT else one for want, one in zip(wants, least, strict=True)
    ]
    if _taken(fitted, wants, whole) < width:
        least = whole
    while fitted and _taken(fitted, wants, least) > width:
        fitted.remove(max(fitted, key=lambda at: wants[at]))
    widths = [want if at in fitted else 0.0 for at, want in enumerate(wants)]
    prose = [at for at in range(len(demands)) if at not in fitted]
    left = width - sum(widths)
    if not prose:
        return [share + left * share / max(1.0, sum(widths)) for share in widths]
    if sum(least[at] for at in prose) >= left:  # too many columns: all suffer alike
        scale = width / sum(least)
        return [share * scale for share in least]
    for at, share in _pour(prose, demands, (least, wants), left).items():
        widths[at] = share
    _lend(widths, demands, width, pads)
    spare, total = width - sum(widths), sum(widths[at] for at in prose)
    for at in prose:
        widths[at] += spare * widths[at] / total
    return widths


def _lend(widths: list[float], demands: Sequence[ColumnDemand], width: float, pads: float) -> None:
    """Give remarks what no column's first lines need, each column as far as it can use it."""
    most = width * _WIDEST_REMARK
    wants = [
        max(0.0, min(demand.remark + pads, most) - share)
        for demand, share in zip(demands, widths, strict=True)
    ]
    part = min(1.0, (width - sum(widths)) / max(sum(wants), 1.0))
    widths[:] = [share + part * want for share, want in zip(widths, wants, strict=True)]


def _taken(fitted: set[int], wants: Sequence[float], least: Sequence[float]) -> float:
    return sum(want if at in fitted else least[at] for at, want in enumerate(wants))


def _pour(
    prose: Sequence[int],
    demands: Sequence[ColumnDemand],
    bounds: tuple[Sequence[float], Sequence[float]],
    left: float,
) -> dict[int, float]:
    """Share by amount of text, no column under its least, none over its longest line."""
    least, wants = bounds
    weights = {at: max(1.0, demands[at].total) ** 0.6 for at in prose}
    shares: dict[int, float] = {}
    open_ = list(prose)
    while open_:
        room = left - sum(shares.values())
        total = sum(weights[at] for at in open_)
        offers = {at: room * weights[at] / total for at in open_}
        short = [at for at in open_ if offers[at] < least[at]]
        sated = [at for at in open_ if offers[at] > wants[at]]
        bound, limit = (short, least) if short else (sated, wants)
        if not bound:
            shares |= offers
            break
        for at in bound:
            shares[at] = limit[at]
            open_.remove(at)
    return shares

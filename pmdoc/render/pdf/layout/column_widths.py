"""Distribute a table's width among its columns by their contents.

In → Out: each column's kind and extents in, widths that fill the table out.
Must not: know the page, or break lines in a fitted column while there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from pmdoc.model.document import ColumnWidth

_MAX_WORD = 0.3
"""The maximum share of the table's width that is reserved for one long word."""
_MIN_TEXT = 48.0
"""The minimum width of a prose column, if it has that much text. Units: points."""
_SHORT = 0.16
"""Up to this share of the table's width, a column is kept on one line, if all such columns can."""
_MAX_REMARK = 0.36
"""The maximum share of the table's width that a column gets for its remarks."""


class PdfColumns(NamedTuple):
    """A table's columns as laid out. Units: points.

    Shape: `widths` include the padding, `inner` do not; `padding` is horizontal, vertical.
    """

    widths: Sequence[float]
    inner: Sequence[float]
    padding: tuple[float, float]

    def joined(self) -> PdfColumns:
        """Return a single column as wide as all."""
        return lay_columns((sum(self.widths),), self.padding)


def lay_columns(widths: Sequence[float], padding: tuple[float, float]) -> PdfColumns:
    """Return columns of the given widths, which include the padding."""
    return PdfColumns(widths, [max(1.0, width - 2 * padding[0]) for width in widths], padding)


class ColumnDemand(Struct, kw_only=True):
    """How much width a column can use. Units: points, without padding.

    Shape: `natural` is the widest cell on one line, `longest` the widest word, `total` the sum of
    all cells on one line.
    """

    kind: ColumnWidth
    natural: float = 0.0
    longest: float = 0.0
    total: float = 0.0
    remark: float = 0.0
    """The longest line below the first one of a cell."""

    def add(self, extents: Sequence[tuple[float, float]], *, weighs: bool = True) -> None:
        """Add cells by their extents; `weighs` tells whether they count towards `total`."""
        naturals = [natural for natural, _ in extents]
        self.natural = max([self.natural, *naturals])
        self.longest = max([self.longest, *[longest for _, longest in extents]])
        if weighs:
            self.total += sum(naturals)


def share_width(demands: Sequence[ColumnDemand], width: float, padding: float) -> list[float]:
    """Return the width of each column, padding included. Units: points.

    Fitted columns get their natural width while the others keep their minimum. Prose columns share
    the rest by amount of text, none narrower than its widest word or wider than its longest line.

    Example: a table 480 wide with a date of natural width 60 and two prose columns with 2,000 and
    8,000 points of text: the date gets 60, and the prose columns share 420 in proportion to
    2000 ** 0.6 and 8000 ** 0.6, that is 127 and 293.
    """
    padding_width = 2 * padding + 0.1
    natural = [demand.natural + padding_width for demand in demands]
    minimum = [
        min(one_line, max(min(d.longest, width * _MAX_WORD), _MIN_TEXT) + padding_width)
        for d, one_line in zip(demands, natural, strict=True)
    ]
    fitted = {index for index, d in enumerate(demands) if d.kind is ColumnWidth.FIT}
    unbroken = [
        one_line if one_line <= width * _SHORT else least
        for one_line, least in zip(natural, minimum, strict=True)
    ]
    if _total_width(fitted, natural, unbroken) < width:
        minimum = unbroken
    while fitted and _total_width(fitted, natural, minimum) > width:
        fitted.remove(max(fitted, key=natural.__getitem__))
    widths = [one_line if index in fitted else 0.0 for index, one_line in enumerate(natural)]
    prose = [index for index in range(len(demands)) if index not in fitted]
    room = width - sum(widths)
    if not prose:
        return [share + room * share / max(1.0, sum(widths)) for share in widths]
    if sum(minimum[index] for index in prose) >= room:  # too many columns: shrink all
        scale = width / sum(minimum)
        return [share * scale for share in minimum]
    for index, share in _share_by_text(prose, demands, (minimum, natural), room).items():
        widths[index] = share
    _widen_for_remarks(widths, demands, width, padding_width)
    spare, total = width - sum(widths), sum(widths[index] for index in prose)
    for index in prose:
        widths[index] += spare * widths[index] / total
    return widths


def _widen_for_remarks(
    widths: list[float], demands: Sequence[ColumnDemand], width: float, padding_width: float
) -> None:
    """Give spare width to columns with remarks, each as much as it can use."""
    most = width * _MAX_REMARK
    usable = [
        max(0.0, min(demand.remark + padding_width, most) - share)
        for demand, share in zip(demands, widths, strict=True)
    ]
    part = min(1.0, (width - sum(widths)) / max(sum(usable), 1.0))
    widths[:] = [share + part * extra for share, extra in zip(widths, usable, strict=True)]


def _total_width(fitted: set[int], natural: Sequence[float], minimum: Sequence[float]) -> float:
    return sum(
        one_line if index in fitted else minimum[index] for index, one_line in enumerate(natural)
    )


def _share_by_text(
    prose: Sequence[int],
    demands: Sequence[ColumnDemand],
    bounds: tuple[Sequence[float], Sequence[float]],
    available: float,
) -> dict[int, float]:
    """Share by amount of text, within bounds. Shape: `bounds` are minimum and natural widths."""
    minimum, natural = bounds
    weights = {index: max(1.0, demands[index].total) ** 0.6 for index in prose}
    shares: dict[int, float] = {}
    remaining = list(prose)
    while remaining:
        room = available - sum(shares.values())
        total = sum(weights[index] for index in remaining)
        offers = {index: room * weights[index] / total for index in remaining}
        too_narrow = [index for index in remaining if offers[index] < minimum[index]]
        too_wide = [index for index in remaining if offers[index] > natural[index]]
        bounded, limit = (too_narrow, minimum) if too_narrow else (too_wide, natural)
        if not bounded:
            shares |= offers
            break
        for index in bounded:
            shares[index] = limit[index]
            remaining.remove(index)
    return shares

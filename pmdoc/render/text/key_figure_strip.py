"""Lay out a strip of key figures: how many per row, the width of each, the size of their values.

In → Out: the lengths of the words and the available width in; column widths and a scale out.
Must not: know a format, a font or a unit; both renderers call it, each in its own unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

Figure = TypeVar("Figure")
_LEAST_PERCENT, _STEP = 68, 2
"""How far values may shrink so that they and their labels stay on one line."""


class StripLayout(NamedTuple):
    """The layout of a strip.

    Shape: one width per column, which together fill the available width; surplus figures go into
    further rows of the same columns. `scale` is a factor for the size of the values.
    """

    widths: list[float]
    scale: float

    def rows(self, figures: Sequence[Figure]) -> list[Sequence[Figure]]:
        """Return the figures row by row; the last row may be short."""
        step = len(self.widths)
        return [figures[at : at + step] for at in range(0, len(figures), step)]


def measure_strip(
    labels: Sequence[float], values: Sequence[float], padding: float, available: float
) -> StripLayout:
    """Divide a strip into columns, of equal width unless one needs more.

    `labels` and `values` are the lengths of the words, `padding` is the space beside each. If not
    even the smallest values leave room for the labels, the figures go into two rows; if that does
    not help either, labels may break, and all columns shrink alike.
    """
    halved = (len(values) + 1) // 2
    for count in dict.fromkeys((len(values), max(halved, 2))):
        strip = _fitted(_longest(labels, count), _longest(values, count), padding, available)
        if strip is not None:
            return strip
    least = _LEAST_PERCENT / 100
    needed = [value * least + padding for value in values]
    total = sum(needed)
    if total <= available:
        return StripLayout(_share(needed, available), least)
    return StripLayout([available * one / total for one in needed], least)


def _longest(lengths: Sequence[float], count: int) -> list[float]:
    return [max(lengths[at::count]) for at in range(min(count, len(lengths)))]


def _fitted(
    labels: Sequence[float], values: Sequence[float], padding: float, available: float
) -> StripLayout | None:
    """Return a strip with all words on one line and the largest possible values, or None."""
    for percent in range(100, _LEAST_PERCENT - 1, -_STEP):
        scale = percent / 100
        needed = [
            max(label, value * scale) + padding for label, value in zip(labels, values, strict=True)
        ]
        if sum(needed) <= available:
            return StripLayout(_share(needed, available), scale)
    return None


def _share(needed: Sequence[float], available: float) -> list[float]:
    """Assign each column the width it needs; narrower columns share the rest equally."""
    widths = [0.0] * len(needed)
    left, rest = available, list(range(len(needed)))
    while large := [index for index in rest if needed[index] > left / len(rest)]:
        for index in large:
            widths[index] = needed[index]
            left -= needed[index]
        rest = [index for index in rest if index not in large]
    for index in rest:
        widths[index] = left / len(rest)
    return widths

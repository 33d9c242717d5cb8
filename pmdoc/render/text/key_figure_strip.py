"""A strip of figures: how many stand beside one another, how wide each is, how large its value.

In → Out: how long the words are and how much room there is, in; widths and a scale out.
Must not: know a format, a font or a unit; both renderers ask, each in its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

Figure = TypeVar("Figure")
_LEAST_PERCENT, _STEP = 68, 2
"""How far values may shrink, so that they and their labels stay on one line."""


class StripLayout(NamedTuple):
    """A strip's measures.

    Shape: one width a column, the room in all; where the figures are more, they go on in further
    rows of the same columns. Units: those of what was asked; `scale` is a factor.
    """

    widths: list[float]
    scale: float

    def rows(self, figures: Sequence[Figure]) -> list[Sequence[Figure]]:
        """Return the figures row by row; the last row may be short."""
        step = len(self.widths)
        return [figures[at : at + step] for at in range(0, len(figures), step)]


def measure_strip(
    labels: Sequence[float], values: Sequence[float], around: float, room: float
) -> StripLayout:
    """Share out a strip's width: alike, unless one says more.

    `labels` and `values` are the lengths of the words, `around` is the space beside each figure's.
    Where not even the smallest values leave room for the labels, the figures go on in a second
    row; where that does not help either, labels may break, and all get as much less.
    """
    halved = (len(values) + 1) // 2
    for columns in dict.fromkeys((len(values), max(halved, 2))):
        strip = _fitted(_columns(labels, columns), _columns(values, columns), around, room)
        if strip is not None:
            return strip
    least = _LEAST_PERCENT / 100
    needed = [value * least + around for value in values]
    total = sum(needed)
    widths = _share(needed, room) if total <= room else [room * one / total for one in needed]
    return StripLayout(widths, least)


def _columns(lengths: Sequence[float], count: int) -> list[float]:
    """Return the greatest length of each of so many columns."""
    return [max(lengths[at::count]) for at in range(min(count, len(lengths)))]


def _fitted(
    labels: Sequence[float], values: Sequence[float], around: float, room: float
) -> StripLayout | None:
    """Return a strip with all words on one line, its values as large as can be; None if none is."""
    for percent in range(100, _LEAST_PERCENT - 1, -_STEP):
        scale = percent / 100
        wanted = [
            max(label, value * scale) + around for label, value in zip(labels, values, strict=True)
        ]
        if sum(wanted) <= room:
            return StripLayout(_share(wanted, room), scale)
    return None


def _share(wanted: Sequence[float], room: float) -> list[float]:
    """Give each what is wanted, and so that the small ones are alike; it has to fit."""
    widths = [0.0] * len(wanted)
    left, rest = room, list(range(len(wanted)))
    while large := [index for index in rest if wanted[index] > left / len(rest)]:
        for index in large:
            widths[index] = wanted[index]
            left -= wanted[index]
        rest = [index for index in rest if index not in large]
    for index in rest:
        widths[index] = left / len(rest)
    return widths

"""What charts are drawn with: a style, a width, and the width of words.

In → Out: words and looks in; lines that fit, and their measures, out.
Must not: place anything.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document.chart_blocks import BarRole
from pmdoc.render.charts.marks import Dash
from pmdoc.style.style import ChartLook, Style, TextRole, TextStyle

Measure = Callable[[str, TextStyle], float]
"""The width of words under a look. Units: points."""

_DASHES = tuple(Dash)
_MOST_LINES = 2
_MORE = "…"
_LONGEST = 400
"""No chart has room for more characters in one place; its numbers in words have them all."""
_CAP = 0.35
"""How far below the middle of a line its baseline stands, as a share of the type size."""


class DrawingContext(Struct, frozen=True):
    """A style and a width to draw in. Units: points."""

    style: Style
    width: float
    measure: Measure

    @property
    def chart(self) -> ChartLook:
        """The style's own words on charts."""
        return self.style.chart

    @property
    def label(self) -> TextStyle:
        """The type of all words on a chart."""
        return self.style.text[TextRole.FIGURE_NOTE]

    @property
    def leading(self) -> float:
        """From line to line."""
        return self.label.leading.pt

    @property
    def drop(self) -> float:
        """From the middle of a line down to its baseline."""
        return self.label.size.pt * _CAP

    @property
    def axis_color(self) -> str:
        """The colour of axes: that of their words."""
        return self.label.color

    def strong(self, color: str = "") -> TextStyle:
        """Return the type of words that stand out, such as the name of a line."""
        ink = color or self.style.text[TextRole.BODY].color
        return replace(self.label, bold=True, color=ink)

    def series(self, place: int) -> tuple[str, Dash]:
        """Return colour and dash of a series: no two alike for as long as there are others."""
        colors = self.chart.series
        turn = place // math.lcm(len(colors), len(_DASHES))
        return colors[place % len(colors)], _DASHES[(place + turn) % len(_DASHES)]

    def bar_color(self, role: BarRole, place: int, *, is_contrasted: bool) -> str:
        """Return a bar's fill; empty for a target, which is an outline."""
        if role is BarRole.TARGET:
            return ""
        if is_contrasted and role is BarRole.PLAIN:
            return self.chart.muted
        return self.chart.series[place % len(self.chart.series)]

    def wrap(self, text: str, look: TextStyle, room: float) -> tuple[str, ...]:
        """Break words into lines that fit, two at most; what is longer ends in an ellipsis."""
        lines: list[str] = []
        words = text[:_LONGEST].split()
        while words and len(lines) < _MOST_LINES:
            line = words.pop(0)
            while words and self.measure(f"{line} {words[0]}", look) <= room:
                line += " " + words.pop(0)
            if words and len(lines) == _MOST_LINES - 1:
                line = " ".join((line, *words))
                words = []
            lines.append(self.fit(line, look, room))
        return tuple(lines) or ("",)

    def fit(self, text: str, look: TextStyle, room: float) -> str:
        """Return words as far as they fit on a line; an ellipsis says that there are more."""
        text = text[:_LONGEST]
        if self.measure(text, look) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle] + _MORE, look) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + _MORE

    def widest(self, lines: tuple[str, ...], look: TextStyle) -> float:
        """Return the width of the longest line."""
        return max((self.measure(line, look) for line in lines), default=0.0)

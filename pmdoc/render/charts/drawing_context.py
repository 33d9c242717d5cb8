"""What chart layouts share: a style, a width, colours, and text that is measured and fitted.

In → Out: text and its style in; lines that fit, and their widths, out.
Must not: position anything.
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
"""Returns the width of a text in a text style. Units: points."""

_DASHES = tuple(Dash)
_MAX_LINES = 2
_ELLIPSIS = "…"
_MAX_LENGTH = 400
"""No text on a chart has space for more characters; the summary below it has all of them."""
_BASELINE_DROP = 0.35
"""The distance from the middle of a line down to its baseline. Units: type size."""


class DrawingContext(Struct, frozen=True):
    """A style and a width to draw in. Units: points."""

    style: Style
    width: float
    measure: Measure

    @property
    def chart(self) -> ChartLook:
        return self.style.chart

    @property
    def label(self) -> TextStyle:
        return self.style.text[TextRole.FIGURE_NOTE]

    @property
    def leading(self) -> float:
        return self.label.leading.pt

    @property
    def drop(self) -> float:
        """The distance from the middle of a label's line down to its baseline."""
        return self.label.size.pt * _BASELINE_DROP

    @property
    def axis_color(self) -> str:
        """The colour of axes, the same as that of labels."""
        return self.label.color

    def strong(self, color: str = "") -> TextStyle:
        ink = color or self.style.text[TextRole.BODY].color
        return replace(self.label, bold=True, color=ink)

    def series(self, index: int) -> tuple[str, Dash]:
        """Return the colour and dash of a series, different for as many series as possible.

        Example: with 4 colours and 6 dashes, series 12 has the first colour again, so its dash is
        shifted by one.
        """
        colors = self.chart.series
        turn = index // math.lcm(len(colors), len(_DASHES))
        return colors[index % len(colors)], _DASHES[(index + turn) % len(_DASHES)]

    def bar_color(self, role: BarRole, index: int, *, is_contrasted: bool) -> str:
        """Return the fill of a bar; an empty string for a target, which is only outlined."""
        if role is BarRole.TARGET:
            return ""
        if is_contrasted and role is BarRole.PLAIN:
            return self.chart.muted
        return self.chart.series[index % len(self.chart.series)]

    def wrap(self, text: str, look: TextStyle, room: float) -> tuple[str, ...]:
        """Break a text into at most two lines that fit; a longer text ends in an ellipsis."""
        lines: list[str] = []
        words = text[:_MAX_LENGTH].split()
        while words and len(lines) < _MAX_LINES:
            line = words.pop(0)
            while words and self.measure(f"{line} {words[0]}", look) <= room:
                line += " " + words.pop(0)
            if words and len(lines) == _MAX_LINES - 1:
                line = " ".join((line, *words))
                words = []
            lines.append(self.fit(line, look, room))
        return tuple(lines) or ("",)

    def fit(self, text: str, look: TextStyle, room: float) -> str:
        """Return a text shortened with an ellipsis to fit on a line."""
        text = text[:_MAX_LENGTH]
        if self.measure(text, look) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle] + _ELLIPSIS, look) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + _ELLIPSIS

    def widest(self, lines: tuple[str, ...], look: TextStyle) -> float:
        return max((self.measure(line, look) for line in lines), default=0.0)

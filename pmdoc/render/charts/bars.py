"""Bars side by side, each with its name before it and its value behind it.

In → Out: a `BarChart` and a `DrawingContext` in, a `Drawing` out.
Must not: begin a bar anywhere but at zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.model.document import Align
from pmdoc.model.document.chart_blocks import Bar, BarChart, BarRole
from pmdoc.render.charts.drawing_context import DrawingContext
from pmdoc.render.charts.marks import Drawing, Label, Mark, Rectangle, Stroke

_GAP = 5.0
_CATEGORY_ROOM = 0.36
_LABEL_ROOM = 0.4
_LEAST_BARS = 0.15
"""The share of the width that is left to the bars, however long the words are."""
_THICK, _THIN = 1.0, 0.85
"""A bar's height alone and in a group. Units: the leading of its words."""
_BETWEEN = 0.45
"""The space between categories, likewise."""
_OUTLINE = 1.0
_SWATCH = 7.0
_EDGE = 2.0
"""How far the line at zero reaches beyond the bars."""


class Bars:
    """Where everything of a bar chart stands. Units: points; `top` and `bottom` of the bars."""

    def __init__(self, chart: BarChart, kit: DrawingContext) -> None:
        self.chart = chart
        self.kit = kit
        room = kit.width * _CATEGORY_ROOM
        self.names = [kit.wrap(name, kit.label, room) for name in chart.categories]
        names = max(kit.widest(lines, kit.label) for lines in self.names)
        self.words = {
            bar.label: kit.fit(bar.label, kit.strong(), kit.width * _LABEL_ROOM)
            for series in chart.series
            for bar in series.bars
        }
        ends = [
            (bar.value or 0.0, kit.measure(self.words[bar.label], kit.strong()) + _GAP)
            for series in chart.series
            for bar in series.bars
        ]
        self.left = names + _GAP
        below = max((width for value, width in ends if value < 0), default=0.0)
        above = max((width for value, width in ends if value >= 0), default=0.0)
        free = kit.width - self.left
        share = min(1.0, free * (1 - _LEAST_BARS) / max(below + above, 1.0))
        self.start = self.left + below * share
        self.end = kit.width - above * share
        values = [bar.value for series in chart.series for bar in series.bars if bar.value]
        self.low, self.high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        roles = {bar.role for series in chart.series for bar in series.bars}
        self.is_contrasted = BarRole.STRONG in roles
        self.thick = kit.leading * (_THICK if len(chart.series) == 1 else _THIN)
        self.top = self.bottom = 0.0
        self._marks = self._draw()
        self.height = self.bottom + 3

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything, in the order in which it is painted."""
        return tuple(self._marks)

    def x(self, value: float) -> float:
        """Return where a value ends."""
        half = self.high / 2 - self.low / 2
        share = (value / 2 - self.low / 2) / half if half else 0.0
        return self.start + share * (self.end - self.start)

    def _draw(self) -> list[Mark]:
        kit = self.kit
        marks: list[Mark] = []
        y = _EDGE
        if len(self.chart.series) > 1:
            y += self._key(marks)
        if self.chart.values.title:
            at = self.x(0.0)
            title = kit.fit(self.chart.values.title, kit.label, kit.width - at)
            marks.append(Label(title, at, y + kit.leading * 0.8, kit.label))
            y += kit.leading * 1.2
        self.top = y
        for place, lines in enumerate(self.names):
            bars = [series.bars[place] for series in self.chart.series]
            high = max(len(bars) * self.thick, len(lines) * kit.leading)
            base = y + (high - len(lines) * kit.leading) / 2
            for number, text in enumerate(lines):
                at = base + (number + 0.5) * kit.leading + kit.drop
                marks.append(Label(text, self.left - _GAP, at, kit.label, Align.END))
            at = y + (high - len(bars) * self.thick) / 2
            for number, bar in enumerate(bars):
                marks.extend(self._bar(bar, number, at + number * self.thick))
            y += high + _BETWEEN * kit.leading
        y -= _BETWEEN * kit.leading
        zero = self.x(0.0)
        marks.append(Stroke(((zero, self.top - _EDGE), (zero, y + _EDGE)), kit.axis_color, 0.5))
        self.bottom = y
        return marks

    def _bar(self, bar: Bar, place: int, y: float) -> Iterator[Mark]:
        kit = self.kit
        value = bar.value or 0.0
        zero, end = self.x(0.0), self.x(value)
        left, wide = min(zero, end), abs(end - zero)
        fill = kit.bar_color(bar.role, place, is_contrasted=self.is_contrasted)
        inner = 0.08 * self.thick
        if bar.value is not None and fill:
            yield Rectangle(left, y + inner, wide, self.thick - 2 * inner, fill)
        elif bar.value is not None:
            edge = kit.chart.target
            yield Rectangle(left, y + inner, wide, self.thick - 2 * inner, "", edge, _OUTLINE)
        is_strong = bar.role is BarRole.STRONG or not self.is_contrasted
        look = kit.strong() if is_strong else kit.label
        base = y + self.thick / 2 + kit.drop
        words = self.words[bar.label]
        if value < 0:
            yield Label(words, left - _GAP * 0.8, base, look, Align.END)
        else:
            yield Label(words, left + wide + _GAP * 0.8, base, look)

    def _key(self, marks: list[Mark]) -> float:
        """Say which bar is which, in the order of the bars; return the height of it."""
        kit = self.kit
        x, y = self.left, 0.0
        for place, series in enumerate(self.chart.series):
            name = kit.fit(series.name, kit.label, kit.width - self.left - _SWATCH - 3)
            wide = _SWATCH + 3 + kit.measure(name, kit.label)
            if x > self.left and x + wide > kit.width:
                x, y = self.left, y + kit.leading
            color = kit.chart.series[place % len(kit.chart.series)]
            marks.append(Rectangle(x, y + (kit.leading - _SWATCH) / 2, _SWATCH, _SWATCH, color))
            base = y + kit.leading / 2 + kit.drop
            marks.append(Label(name, x + _SWATCH + 3, base, kit.label))
            x += wide + 2 * _GAP
        return y + 1.6 * kit.leading


def draw_bars(chart: BarChart, kit: DrawingContext) -> Drawing:
    """Draw a bar chart."""
    bars = Bars(chart, kit)
    return Drawing(kit.width, bars.height, bars.marks)

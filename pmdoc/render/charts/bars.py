"""Bar charts: horizontal bars with their categories on the left and values at their ends.

In → Out: a `BarChart` and a `DrawingContext` in, a `Drawing` out.
Must not: start a bar anywhere but at zero.
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
_MIN_BARS = 0.15
"""The minimum share of the width for the bars, however long the texts are."""
_THICK, _THIN = 1.0, 0.85
"""The height of a bar, alone and in a group. Units: leading of its label."""
_BETWEEN = 0.45
"""The space between categories. Units: leading of the labels."""
_OUTLINE = 1.0
_SWATCH = 7.0
_EDGE = 2.0
"""How far the axis at zero extends beyond the bars. Units: points."""


class Bars:
    """The layout of a bar chart. Units: points; `top` and `bottom` are those of the bars."""

    def __init__(self, chart: BarChart, context: DrawingContext) -> None:
        self.chart = chart
        self.context = context
        room = context.width * _CATEGORY_ROOM
        self.names = [context.wrap(name, context.label, room) for name in chart.categories]
        names = max(context.widest(lines, context.label) for lines in self.names)
        self.labels = {
            bar.label: context.fit(bar.label, context.strong(), context.width * _LABEL_ROOM)
            for series in chart.series
            for bar in series.bars
        }
        ends = [
            (bar.value or 0.0, context.measure(self.labels[bar.label], context.strong()) + _GAP)
            for series in chart.series
            for bar in series.bars
        ]
        self.left = names + _GAP
        below = max((width for value, width in ends if value < 0), default=0.0)
        above = max((width for value, width in ends if value >= 0), default=0.0)
        free = context.width - self.left
        share = min(1.0, free * (1 - _MIN_BARS) / max(below + above, 1.0))
        self.start = self.left + below * share
        self.end = context.width - above * share
        values = [bar.value for series in chart.series for bar in series.bars if bar.value]
        self.low, self.high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        roles = {bar.role for series in chart.series for bar in series.bars}
        self.is_contrasted = BarRole.STRONG in roles
        self.thick = context.leading * (_THICK if len(chart.series) == 1 else _THIN)
        self.top = self.bottom = 0.0
        self._marks = self._draw()
        self.height = self.bottom + 3

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._marks)

    def x(self, value: float) -> float:
        half = self.high / 2 - self.low / 2
        share = (value / 2 - self.low / 2) / half if half else 0.0
        return self.start + share * (self.end - self.start)

    def _draw(self) -> list[Mark]:
        context = self.context
        marks: list[Mark] = []
        y = _EDGE
        if len(self.chart.series) > 1:
            y += self._add_legend(marks)
        if self.chart.values.title:
            at = self.x(0.0)
            title = context.fit(self.chart.values.title, context.label, context.width - at)
            marks.append(Label(title, at, y + context.leading * 0.8, context.label))
            y += context.leading * 1.2
        self.top = y
        for category, lines in enumerate(self.names):
            bars = [series.bars[category] for series in self.chart.series]
            height = max(len(bars) * self.thick, len(lines) * context.leading)
            base = y + (height - len(lines) * context.leading) / 2
            for number, text in enumerate(lines):
                at = base + (number + 0.5) * context.leading + context.drop
                marks.append(Label(text, self.left - _GAP, at, context.label, Align.END))
            at = y + (height - len(bars) * self.thick) / 2
            for number, bar in enumerate(bars):
                marks.extend(self._bar(bar, number, at + number * self.thick))
            y += height + _BETWEEN * context.leading
        y -= _BETWEEN * context.leading
        zero = self.x(0.0)
        marks.append(Stroke(((zero, self.top - _EDGE), (zero, y + _EDGE)), context.axis_color, 0.5))
        self.bottom = y
        return marks

    def _bar(self, bar: Bar, index: int, y: float) -> Iterator[Mark]:
        context = self.context
        value = bar.value or 0.0
        zero, end = self.x(0.0), self.x(value)
        left, width = min(zero, end), abs(end - zero)
        fill = context.bar_color(bar.role, index, is_contrasted=self.is_contrasted)
        inner = 0.08 * self.thick
        if bar.value is not None and fill:
            yield Rectangle(left, y + inner, width, self.thick - 2 * inner, fill)
        elif bar.value is not None:
            edge = context.chart.target
            yield Rectangle(left, y + inner, width, self.thick - 2 * inner, "", edge, _OUTLINE)
        is_strong = bar.role is BarRole.STRONG or not self.is_contrasted
        look = context.strong() if is_strong else context.label
        base = y + self.thick / 2 + context.drop
        text = self.labels[bar.label]
        if value < 0:
            yield Label(text, left - _GAP * 0.8, base, look, Align.END)
        else:
            yield Label(text, left + width + _GAP * 0.8, base, look)

    def _add_legend(self, marks: list[Mark]) -> float:
        """Add the legend, in the order of the bars, and return its height."""
        context = self.context
        x, y = self.left, 0.0
        for index, series in enumerate(self.chart.series):
            name = context.fit(series.name, context.label, context.width - self.left - _SWATCH - 3)
            width = _SWATCH + 3 + context.measure(name, context.label)
            if x > self.left and x + width > context.width:
                x, y = self.left, y + context.leading
            color = context.chart.series[index % len(context.chart.series)]
            marks.append(Rectangle(x, y + (context.leading - _SWATCH) / 2, _SWATCH, _SWATCH, color))
            base = y + context.leading / 2 + context.drop
            marks.append(Label(name, x + _SWATCH + 3, base, context.label))
            x += width + 2 * _GAP
        return y + 1.6 * context.leading


def draw_bars(chart: BarChart, context: DrawingContext) -> Drawing:
    """Lay out a bar chart."""
    bars = Bars(chart, context)
    return Drawing(context.width, bars.height, bars.marks)

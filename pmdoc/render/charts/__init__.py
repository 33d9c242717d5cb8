"""Lay charts out as drawings of simple marks, for any format with vector graphics.

In → Out: a chart, a style, a width and a function that measures text in; a `Drawing` out.
Must not: know a file format.
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart, TimelineChart
from pmdoc.render.charts.bars import Bars, draw_bars
from pmdoc.render.charts.drawing_context import DrawingContext
from pmdoc.render.charts.line_plot import LinePlot, draw_lines
from pmdoc.render.charts.marks import Dot, Drawing, Label, Mark, Rectangle, Stroke
from pmdoc.render.charts.timeline import draw_timeline

__all__ = [
    "Bars",
    "Dot",
    "Drawing",
    "DrawingContext",
    "Label",
    "LinePlot",
    "Mark",
    "Rectangle",
    "Stroke",
    "draw_chart",
]


def draw_chart(chart: Chart, context: DrawingContext) -> Drawing:
    """Lay out any chart in the width of the context."""
    match chart:
        case LineChart():
            return draw_lines(chart, context)
        case BarChart():
            return draw_bars(chart, context)
        case TimelineChart():
            return draw_timeline(chart, context)
        case _:
            assert_never(chart)

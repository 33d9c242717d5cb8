"""Charts as drawings: what goes where, for every format that has vectors.

In → Out: a chart, a style, a width and a way to measure text in; a `Drawing` of simple marks out.
Must not: know a file format; who draws the marks does.
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


def draw_chart(chart: Chart, kit: DrawingContext) -> Drawing:
    """Draw any chart in the width of the kit."""
    match chart:
        case LineChart():
            return draw_lines(chart, kit)
        case BarChart():
            return draw_bars(chart, kit)
        case TimelineChart():
            return draw_timeline(chart, kit)
        case _:
            assert_never(chart)

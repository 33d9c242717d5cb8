"""Measure the words of charts with the fonts of a Word file.

In → Out: a style and a width in, a `DrawingContext` out; a chart in, its height out.
Must not: write XML.
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart, TimelineChart
from pmdoc.render.charts import Bars, DrawingContext, LinePlot, draw_chart
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import Style, TextStyle


def drawing_context(style: Style, faces: Typefaces, width_twips: float) -> DrawingContext:
    """Return the context that charts of a width are drawn in."""

    def measure(text: str, look: TextStyle) -> float:
        return faces.width(text, look) / 20

    return DrawingContext(style, width_twips / 20, measure)


def chart_height(chart: Chart, context: DrawingContext) -> float:
    """Return the height of a chart. Units: points."""
    match chart:
        case LineChart():
            return LinePlot(chart, context).height
        case BarChart():
            return Bars(chart, context).height
        case TimelineChart():
            return draw_chart(chart, context).height
        case _:
            assert_never(chart)

"""What charts are drawn with in Word: the width of words as its fonts have it.

In → Out: a style and a width in, a `DrawingContext` out; a chart in, its height out.
Must not: write XML.
"""

from __future__ import annotations

from functools import partial
from typing import assert_never

from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart, TimelineChart
from pmdoc.render.charts import Bars, DrawingContext, LinePlot, draw_chart
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import Style, TextStyle


def chart_kit(style: Style, faces: Typefaces, width_twips: float) -> DrawingContext:
    """Return what charts are drawn with in a width."""
    return DrawingContext(style, width_twips / 20, partial(_width, faces))


def chart_height(chart: Chart, kit: DrawingContext) -> float:
    """Return how high a chart is. Units: points."""
    match chart:
        case LineChart():
            return LinePlot(chart, kit).height
        case BarChart():
            return Bars(chart, kit).height
        case TimelineChart():
            return draw_chart(chart, kit).height
        case _:
            assert_never(chart)


def _width(faces: Typefaces, text: str, look: TextStyle) -> float:
    return faces.width(text, look) / 20

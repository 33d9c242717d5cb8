"""Write charts: native charts with their workbook, and timelines as shapes.

In → Out: a chart and its container in, paragraphs written to a flow.
Must not: decide where anything in a chart goes; `render.charts` does.
Source: ECMA-376 part 1, 20.4.2.8 (inline) and 21.2.2.26 (chart).
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.document import Figure, FigureRow, ParagraphRole
from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart, TimelineChart
from pmdoc.model.length import Length
from pmdoc.render.charts import Bars, LinePlot, draw_chart
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.decorations import drawing_properties, inline_drawing
from pmdoc.render.docx.blocks.images import write_figure
from pmdoc.render.docx.blocks.inlines import add_inlines, add_text, write_text
from pmdoc.render.docx.blocks.shapes import group_of_shapes
from pmdoc.render.docx.blocks.tables import TableFrame, cell_xml, row_xml, table
from pmdoc.render.docx.charts.bar_chart import bar_chart_parts
from pmdoc.render.docx.charts.chart_text import drawing_context
from pmdoc.render.docx.charts.chart_xml import C, ChartParts
from pmdoc.render.docx.charts.line_chart import line_chart_parts
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.proofing_language import with_region
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import FIGURES


def write_chart(flow: FlowWriter, chart: Chart, container: Container) -> None:
    """Write a chart's title, the chart, its caption and its summary."""
    stylesheet, was_kept = flow.context.stylesheet, flow.is_kept
    title = container.style_id(flow, ParagraphRole.LABEL)
    if not chart.caption:
        flow.bookmark(chart.anchor)
    words = write_text(flow, chart.title, stylesheet.paragraph_context(title))
    flow.add_paragraph(stylesheet.derive(title, StyleChange(is_kept=True)), words)
    run = _chart_run(flow, chart, container.width)
    is_last = not chart.caption and not chart.summary and container.kind is not ContainerKind.CELL
    flow.add_paragraph(container.indented(flow, "ChartLoose" if is_last else "Chart"), run)
    flow.is_kept = was_kept or bool(chart.summary)
    if chart.caption:
        flow.bookmark(chart.anchor)
        style_id = "Caption"
        if chart.summary:
            style_id = stylesheet.derive(style_id, StyleChange(after=0))
        add_inlines(flow, style_id, chart.caption)
    flow.is_kept = was_kept
    if chart.summary:
        add_text(flow, container.style_id(flow, ParagraphRole.NOTE), chart.summary)
        flow.ensure_space_after(flow.context.style.table.space_after)


def _chart_run(flow: FlowWriter, chart: Chart, width: int) -> str:
    """Return the run of a chart. Units: `width` in twips."""
    language = with_region(flow.context.language)
    context = drawing_context(flow.context.style, flow.context.faces, width)
    match chart:
        case LineChart():
            plot = LinePlot(chart, context)
            size = (context.width, plot.height)
            return _native_chart(flow, chart, size, line_chart_parts(plot, language))
        case BarChart():
            bars = Bars(chart, context)
            size = (context.width, bars.height)
            return _native_chart(flow, chart, size, bar_chart_parts(bars, language))
        case TimelineChart():
            return group_of_shapes(flow, draw_chart(chart, context), context, chart.alternative)
        case _:
            assert_never(chart)


def _native_chart(
    flow: FlowWriter, chart: Chart, size: tuple[float, float], parts: ChartParts
) -> str:
    """Return the run of a native chart. Units: `size` in points."""
    number = flow.context.next_drawing()
    relation = flow.chart_id(parts)
    width, height = (Length.from_pt(side).emu for side in size)
    name = f"Chart {number}"
    properties = drawing_properties(number, name, chart.alternative.strip() or name)
    chart_xml = f'<c:chart xmlns:c="{C}" r:id="{relation}"/>'
    graphic = f'<a:graphicData uri="{C}">{chart_xml}</a:graphicData>'
    return f"<w:r>{inline_drawing((width, height), properties, graphic)}</w:r>"


def write_figure_row(flow: FlowWriter, block: FigureRow, container: Container) -> None:
    """Write pictures or charts side by side, in the cells of a table without rules."""
    count = len(block.figures)
    if not count:
        return
    padding = 4 * flow.context.style.table.padding_x.twips
    widths = [container.width // count] * count
    widths[-1] += container.width - sum(widths)
    frame = TableFrame(
        style_id=FIGURES,
        widths=widths,
        indent=container.depth * flow.context.style.indent.twips,
        description=", ".join(filter(None, map(_name, block.figures))),
    )
    with table(flow, frame):
        contents = []
        for width, figure in zip(widths, block.figures, strict=True):
            inner = Container(width=max(width - padding, padding), kind=ContainerKind.CELL)
            with flow.nested():
                if isinstance(figure, Figure):
                    write_figure(flow, figure, inner, is_full_width=True)
                else:
                    write_chart(flow, figure, inner)
                flow.end()
                contents.append(flow.xml())
        flow.parts.append(row_xml(map(cell_xml, widths, contents)))


def _name(figure: Figure | LineChart | BarChart) -> str:
    return figure.alternative if isinstance(figure, Figure) else figure.title

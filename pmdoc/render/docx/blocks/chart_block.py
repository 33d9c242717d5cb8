"""Charts in the flow of text: native charts with their workbook, and the timeline as shapes.

In → Out: a chart and its place in, paragraphs written to a story out.
Must not: decide where anything on a chart goes; `render.drawing` does.
Source: ECMA-376 part 1, 20.4.2.8 (inline) and 21.2.2.26 (chart).
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.chart import BarChart, Chart, LineChart, TimelineChart
from pmdoc.model.document import Figure, FigureRow, ParagraphRole
from pmdoc.model.length import Length
from pmdoc.render.charts import Bars, DrawingContext, LinePlot, draw_chart
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.images import write_figure
from pmdoc.render.docx.blocks.inlines import write_inlines, write_text
from pmdoc.render.docx.blocks.shapes import group_of_shapes
from pmdoc.render.docx.blocks.tables import TableFrame, open_cell, open_table
from pmdoc.render.docx.charts.bar_chart import bar_chart_parts
from pmdoc.render.docx.charts.chart_text import chart_kit
from pmdoc.render.docx.charts.chart_xml import C, ChartParts
from pmdoc.render.docx.charts.line_chart import line_chart_parts
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import attribute
from pmdoc.render.docx.styles.proofing_language import with_region
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import FIGURES

_LONGEST_DESCRIPTION = 2000


def write_chart(story: FlowWriter, chart: Chart, place: Container) -> None:
    """Write a chart's title, the chart, its caption and its numbers."""
    sheet, is_kept = story.book.sheet, story.is_kept
    title = place.style_id(story, ParagraphRole.LABEL)
    if not chart.caption:
        story.mark(chart.anchor)
    around = sheet.around(title)
    words = write_text(story, chart.title, around)
    story.add_paragraph(sheet.derive(title, StyleChange(is_kept=True)), words)
    kit = chart_kit(story.book.style, story.book.faces, place.width)
    run, _ = _drawing(story, chart, kit)
    has_more = bool(chart.caption or chart.summary)
    style_id = "Chart" if has_more or place.kind is ContainerKind.CELL else "ChartLoose"
    if place.depth:
        indent = place.depth * story.book.style.indent.twips
        style_id = sheet.derive(style_id, StyleChange(indent=indent))
    story.add_paragraph(style_id, run)
    story.is_kept = is_kept or bool(chart.summary)
    if chart.caption:
        story.mark(chart.anchor)
        gap = StyleChange(after=0) if chart.summary else None
        caption = sheet.derive("Caption", gap) if gap else "Caption"
        story.add_paragraph(caption, write_inlines(story, chart.caption, sheet.around(caption)))
    story.is_kept = is_kept
    if chart.summary:
        note = place.style_id(story, ParagraphRole.NOTE)
        story.add_paragraph(note, write_text(story, chart.summary, sheet.around(note)))
        story.leave_space(story.book.style.table.space_after)


def _drawing(story: FlowWriter, chart: Chart, kit: DrawingContext) -> tuple[str, float]:
    """Return the run of a chart and its height. Units: points."""
    language = with_region(story.book.language)
    match chart:
        case LineChart():
            plot = LinePlot(chart, kit)
            return _native(story, chart, kit, line_chart_parts(plot, language), plot.height)
        case BarChart():
            bars = Bars(chart, kit)
            return _native(story, chart, kit, bar_chart_parts(bars, language), bars.height)
        case TimelineChart():
            drawing = draw_chart(chart, kit)
            return group_of_shapes(story, drawing, kit, chart.alternative), drawing.height
        case _:
            assert_never(chart)


def _native(
    story: FlowWriter, chart: Chart, kit: DrawingContext, parts: ChartParts, height: float
) -> tuple[str, float]:
    number = story.book.next_drawing()
    relation = story.chart_id(parts)
    across, down = Length.from_pt(kit.width).emu, Length.from_pt(height).emu
    name = f"Chart {number}"
    words = attribute(chart.alternative.strip()[:_LONGEST_DESCRIPTION]) or name
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{words}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    ), height


def write_figure_row(story: FlowWriter, block: FigureRow, place: Container) -> None:
    """Write pictures or charts side by side, in the cells of a table without rules."""
    count = len(block.figures)
    if not count:
        return
    padding = 4 * story.book.style.table.padding_x.twips
    widths = [place.width // count] * count
    widths[-1] += place.width - sum(widths)
    frame = TableFrame(
        style_id=FIGURES,
        widths=widths,
        indent=place.depth * story.book.style.indent.twips,
        description=", ".join(filter(None, map(_name, block.figures))),
    )
    story.begin_table()
    cells = []
    for width, figure in zip(widths, block.figures, strict=True):
        inner = Container(width=max(width - padding, padding), kind=ContainerKind.CELL)
        with story.inside() as parts:
            if isinstance(figure, Figure):
                write_figure(story, figure, inner, is_whole=True)
            else:
                write_chart(story, figure, inner)
            story.end()
            cells.append(f"{open_cell(width)}{''.join(parts)}</w:tc>")
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    story.parts.append(f"{open_table(story, frame)}{row}</w:tbl>")
    story.end_table()


def _name(figure: Figure | LineChart | BarChart) -> str:
    return figure.alternative if isinstance(figure, Figure) else figure.title

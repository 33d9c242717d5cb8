"""Write a drawing as a group of shapes, for what no native chart can show.

In → Out: a `Drawing` in; the run of one group out, its words in text boxes.
Must not: place anything; the drawing says where its marks are.
Source: [MS-ODRAWXML] 2.3 (wps, wpg), which Word has known since 2010; ECMA-376 part 3, 9.3
(AlternateContent), 20.1.9.8 (custGeom), 17.17.1 (txbxContent).
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.document import Align
from pmdoc.model.length import Length
from pmdoc.render.charts import Dot, Drawing, DrawingContext, Label, Mark, Rectangle, Stroke
from pmdoc.render.docx.blocks.decorations import WPS, drawing_properties, inline_drawing
from pmdoc.render.docx.blocks.inlines import write_text
from pmdoc.render.docx.charts.chart_xml import NO_FILL, NO_LINE, fill, line
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import MC
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.style.style import Style

_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_SHARE_LEFT = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}
"""The share of a label's width that is to the left of its anchor point."""
_SLACK = 1.06
"""How much wider than its words a text box is: word processors round the width of each letter."""


def group_of_shapes(
    flow: FlowWriter, drawing: Drawing, context: DrawingContext, description: str
) -> str:
    """Return the run of a drawing that is in line with the text."""
    number = flow.context.next_drawing()
    width, height = _emu(drawing.width), _emu(drawing.height)
    shapes = "".join(_shape(flow, mark, context) for mark in drawing.marks)
    name, extent = f"Drawing {number}", f'cx="{width}" cy="{height}"'
    graphic = (
        f'<a:graphicData uri="{_WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm>'
        f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData>"
    )
    properties = drawing_properties(number, name, description.strip() or name)
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:wpg="{_WPG}" '
        f'xmlns:wps="{WPS}" Requires="wpg">{inline_drawing((width, height), properties, graphic)}'
        "</mc:Choice></mc:AlternateContent></w:r>"
    )


def _shape(flow: FlowWriter, mark: Mark, context: DrawingContext) -> str:
    style = context.style
    match mark:
        case Rectangle():
            box = (mark.x, mark.y, mark.width, mark.height)
            look = _fill_and_edge(mark.fill, mark.edge, mark.thickness, style)
            return _framed(flow, box, "rect", look)
        case Dot():
            side = 2 * mark.radius
            box = (mark.x - mark.radius, mark.y - mark.radius, side, side)
            return _framed(flow, box, "ellipse", _fill_and_edge(mark.fill, mark.edge, 1.0, style))
        case Stroke():
            (x, y), (end_x, end_y) = mark.points[0], mark.points[-1]
            box = (min(x, end_x), min(y, end_y), abs(end_x - x), abs(end_y - y))
            drawn = line(mark.color, Length.from_pt(mark.thickness), style, mark.dash)
            return _framed(flow, box, "line", f"{NO_FILL}{drawn}")
        case Label():
            return _label(flow, mark, context)
        case _:
            assert_never(mark)


def _fill_and_edge(color: str, edge: str, thickness: float, style: Style) -> str:
    filled = fill(color, style) if color else NO_FILL
    return filled + (line(edge, Length.from_pt(thickness), style) if edge else NO_LINE)


def _label(flow: FlowWriter, label: Label, context: DrawingContext) -> str:
    width = context.measure(label.text, label.look) * _SLACK + 1
    height = label.look.leading.pt
    # the middle of a line is a little above its baseline
    top = label.y - context.drop - height / 2
    box = (label.x - _SHARE_LEFT[label.align] * width, top, width, height)
    style_id = "ChartLabelStrong" if label.look.bold else "ChartLabel"
    stylesheet = flow.context.stylesheet
    if flow.context.is_right_to_left:  # each box begins where its words do
        style_id = stylesheet.derive(style_id, StyleChange(align=Align.END))
    runs = write_text(flow, label.text, stylesheet.paragraph_context(style_id))
    paragraph = PendingParagraph(style_id, runs)
    content = f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>"
    return _framed(flow, box, "rect", f"{NO_FILL}{NO_LINE}", content)


def _framed(
    flow: FlowWriter,
    box: tuple[float, float, float, float],
    geometry: str,
    look: str,
    content: str = "",
) -> str:
    """Return a shape. Shape: `box` is left, top, width and height. Units: points."""
    x, y, width, height = (_emu(length) for length in box)
    number = flow.context.next_drawing()
    kind = '<wps:cNvSpPr txBox="1"/>' if content else "<wps:cNvSpPr/>"
    body = (
        '<wps:bodyPr rot="0" vert="horz" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" '
        'anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
        if content
        else "<wps:bodyPr/>"
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/>{kind}<wps:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{content}{body}'
        "</wps:wsp>"
    )


def _emu(points: float) -> int:
    return Length.from_pt(max(points, 0.0)).emu

"""A drawing as a group of shapes, for what no type of chart can show.

In → Out: a `Drawing` in, the run of one group out, its words in text boxes.
Must not: place anything.
Source: [MS-ODRAWXML] 2.3 (wps, wpg), which Word has known since 2010; ECMA-376 part 3, 9.3
(AlternateContent), 20.1.9.8 (custGeom), 17.17.1 (txbxContent).
"""

from __future__ import annotations

from typing import assert_never

from pmdoc.model.document import Align
from pmdoc.model.length import Length
from pmdoc.render.charts import Dot, Drawing, DrawingContext, Label, Mark, Rectangle, Stroke
from pmdoc.render.docx.blocks.inlines import write_text
from pmdoc.render.docx.charts.chart_xml import NO_FILL, NO_LINE, fill, line
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import attribute
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.style.style import Style

WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LONGEST_DESCRIPTION = 2000
_SHARE = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}
_SLACK = 1.06
"""Text boxes are so much wider than their words: word processors round each letter."""


def group_of_shapes(
    story: FlowWriter, drawing: Drawing, kit: DrawingContext, description: str
) -> str:
    """Return the run of a drawing that stands in the line of text."""
    number = story.book.next_drawing()
    across, down = _emu(drawing.width), _emu(drawing.height)
    shapes = "".join(_shape(story, mark, kit) for mark in drawing.marks)
    name = f"Drawing {number}"
    words = attribute(description.strip()[:_LONGEST_DESCRIPTION]) or name
    size = f'<a:ext cx="{across}" cy="{down}"/>'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:wpg="{WPG}" '
        f'xmlns:wps="{WPS}" Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{words}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/>{size}<a:chOff x="0" y="0"/>'
        f"{size.replace('a:ext', 'a:chExt')}</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
        "</w:r>"
    )


def _shape(story: FlowWriter, mark: Mark, kit: DrawingContext) -> str:
    style = kit.style
    match mark:
        case Rectangle():
            box = (mark.x, mark.y, mark.width, mark.height)
            return _framed(story, box, "rect", _ground(mark.fill, mark.edge, mark.thickness, style))
        case Dot():
            side = 2 * mark.radius
            box = (mark.x - mark.radius, mark.y - mark.radius, side, side)
            return _framed(story, box, "ellipse", _ground(mark.fill, mark.edge, 1.0, style))
        case Stroke():
            (x, y), (end_x, end_y) = mark.points[0], mark.points[-1]
            box = (min(x, end_x), min(y, end_y), abs(end_x - x), abs(end_y - y))
            drawn = line(mark.color, Length.from_pt(mark.thickness), style, mark.dash)
            return _framed(story, box, "line", f"{NO_FILL}{drawn}")
        case Label():
            return _label(story, mark, kit)
        case _:
            assert_never(mark)


def _ground(ground: str, edge: str, thickness: float, style: Style) -> str:
    inner = fill(ground, style) if ground else NO_FILL
    return inner + (line(edge, Length.from_pt(thickness), style) if edge else NO_LINE)


def _label(story: FlowWriter, label: Label, kit: DrawingContext) -> str:
    wide = kit.measure(label.text, label.look) * _SLACK + 1
    high = label.look.leading.pt
    # the middle of a line stands a little above its baseline
    top = label.y - kit.drop - high / 2
    box = (label.x - _SHARE[label.align] * wide, top, wide, high)
    style_id = "ChartLabelStrong" if label.look.bold else "ChartLabel"
    if story.book.is_right_to_left:  # each box begins where its words do
        style_id = story.book.sheet.derive(style_id, StyleChange(align=Align.END))
    around = story.book.sheet.around(style_id)
    runs = write_text(story, label.text, around)
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{runs}</w:p>'
    content = f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>"
    return _framed(story, box, "rect", f"{NO_FILL}{NO_LINE}", content)


def _framed(
    story: FlowWriter,
    box: tuple[float, float, float, float],
    form: str,
    look: str,
    content: str = "",
) -> str:
    x, y, wide, high = (_emu(length) for length in box)
    number = story.book.next_drawing()
    kind = '<wps:cNvSpPr txBox="1"/>' if content else "<wps:cNvSpPr/>"
    body = (
        '<wps:bodyPr rot="0" vert="horz" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" '
        'anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
        if content
        else "<wps:bodyPr/>"
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/>{kind}<wps:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{content}{body}'
        "</wps:wsp>"
    )


def _emu(points: float) -> int:
    return Length.from_pt(max(points, 0.0)).emu

"""Write decorative shapes, and the mark that makes screen readers skip a drawing.

In → Out: a size and a colour in, the run of a shape out.
Must not: carry a word, or have a paragraph to itself.
Source: ECMA-376 part 1, 20.4.2.3 (anchor) and 20.4.2.5 (docPr); [MS-ODRAWXML] 2.3 (wps);
[MS-DOCX] 2.4 and the schema `2017/decorative`, which Office has known since 2019.
"""

from __future__ import annotations

from pmdoc.model.length import NO_LENGTH, Length
from pmdoc.render.docx.charts.chart_xml import NO_LINE, fill
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import MC, attribute

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_LONGEST_DESCRIPTION = 2000
_AT_RIGHT = "\n<wp:align>right</wp:align>\n"


def inline_drawing(size: tuple[int, int], properties: str, graphic: str, frame: str = "") -> str:
    """Return a drawing that is in line with the text. Units: `size` in EMU. Source: 20.4.2.8.

    Shape: `properties` are `drawing_properties`, `graphic` is a `graphicData` element.
    """
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>{properties}'
        f"{frame or '<wp:cNvGraphicFramePr/>'}<a:graphic>{graphic}</a:graphic>"
        "</wp:inline></w:drawing>"
    )


def drawing_properties(number: int, name: str, description: str = "") -> str:
    """Return the name and description of a drawing; without a description it is decorative.

    Source: 20.4.2.5.
    """
    text = attribute(description.strip()[:_LONGEST_DESCRIPTION])
    if text:
        return f'<wp:docPr id="{number}" name="{name}" descr="{text}"/>'
    return f'<wp:docPr id="{number}" name="{name}" descr="">{decorative_extension()}</wp:docPr>'


def decorative_extension(namespaces: str = "") -> str:
    """Return the element that marks a drawing as decorative.

    Shape: `namespaces` declares the prefix `a`, if the element is parsed by itself.
    """
    return (
        f'<a:extLst{namespaces}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst>'
    )


def bar_above(flow: FlowWriter, size: tuple[Length, Length], above: Length, below: Length) -> str:
    """Return the run of a bar in the accent colour above the words of its own paragraph.

    The bar is `above` below the paragraph's upper edge, and the words begin `below` under the bar:
    no empty paragraph is needed, and none is left behind if somebody moves the title.
    Shape: `size` is width and height.
    """
    width, height = size
    context = flow.context
    number = context.next_drawing()
    # Programs disagree on the side that an offset counts from in text from right to left.
    horizontal = _AT_RIGHT if context.is_right_to_left else _offset(NO_LENGTH)
    extent = f'cx="{width.emu}" cy="{height.emu}"'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:wps="{WPS}" Requires="wps">'
        f'<w:drawing><wp:anchor distT="{above.emu}" distB="{below.emu}" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column">{horizontal}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph">{_offset(above)}</wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        f"{drawing_properties(number, f'Bar {number}')}<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill(context.accent, context.style)}{NO_LINE}</wps:spPr><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
        "</w:r>"
    )


def _offset(length: Length) -> str:
    """Return a distance, which is the text of an element, on a line of its own.

    Programs that extract text by dropping tags would otherwise join it with the first word.
    """
    return f"\n<wp:posOffset>{length.emu}</wp:posOffset>\n"

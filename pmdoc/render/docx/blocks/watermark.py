"""Write a watermark: a word behind the text of every page, such as "Draft".

In → Out: the word and the document's context in, the run of a VML shape out.
Must not: cover the text, or be text that is copied with it.
Source: ECMA-376 part 4, 19.1 (VML: shape, textpath); Word's own watermarks are made the same way.
"""

from __future__ import annotations

from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.ooxml.xml import attribute
from pmdoc.style.style import TextRole

_WIDTH_SHARE = 0.85
"""The share of the text width that the word takes."""
_CAPITAL_HEIGHT = 0.72
"""The height of capitals as a share of the type size."""
_NAME = "PowerPlusWaterMarkObject"
"""Word and LibreOffice recognise a watermark by this name, to change or remove it."""
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>'
    '</v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def watermark(words: str, context: DocumentContext) -> str:
    """Return the run of the shape, which belongs in the header; "" if there are no words."""
    words = words.strip()
    if not words:
        return ""
    style = context.style
    look = style.text[TextRole.TITLE]
    natural = context.faces.width(words, look) / 20 / look.size.pt
    width = style.page.text_width.pt * _WIDTH_SHARE
    height = min(width * _CAPITAL_HEIGHT / max(natural, 0.1), width / 2)
    safe = attribute(words)
    family = attribute(look.family)
    position = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.1f}pt;height:{height:.1f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    number = context.next_drawing()
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}<v:shape id="{_NAME}{number}" '
        f'o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="{safe}" style="{position}" '
        f'o:allowincell="f" fillcolor="{style.rule}" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{family}&quot;;font-size:1pt" string="{safe}"/>'
        "</v:shape></w:pict></w:r>"
    )

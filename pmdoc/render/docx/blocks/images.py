"""Write pictures as drawings, with their size, description and relationship.

In → Out: an `Image` and the space for it in, a `w:drawing` out.
Must not: name a file, repeat an id, or let a picture be higher than a page.
Source: ECMA-376 part 1, 20.4.2.8 (inline), 20.2.2.5 (pic) and 20.4.2.5 (docPr).
"""

from __future__ import annotations

from pmdoc.model.document import Figure, Image
from pmdoc.model.length import Length
from pmdoc.render.docx.blocks.container import Container
from pmdoc.render.docx.blocks.decorations import drawing_properties, inline_drawing
from pmdoc.render.docx.blocks.inlines import add_inlines
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import PIC
from pmdoc.style.style import TextRole

_NO_DESCRIPTION = "Picture"
_EMU_PER_TWIP = 635


def fit_picture(image: Image, width: Length, most_height: Length) -> tuple[int, int]:
    """Return width and height of a picture on the page. Units: EMU, at least one each."""
    across, down = max(image.width_px, 1), max(image.height_px, 1)
    height = width * down // across
    if height > most_height:
        return max(most_height * across // down, 1), int(most_height)
    return max(int(width), 1), max(height, 1)


def write_picture(flow: FlowWriter, image: Image, size: tuple[int, int], description: str) -> str:
    """Return the run of a picture in line with the text; without a description it is decorative.

    Units: `size` in EMU.
    """
    number = flow.context.next_drawing()
    relation = flow.picture_id(image)
    name, (width, height) = f"Picture {number}", size
    graphic = (
        f'<a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )
    locks = '<a:graphicFrameLocks noChangeAspect="1"/>'
    frame = f"<wp:cNvGraphicFramePr>{locks}</wp:cNvGraphicFramePr>"
    properties = drawing_properties(number, name, description)
    return f"<w:r>{inline_drawing(size, properties, graphic, frame)}</w:r>"


def write_figure(
    flow: FlowWriter, block: Figure, container: Container, *, is_full_width: bool = False
) -> None:
    """Write a picture and its caption, at the share of the width it asks for or the full width."""
    share = 1.0 if is_full_width else min(max(block.width, 0.01), 1.0)
    page, caption = flow.context.style.page, flow.context.style.text[TextRole.CAPTION]
    page_height = page.height - page.top - page.bottom
    caption_height = 4 * caption.leading + caption.space_before + caption.space_after
    most_height = Length(max(page_height - caption_height, page_height // 2))
    width = Length(round(container.width * _EMU_PER_TWIP * share))
    size = fit_picture(block.image, width, most_height)
    # without any description a picture is named, so that screen readers do not skip it
    description = "" if block.is_decorative else block.alternative.strip() or _NO_DESCRIPTION
    style_id = container.indented(flow, "Figure" if block.caption else "FigureLoose")
    if not block.caption:
        flow.bookmark(block.anchor)
    flow.add_paragraph(style_id, write_picture(flow, block.image, size, description))
    if block.caption:
        flow.bookmark(block.anchor)
        add_inlines(flow, "Caption", block.caption)

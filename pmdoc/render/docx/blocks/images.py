"""Pictures as drawings: their size on the page, their description, and their place in the package.

In → Out: an `Image` and the space for it in, a `w:drawing` out.
Must not: name a file, repeat an id, or let a picture be higher than a page.
Source: ECMA-376 part 1, 20.4.2.8 (inline), 20.2.2.5 (pic) and 20.4.2.5 (docPr).
"""

from __future__ import annotations

from pmdoc.model.document import Figure, Image
from pmdoc.model.length import Length
from pmdoc.render.docx.blocks.container import Container
from pmdoc.render.docx.blocks.decorations import drawing_properties
from pmdoc.render.docx.blocks.inlines import write_inlines
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import PIC, attribute
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.style.style import TextRole

_LONGEST_DESCRIPTION = 2000
_NO_WORDS = "Picture"


def fit_picture(image: Image, width: Length, most_height: Length) -> tuple[int, int]:
    """Return width and height of a picture on the page. Units: EMU, at least one each."""
    across, down = max(image.width_px, 1), max(image.height_px, 1)
    height = width * down // across
    if height > most_height:
        return max(most_height * across // down, 1), int(most_height)
    return max(int(width), 1), max(height, 1)


def write_picture(story: FlowWriter, image: Image, size: tuple[int, int], description: str) -> str:
    """Return the run of a picture that stands in the line of text.

    Without a description it is an ornament.
    """
    number = story.book.next_drawing()
    relation = story.picture_id(image)
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    name = f"Picture {number}"
    words = attribute(description.strip()[:_LONGEST_DESCRIPTION])
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/>{drawing_properties(number, name, words)}"
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        f"</a:graphic></wp:inline></w:drawing></w:r>"
    )


def write_figure(
    story: FlowWriter, block: Figure, place: Container, *, is_whole: bool = False
) -> None:
    """Write a picture and its caption; `is_whole` fills the place, whatever share it asks for."""
    share = 1.0 if is_whole else min(max(block.width, 0.01), 1.0)
    page, look = story.book.style.page, story.book.style.text[TextRole.CAPTION]
    room = page.height - page.top - page.bottom
    caption_room = 4 * look.leading + look.space_before + look.space_after
    width = Length(round(place.width * 635 * share))
    size = fit_picture(block.image, width, Length(max(room - caption_room, room // 2)))
    style_id = "Figure" if block.caption else "FigureLoose"
    if place.depth:
        indent = place.depth * story.book.style.indent.twips
        style_id = story.book.sheet.derive(style_id, StyleChange(indent=indent))
    if not block.caption:
        story.mark(block.anchor)
    # What is no ornament keeps a place in the reading order, if only by the name of a picture.
    words = "" if block.is_decorative else block.alternative.strip() or _NO_WORDS
    story.add_paragraph(style_id, write_picture(story, block.image, size, words))
    if block.caption:
        story.mark(block.anchor)
        around = story.book.sheet.around("Caption")
        story.add_paragraph("Caption", write_inlines(story, block.caption, around))

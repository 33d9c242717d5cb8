"""The lines of a house's letterhead in a header or footer of ours.

In → Out: what a letterhead says on some pages, and our story, in; XML to stand beside ours out.
Must not: judge what may be carried (see `letterhead`), or let an id or a style's name collide.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from lxml import etree

from pmdoc.model.document import Image
from pmdoc.render.docx.blocks.decorations import decorative_mark
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import A, R, W
from pmdoc.render.docx.styles.stylesheet import SEPARATOR
from pmdoc.render.docx.template.letterhead import LetterheadPart
from pmdoc.render.docx.template.template_lists import shift_lists

_DRAWING_IDS = ("{*}docPr", "{*}cNvPr")
_STYLE = re.compile('(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)"')


def carry(running: LetterheadPart, story: FlowWriter) -> str:
    """Return the lines, their pictures and links tied to the story's part."""
    lines = []
    for block in running.blocks:
        made = copy.deepcopy(block)
        for blip in made.iter(f"{{{A}}}blip"):
            data = running.pictures[str(blip.get(f"{{{R}}}embed"))]
            image = Image(data=data, media_type="", width_px=1, height_px=1)
            blip.set(f"{{{R}}}embed", story.picture_id(image))
        for link in made.iter(f"{{{W}}}hyperlink"):
            relation = link.get(f"{{{R}}}id")
            if relation is not None:
                link.set(f"{{{R}}}id", story.link_id(running.links[str(relation)]))
        for drawing in made.iter(*_DRAWING_IDS):
            _name(drawing, story.book.next_drawing())
        shift_lists(made)
        lines.append(etree.tostring(made, encoding="unicode"))
    if running.blocks[-1].tag == f"{{{W}}}tbl":  # a header or footer ends in a paragraph
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="{SEPARATOR}"/></w:pPr></w:p>')
    return "".join(lines)


def _name(drawing: etree._Element, number: int) -> None:
    """Number a drawing and name it anew: files are often called after somebody's computer.

    What its author did not describe is taken for an ornament of the house.
    """
    words = str(drawing.get("descr", "")).strip()
    drawing.attrib.clear()
    drawing.set("id", str(number))
    drawing.set("name", f"Letterhead {number}")
    if etree.QName(drawing).localname != "docPr":
        return
    drawing.set("descr", words)
    for old in list(drawing):
        drawing.remove(old)
    if not words:
        drawing.append(etree.fromstring(decorative_mark()))


def with_styles(lines: str, ids: Mapping[str, str]) -> str:
    """Return lines whose styles are called as in the report."""
    return _STYLE.sub(lambda found: f'{found[1]}{ids.get(found[2], found[2])}"', lines)

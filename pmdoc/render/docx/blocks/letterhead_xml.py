"""Write a template's letterhead into a header or footer.

In → Out: the letterhead of some pages and the flow of our header or footer in; XML for it out.
Must not: decide what a letterhead may contain (see `template.letterhead`), or let ids collide.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from pmdoc.model.document import Image
from pmdoc.render.docx.blocks.decorations import decorative_extension
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import A, R, W
from pmdoc.render.docx.styles.stylesheet import SEPARATOR
from pmdoc.render.docx.template.letterhead import LetterheadPart
from pmdoc.render.docx.template.template_lists import renumber_lists

_DRAWING_IDS = ("{*}docPr", "{*}cNvPr")
_STYLE_REFERENCES = tuple(f"{{{W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle"))


def copy_letterhead(part: LetterheadPart, flow: FlowWriter) -> list[etree._Element]:
    """Return a copy of the letterhead whose pictures, links and ids belong to the flow's part."""
    blocks = [copy.deepcopy(block) for block in part.blocks]
    for block in blocks:
        for blip in block.iter(f"{{{A}}}blip"):
            data = part.pictures[str(blip.get(f"{{{R}}}embed"))]
            image = Image(data=data, media_type="", width_px=1, height_px=1)
            blip.set(f"{{{R}}}embed", flow.picture_id(image))
        for link in block.iter(f"{{{W}}}hyperlink"):
            relation = link.get(f"{{{R}}}id")
            if relation is not None:
                link.set(f"{{{R}}}id", flow.link_id(part.links[str(relation)]))
        for drawing in block.iter(*_DRAWING_IDS):
            _rename_drawing(drawing, flow.context.next_drawing())
        renumber_lists(block)
    return blocks


def letterhead_xml(blocks: list[etree._Element], style_ids: Mapping[str, str]) -> str:
    """Return the XML of a copied letterhead.

    Shape: `style_ids` maps the template's style ids to those that its styles have in the report.
    """
    for block in blocks:
        for reference in block.iter(*_STYLE_REFERENCES):
            old = str(reference.get(f"{{{W}}}val"))
            reference.set(f"{{{W}}}val", style_ids.get(old, old))
    xml = "".join(etree.tostring(block, encoding="unicode") for block in blocks)
    if blocks[-1].tag == f"{{{W}}}tbl":  # a header or footer ends in a paragraph
        xml += str(PendingParagraph(SEPARATOR))
    return xml


def _rename_drawing(drawing: etree._Element, number: int) -> None:
    """Assign a new id and name to a drawing, as file names often reveal who made it.

    A drawing without a description is marked as decorative.
    """
    description = str(drawing.get("descr", "")).strip()
    drawing.attrib.clear()
    drawing.set("id", str(number))
    drawing.set("name", f"Letterhead {number}")
    if etree.QName(drawing).localname != "docPr":
        return
    drawing.set("descr", description)
    for old in list(drawing):
        drawing.remove(old)
    if not description:
        drawing.append(etree.fromstring(decorative_extension(f' xmlns:a="{A}"')))

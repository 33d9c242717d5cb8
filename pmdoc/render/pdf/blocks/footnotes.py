"""A footnote's box: its number beside its words, with lists, code and what else it holds below.

In → Out: a footnote in, a box with its Note element out.
Must not: choose the page that the footnote goes on.
Source: ISO 32000-1, 14.8.4.4.1 (Note); ISO 14289-1, 7.9 (each has an identifier).
"""

from __future__ import annotations

from itertools import pairwise

from pmdoc.model.document import Block, Paragraph
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, MarkerBox
from pmdoc.render.pdf.text.runs import FootnoteEntry
from pmdoc.style.style import TextRole


def footnote_box(builder: BoxBuilder, note: FootnoteEntry) -> AnchoredBox:
    """Return a footnote's box, and give the footnote its structure element."""
    look = builder.style.text[TextRole.NOTE]
    element = note.element = Element("Note")
    element.name = note.anchor
    marker = builder.plain_text_box(f"{note.number}", look, element.child("Lbl"))
    gap = look.leading.pt / 5
    blocks: tuple[Block, ...] = note.blocks or (Paragraph(()),)
    boxes = builder.build(blocks, BlockContext(parent=element, role=TextRole.NOTE))
    for above, below in pairwise(boxes):
        above.after, below.before = gap, min(below.before, gap)
    boxes[0].before, boxes[-1].after = 0.0, gap
    indent = marker.extent()[0] + look.size.pt / 2
    box = MarkerBox(marker, StackBox(boxes), indent)
    box.before, box.after = 0.0, gap
    return AnchoredBox(box, note.anchor)

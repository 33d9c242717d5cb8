"""A footnote's box: its number beside its words.

In → Out: a footnote in, a box with its Note element out.
Must not: choose the page that the footnote goes on.
Source: ISO 32000-1, 14.8.4.4.1 (Note); ISO 14289-1, 7.9 (each has an identifier).
"""

from __future__ import annotations

from pmdoc.model.document import Text
from pmdoc.render.pdf.blocks.builder import BoxBuilder
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, MarkerBox
from pmdoc.render.pdf.text.runs import FootnoteEntry
from pmdoc.style.style import TextRole


def footnote_box(builder: BoxBuilder, note: FootnoteEntry) -> AnchoredBox:
    """Return a footnote's box, and give the footnote its structure element."""
    look = builder.style.text[TextRole.NOTE]
    element = note.element = Element("Note")
    element.name = note.anchor
    marker = builder.plain_text_box(f"{note.number}", look, element.child("Lbl"))
    words = builder.text_box(note.children or (Text(""),), look, element.child("P"))
    words.before = 0.0
    words.after = look.leading.pt / 5
    indent = marker.extent()[0] + look.size.pt / 2
    return AnchoredBox(MarkerBox(marker, words, indent), note.anchor)

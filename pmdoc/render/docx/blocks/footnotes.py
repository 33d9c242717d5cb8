"""The footnotes part. Word numbers its notes and sets them at the foot of the page.

In → Out: the flow of a document's footnotes in, `word/footnotes.xml` out.
Must not: number a note; Word does, in the order of the references.
Source: ECMA-376 part 1, 17.11.15 (footnotes), 17.11.23 (separator), 17.11.1 and 17.11.9.
"""

from __future__ import annotations

from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION

_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def footnotes_part(footnotes: FlowWriter) -> bytes:
    """Return the part: the two separators that every document has, then the notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"{PendingParagraph('FootnoteText', f'<w:r><w:{kind}/></w:r>')}</w:footnote>"
        for kind, number in _SEPARATORS
    )
    opening = f"{XML_DECLARATION}<w:footnotes {STORY_NAMESPACES}>"
    return f"{opening}{separators}{footnotes.xml()}</w:footnotes>".encode()


def footnote_settings() -> str:
    """Return the entry of the settings that names the two separators. Source: 17.11.13."""
    separators = "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
    return f"<w:footnotePr>{separators}</w:footnotePr>"

"""The part of the footnotes: Word's own, which it numbers and sets at the foot of the page.

In → Out: the story of a document's notes in, `word/footnotes.xml` out.
Must not: number a note; Word does, in the order of the marks.
Source: ECMA-376 part 1, 17.11.15 (footnotes), 17.11.23 (separator), 17.11.1 and 17.11.9.
"""

from __future__ import annotations

from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION

_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def footnotes_part(notes: FlowWriter) -> bytes:
    """Return the part: the two rules that every document has, then the notes."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle '
        f'w:val="FootnoteText"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in _SEPARATORS
    )
    body = "".join(notes.parts)
    opening = f"{XML_DECLARATION}<w:footnotes {STORY_NAMESPACES}>"
    return f"{opening}{rules}{body}</w:footnotes>".encode()


def footnote_settings() -> str:
    """Return the entry of the settings that names the two rules. Source: 17.11.13."""
    rules = "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
    return f"<w:footnotePr>{rules}</w:footnotePr>"

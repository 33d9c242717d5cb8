"""The footnotes part. Word numbers its notes and sets them at the foot of the page.

In → Out: a document's footnotes in, their flow and `word/footnotes.xml` out.
Must not: number a note; Word does, in the order of the references.
Source: ECMA-376 part 1, 17.11.15 (footnotes), 17.11.23 (separator), 17.11.1 and 17.11.9.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.model.document import Footnote, Inline, Paragraph
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.dispatch import write_blocks
from pmdoc.render.docx.blocks.inlines import write_inlines
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION, run, text_elements
from pmdoc.render.docx.styles.character_style import NOTE_MARK, NOWHERE

_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
_STYLE = "FootnoteText"


def write_footnotes(context: DocumentContext, footnotes: Iterable[Footnote]) -> FlowWriter:
    """Write the notes, each as a `w:footnote`. Source: 17.11.10."""
    flow = FlowWriter(context)
    for number, footnote in enumerate(footnotes, 1):
        with flow.nested():
            _write_footnote(flow, footnote)
            note = flow.xml()
        flow.parts.append(f'<w:footnote w:id="{number}">{note}</w:footnote>')
    return flow


def _write_footnote(flow: FlowWriter, footnote: Footnote) -> None:
    stylesheet, blocks = flow.context.stylesheet, footnote.blocks
    words: tuple[Inline, ...] = ()
    if blocks and isinstance(blocks[0], Paragraph):
        words, blocks = blocks[0].children, blocks[1:]
    style_id = stylesheet.characters.style_id((NOTE_MARK,), NOWHERE)
    mark = run("<w:footnoteRef/>", style_id) + run(text_elements(" "))
    runs = write_inlines(flow, words, stylesheet.paragraph_context(_STYLE))
    flow.add_paragraph(_STYLE, mark + runs)
    width = flow.context.style.page.text_width.twips
    container = Container(
        width=width, kind=ContainerKind.CELL, cell_style=_STYLE, list_style=_STYLE
    )
    write_blocks(flow, blocks, container)
    flow.end(_STYLE)


def footnotes_part(footnotes: FlowWriter) -> bytes:
    """Return the part: the two separators that every document has, then the notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"{PendingParagraph(_STYLE, f'<w:r><w:{kind}/></w:r>')}</w:footnote>"
        for kind, number in _SEPARATORS
    )
    opening = f"{XML_DECLARATION}<w:footnotes {STORY_NAMESPACES}>"
    return f"{opening}{separators}{footnotes.xml()}</w:footnotes>".encode()


def footnote_settings() -> str:
    """Return the entry of the settings that names the two separators. Source: 17.11.13."""
    separators = "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
    return f"<w:footnotePr>{separators}</w:footnotePr>"

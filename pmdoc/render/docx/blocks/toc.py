"""Write the contents list as a field that is filled in, so that it needs no update to be right.

In → Out: a `Contents` in, paragraphs written to the flow.
Must not: make Word update fields on opening; it would ask the reader for permission.
Source: ECMA-376 part 1, 17.16.5.68 (TOC), 17.16.5.45 (PAGEREF), 17.16.22 (hyperlink).
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.model.document import Block, Contents, ContentsEntry, Heading
from pmdoc.render.docx.blocks.inlines import add_text, write_inlines
from pmdoc.render.docx.document_context import SEQUENCES
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import begin_field, end_field, field, run, text_elements
from pmdoc.render.docx.styles.character_style import LINKED, ParagraphContext

_LEVELS = 3
_CAPTIONS = "TableofFigures"
_NUMBER_SPACE = " "
"""Word itself writes it between the number and the words of an entry."""


def write_contents(flow: FlowWriter, block: Contents) -> None:
    """Write the title, and one paragraph per entry, all in one field."""
    if not block.entries:
        return
    if block.title:
        add_text(flow, "TOCHeading", block.title)
    depth = min(max(entry.level for entry in block.entries), _LEVELS)
    instruction = f'TOC \\o "1-{depth}" \\h \\z'
    if block.kind is not None:
        instruction = f'TOC \\h \\z \\c "{SEQUENCES[block.kind]}"'
    last = len(block.entries) - 1
    for index, entry in enumerate(block.entries):
        style_id = f"TOC{min(max(entry.level, 1), _LEVELS)}" if block.kind is None else _CAPTIONS
        runs = _entry(flow, entry, flow.context.stylesheet.paragraph_context(style_id))
        if index == 0:
            runs = begin_field(instruction) + runs
        if index == last:
            runs += end_field()
        flow.add_paragraph(style_id, runs)


def unlisted_headings(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the anchors of headings that a contents list leaves out, though it covers their level.

    Word lists the headings in its built-in styles, and none in styles that are based on them.
    """
    listed: set[str] = set()
    depth, headings = 0, []
    for block in blocks:
        if isinstance(block, Contents) and block.kind is None:
            listed.update(entry.anchor for entry in block.entries)
            depth = max((depth, *(entry.level for entry in block.entries)))
        elif isinstance(block, Heading):
            headings.append(block)
    depth = min(depth, _LEVELS)
    return frozenset(heading.anchor for heading in headings if heading.level <= depth) - listed


def _entry(flow: FlowWriter, entry: ContentsEntry, paragraph: ParagraphContext) -> str:
    name = flow.context.bookmark_name(entry.anchor)
    number = run(text_elements(entry.number + _NUMBER_SPACE)) if entry.number else ""
    words = write_inlines(flow, entry.children, paragraph, (LINKED,))
    page = field(f"PAGEREF {name} \\h", str(flow.context.pages.get(entry.anchor, 1)))
    tab = "<w:r><w:tab/></w:r>"
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{number}{words}{tab}{page}</w:hyperlink>'

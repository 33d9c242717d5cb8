"""The contents list: a real field, filled in, so that it is right before anybody updates it.

In → Out: a `Contents` in, paragraphs written to the story.
Must not: ask Word to update fields on opening; that asks the reader a question.
Source: ECMA-376 part 1, 17.16.5.68 (TOC), 17.16.5.45 (PAGEREF), 17.16.22 (hyperlink).
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.model.document import Block, Contents, ContentsEntry, Heading
from pmdoc.render.docx.blocks.inlines import write_inlines, write_text
from pmdoc.render.docx.document_context import SEQUENCES
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import begin_field, end_field, field, run, text_elements
from pmdoc.render.docx.styles.character_style import LINKED, ParagraphContext

_LEVELS = 3
_CAPTIONS = "TableofFigures"
_NUMBER_SPACE = " "
"""As Word itself writes entries whose headings have a space behind their numbers."""


def write_contents(story: FlowWriter, block: Contents) -> None:
    """Write the list's title and one paragraph an entry, all in one field."""
    if not block.entries:
        return
    if block.title:
        around = story.book.sheet.around("TOCHeading")
        story.add_paragraph("TOCHeading", write_text(story, block.title, around))
    depth = min(max(entry.level for entry in block.entries), _LEVELS)
    instruction = f'TOC \\o "1-{depth}" \\h \\z'
    if block.kind is not None:
        instruction = f'TOC \\h \\z \\c "{SEQUENCES[block.kind]}"'
    last = len(block.entries) - 1
    for index, entry in enumerate(block.entries):
        style_id = f"TOC{min(max(entry.level, 1), _LEVELS)}" if block.kind is None else _CAPTIONS
        runs = _entry(story, entry, story.book.sheet.around(style_id))
        if index == 0:
            runs = begin_field(instruction) + runs
        if index == last:
            runs += end_field()
        story.add_paragraph(style_id, runs)


def unlisted_headings(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the anchors of headings that a contents list leaves out, though not for their level.

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
    return frozenset(one.anchor for one in headings if one.level <= depth) - listed


def _entry(story: FlowWriter, entry: ContentsEntry, around: ParagraphContext) -> str:
    """Return an entry that leads to its heading; its words may hold no further link."""
    name = story.book.bookmark_name(entry.anchor)
    number = run(text_elements(entry.number + _NUMBER_SPACE)) if entry.number else ""
    words = write_inlines(story, entry.children, around, (LINKED,))
    page = field(f"PAGEREF {name} \\h", str(story.book.pages.get(entry.anchor, 1)))
    tab = "<w:r><w:tab/></w:r>"
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{number}{words}{tab}{page}</w:hyperlink>'

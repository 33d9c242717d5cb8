"""Lists as numbered paragraphs: nested, restarted, and marked with signs.

In → Out: an `ItemList` and its place in, paragraphs written to the story.
Must not: write a marker as text, or nest deeper than Word can.
Source: ECMA-376 part 1, 17.9 (numbering) and 17.3.1.19 (numPr).
"""

from __future__ import annotations

from collections.abc import Callable

from pmdoc.model.document import Block, ItemList, ListItem, Marker, Paragraph, is_line_to_write_on
from pmdoc.model.page_kinds import holds_on
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import write_inlines
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.numbering import BULLET_ID, LEVELS
from pmdoc.style.style import TextRole

WriteBlocks = Callable[[FlowWriter, tuple[Block, ...], Container], None]


def write_list(
    story: FlowWriter, block: ItemList, place: Container, write_blocks: WriteBlocks
) -> None:
    """Write a list; `write_blocks` writes what follows an item's first paragraph."""
    if place.kind is ContainerKind.QUOTE:
        place = place.deeper(story.book.style.indent.twips)
    level = min(place.depth, LEVELS - 1)
    number = story.book.numbering.add_ordered(level, block.start) if block.ordered else BULLET_ID
    inner = place.deeper(story.book.style.indent.twips)
    for item in block.items:
        rest = _write_first(story, item, place, (number, level))
        if place.kind is ContainerKind.CELL:  # there all that is kept would keep rows
            write_blocks(story, rest, inner)
            continue
        first = len(item.blocks) - len(rest)
        if first and holds_on(item.blocks, 0):
            story.keep_last()
        for at, block_of_item in enumerate(rest, first):
            write_blocks(story, (block_of_item,), inner)
            if holds_on(item.blocks, at):
                story.keep_last()
        if rest and place.kind is ContainerKind.FLOW:
            # the parts of an item stand nearer to each other than to the next item
            story.leave_space(story.book.style.text[TextRole.BODY].space_after)
    if place.depth == 0 and place.kind is ContainerKind.FLOW:
        story.leave_space(story.book.style.text[TextRole.BODY].space_after)


def _write_first(
    story: FlowWriter, item: ListItem, place: Container, numbering: tuple[int, int]
) -> tuple[Block, ...]:
    """Write the paragraph beside the marker and return the item's further blocks."""
    number, level = numbering
    box = item.field if story.book.options.is_fillable else None
    is_plain = item.marker is Marker.DEFAULT
    style_id, is_implied = _style(story, place, level, is_bullet=number == BULLET_ID)
    properties = ""
    if not (is_implied and is_plain):
        number = number if is_plain else story.book.numbering.marker_id(item.marker)
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    blocks, runs = item.blocks, ""
    if box is not None:
        style_id, properties = story.book.sheet.with_box(style_id, level), ""
        runs = story.book.answers.control(box, box=story.book.box_style) + "<w:r><w:tab/></w:r>"
    if blocks and isinstance(blocks[0], Paragraph):
        if is_line_to_write_on(blocks[0]) and place.kind is ContainerKind.FLOW:
            style_id = story.book.sheet.written_on(style_id)
        style_id = story.book.sheet.in_language(style_id, blocks[0].language)
        around = story.book.sheet.around(style_id)
        runs += write_inlines(story, blocks[0].children, around)
        blocks = blocks[1:]
    story.mark(item.anchor)
    story.add_paragraph(style_id, runs, numbering=properties)
    return blocks


def _style(story: FlowWriter, place: Container, level: int, *, is_bullet: bool) -> tuple[str, bool]:
    """Return an item's style, and whether the style brings its bullet along."""
    if place.kind is ContainerKind.CELL:
        return place.list_style, False
    kind = "ListBullet" if is_bullet else "ListNumber"
    style_id = f"{kind}{level + 1 if level else ''}"
    name = story.book.sheet.paragraph(style_id).name
    house = story.book.house
    is_bare = house is not None and house.has(name) and not house.has_list(name)
    return style_id, is_bullet and not is_bare

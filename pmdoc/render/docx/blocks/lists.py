"""Write lists as numbered paragraphs: nested, restarted, with symbols as markers.

In → Out: an `ItemList` and its container in, paragraphs written to the flow.
Must not: write a marker as text, or nest deeper than Word can.
Source: ECMA-376 part 1, 17.9 (numbering) and 17.3.1.19 (numPr).
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from pmdoc.model.document import Block, ItemList, ListItem, Marker, Paragraph, is_line_to_write_on
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import write_inlines
from pmdoc.render.docx.blocks.tables import WriteBlocks
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.numbering import BULLET_ID
from pmdoc.render.text.list_markers import MOST_LEVELS
from pmdoc.style.style import TextRole


class _OwnList(NamedTuple):
    """The list that an item belongs to, and its level there."""

    number: int
    level: int
    is_bullet: bool


def write_list(
    flow: FlowWriter, block: ItemList, container: Container, write_blocks: WriteBlocks
) -> None:
    """Write a list; `write_blocks` writes what follows an item's first paragraph."""
    style = flow.context.style
    if container.kind is ContainerKind.QUOTE:
        container = container.deeper(style.indent.twips)
    depth = min(container.depth, MOST_LEVELS - 1)
    list_ids = flow.context.numbering.list_ids(block, depth, container.level)
    inner = replace(container.deeper(style.indent.twips), level=container.level + 1)
    for item, list_id in zip(block.items, list_ids, strict=True):
        own_list = _OwnList(list_id, depth, is_bullet=not block.ordered)
        rest = _write_first(flow, item, container, own_list)
        write_blocks(flow, rest, inner)
        if rest and container.kind is ContainerKind.FLOW:
            # the parts of an item are closer to each other than to the next item
            flow.ensure_space_after(style.text[TextRole.BODY].space_after)
    if container.depth == 0 and container.kind is ContainerKind.FLOW:
        flow.ensure_space_after(style.text[TextRole.BODY].space_after)


def _write_first(
    flow: FlowWriter, item: ListItem, container: Container, own_list: _OwnList
) -> tuple[Block, ...]:
    """Write the paragraph beside the marker, and return the item's other blocks."""
    list_id, level, is_bullet = own_list
    context, blocks, runs = flow.context, item.blocks, ""
    style_id, has_own_bullet = _item_style(flow, container, level, is_bullet=is_bullet)
    numbering = ""
    if not (has_own_bullet and list_id == BULLET_ID and item.marker is Marker.DEFAULT):
        if item.marker is not Marker.DEFAULT:
            list_id = context.numbering.marker_id(item.marker)
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    if item.field is not None and context.options.is_fillable:
        style_id, numbering = context.stylesheet.with_box(style_id, level), ""
        box = context.content_controls.control(item.field, context.box_style)
        runs = box + "<w:r><w:tab/></w:r>"
    is_kept = False
    if blocks and isinstance(blocks[0], Paragraph):
        is_kept = blocks[0].keep_with_next
        if is_line_to_write_on(blocks[0]) and container.kind is ContainerKind.FLOW:
            style_id = context.stylesheet.written_on(style_id)
        style_id = context.stylesheet.in_language(style_id, blocks[0].language)
        runs += write_inlines(
            flow, blocks[0].children, context.stylesheet.paragraph_context(style_id)
        )
        blocks = blocks[1:]
    flow.bookmark(item.anchor)
    flow.add_paragraph(style_id, runs, numbering=numbering)
    if is_kept:
        flow.keep_last()
    return blocks


def _item_style(
    flow: FlowWriter, container: Container, level: int, *, is_bullet: bool
) -> tuple[str, bool]:
    """Return the style of an item, and whether the style itself brings a bullet."""
    if container.kind is ContainerKind.CELL:
        return container.list_style, False
    kind = "ListBullet" if is_bullet else "ListNumber"
    style_id = f"{kind}{level + 1 if level else ''}"
    name = flow.context.stylesheet.paragraph(style_id).name
    template = flow.context.template_styles
    is_bare = template is not None and template.has(name) and not template.has_list(name)
    return style_id, is_bullet and not is_bare

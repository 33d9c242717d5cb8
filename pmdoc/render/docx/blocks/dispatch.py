"""Blocks as paragraphs and tables: the dispatch that knows every block of the model.

In → Out: blocks and the place that they stand in, written to a story.
Must not: decide about content, or about looks; it names styles.
Source: ECMA-376 part 1, 17.2.2 (body), 17.3.1 (paragraphs), 17.4 (tables).
"""

from __future__ import annotations

from itertools import zip_longest
from typing import assert_never

from pmdoc.model.chart import BarChart, LineChart, TimelineChart
from pmdoc.model.document import (
    Block,
    Callout,
    CodeBlock,
    Contents,
    Figure,
    FigureRow,
    Heading,
    HorizontalRule,
    Inline,
    ItemList,
    KeyFigures,
    KeyValues,
    PageBreak,
    Paragraph,
    Quote,
    Revisions,
    SignOffTable,
    Table,
    Timeline,
    TitleBlock,
)
from pmdoc.model.page_kinds import is_set_close, leads_in
from pmdoc.render.docx.blocks.chart_block import write_chart, write_figure_row
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.images import write_figure
from pmdoc.render.docx.blocks.inlines import write_inlines, write_text
from pmdoc.render.docx.blocks.key_values import write_key_figures, write_key_values
from pmdoc.render.docx.blocks.lists import write_list
from pmdoc.render.docx.blocks.tables import (
    TableFrame,
    TableKind,
    open_cell,
    open_table,
    sign_off_kind,
    write_grid,
)
from pmdoc.render.docx.blocks.title import write_title
from pmdoc.render.docx.blocks.toc import write_contents
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import run, text_elements
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import callout_table
from pmdoc.render.text.plain_text import plain
from pmdoc.style.style import TextRole

_LINES_PER_PARAGRAPH = 200
"""Long listings are parted, out of sight, so that an editor need not set them in one go."""
_NO_NUMBER = '<w:numPr><w:numId w:val="0"/></w:numPr>'
"""Takes the number of its style from a paragraph. Source: 17.9.18."""


def write_blocks(story: FlowWriter, blocks: tuple[Block, ...], place: Container) -> None:
    """Write blocks one after another."""
    for at, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        is_close = is_set_close(block, blocks[at - 1] if at else None)
        if place.kind is ContainerKind.CELL and story.parts and not is_close:
            story.leave_space(story.book.style.item_gap)
        story.is_kept, was_kept = story.is_kept or leads_in(block, following), story.is_kept
        write_block(story, block, place)
        story.is_kept = was_kept


def write_block(story: FlowWriter, block: Block, place: Container) -> None:  # noqa: C901, PLR0912 - total
    """Write one block, whichever it is."""
    match block:
        case Paragraph():
            style_id = place.style_id(story, block.role)
            style_id = story.book.sheet.in_language(style_id, block.language)
            _add(story, style_id, block.children)
        case Heading():
            _write_heading(story, block)
        case ItemList():
            write_list(story, block, place, write_blocks)
        case KeyValues():
            story.mark(block.anchor)
            write_key_values(story, block, place, write_blocks)
        case KeyFigures():
            write_key_figures(story, block, place)
        case Table() | Timeline():
            story.mark(block.anchor)
            kind = _caption(story, block.caption)
            write_grid(story, block.grid, kind, place, write_blocks)
        case SignOffTable():
            _write_sign_off(story, block, place)
        case Revisions():
            story.mark(block.anchor)
            write_grid(story, block.grid, TableKind(), place, write_blocks)
        case Callout():
            _write_callout(story, block, place)
        case Figure():
            write_figure(story, block, place)
        case FigureRow():
            write_figure_row(story, block, place)
        case LineChart() | BarChart() | TimelineChart():
            write_chart(story, block, place)
        case CodeBlock():
            _write_code(story, block, place)
        case Quote():
            _write_quote(story, block, place)
        case TitleBlock():
            write_title(story, block, place, write_blocks)
        case Contents():
            write_contents(story, block)
        case PageBreak():
            story.break_page()
        case HorizontalRule():
            story.draw_rule()
        case _:
            assert_never(block)


def _add(story: FlowWriter, style_id: str, inlines: tuple[Inline, ...]) -> None:
    around = story.book.sheet.around(style_id)
    story.add_paragraph(style_id, write_inlines(story, inlines, around))


def _write_heading(story: FlowWriter, block: Heading) -> None:
    """Write a heading with its number.

    Word counts along with the composer; where it would count differently, the number is text.
    """
    style_id = f"Heading{min(max(block.level, 1), 6)}"
    book, number, numbering = story.book, "", ""
    if block.anchor in book.unlisted:
        style_id = book.sheet.unlisted(style_id)
    around = book.sheet.around(style_id)
    story.mark(block.anchor)
    if block.anchor not in book.counted:
        numbering = _NO_NUMBER if book.numbers_headings(block.level) else ""
        if block.number:
            number = story.around_label(run(text_elements(block.number)))
            number += run(text_elements(" "))
    runs = number + write_inlines(story, block.children, around)
    story.add_paragraph(style_id, runs, numbering=numbering)


def _caption(story: FlowWriter, caption: tuple[Inline, ...]) -> TableKind:
    """Write the caption above a table and return a kind that carries its words."""
    if caption:
        _add(story, "TableCaption", caption)
    return TableKind(title=plain(caption).replace("\n", " "))


def _write_sign_off(story: FlowWriter, block: SignOffTable, place: Container) -> None:
    """Write statement and table in one piece."""
    story.mark(block.anchor)
    if block.statement:
        _add(story, "Statement", block.statement)
    kind = sign_off_kind(story, plain(block.statement).replace("\n", " "))
    write_grid(story, block.grid, kind, place, write_blocks)


def _write_callout(story: FlowWriter, block: Callout, place: Container) -> None:
    """Write a callout: paragraphs on a ground, or a table where it holds more than paragraphs."""
    inside = Container(width=place.width, kind=ContainerKind.CALLOUT, tone=block.tone)
    is_simple = all(isinstance(inner, Paragraph) for inner in block.blocks)
    if place.depth or place.kind is ContainerKind.CELL or not is_simple:
        _write_callout_table(story, block, place)
        return
    story.want_space(story.book.style.text[TextRole.BODY].space_after)
    _write_callout_title(story, block)
    write_blocks(story, block.blocks, inside)
    story.leave_space(story.book.style.table.space_after)


def _write_callout_title(story: FlowWriter, block: Callout) -> None:
    if block.title:
        style_id = f"Callout{block.tone.value.title()}Title"
        around = story.book.sheet.around(style_id)
        story.add_paragraph(style_id, write_text(story, block.title, around))


def _write_callout_table(story: FlowWriter, block: Callout, place: Container) -> None:
    story.begin_table()
    look = story.book.style.table
    inside = Container(width=max(place.width - 4 * look.padding_x.twips, 1), cell_style="Normal")
    with story.inside() as parts:
        if block.title:
            around = story.book.sheet.around("CalloutTitle")
            story.add_paragraph("CalloutTitle", write_text(story, block.title, around))
        write_blocks(story, block.blocks, inside)
        story.end()
        content = "".join(parts)
    frame = TableFrame(
        style_id=callout_table(block.tone),
        widths=[place.width],
        indent=place.depth * story.book.style.indent.twips,
        title=block.title,
    )
    story.parts.append(
        f"{open_table(story, frame)}<w:tr>{open_cell(place.width)}{content}</w:tc></w:tr></w:tbl>"
    )
    story.end_table()


def _write_code(story: FlowWriter, block: CodeBlock, place: Container) -> None:
    """Write lines as a machine has them: one paragraph, its lines parted by breaks."""
    style_id = "CodeBlock"
    if place.depth:
        indent = place.depth * story.book.style.indent.twips
        style_id = story.book.sheet.derive(style_id, StyleChange(indent=indent))
    around = story.book.sheet.around(style_id)
    if place.kind is not ContainerKind.CELL or story.parts:
        story.want_space(story.book.style.text[TextRole.BODY].space_after)
    text = block.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    all_lines = text.split("\n")
    for at in range(0, len(all_lines), _LINES_PER_PARAGRAPH):
        piece = "\n".join(all_lines[at : at + _LINES_PER_PARAGRAPH])
        story.add_paragraph(style_id, write_text(story, piece, around))
    body, look = story.book.style.text[TextRole.BODY], story.book.style.table
    story.leave_space(body.space_after if place.depth else look.space_after)


def _write_quote(story: FlowWriter, block: Quote, place: Container) -> None:
    step = story.book.style.indent.twips
    inner = place.deeper(step) if place.kind is ContainerKind.QUOTE else place
    if place.kind is ContainerKind.CELL:
        write_blocks(story, block.blocks, place.deeper(step))
        return
    quoted = Container(
        width=max(inner.width - step, step), kind=ContainerKind.QUOTE, depth=inner.depth
    )
    write_blocks(story, block.blocks, quoted)

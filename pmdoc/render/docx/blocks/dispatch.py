"""Write blocks as paragraphs and tables. This module dispatches on every kind of block.

In → Out: blocks and their container in, written to a flow.
Must not: decide about content, or about looks; it names styles.
Source: ECMA-376 part 1, 17.2.2 (body), 17.3.1 (paragraphs), 17.4 (tables).
"""

from __future__ import annotations

from typing import assert_never

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
from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart
from pmdoc.render.docx.blocks.chart_block import write_chart, write_figure_row
from pmdoc.render.docx.blocks.container import Container, ContainerKind, is_set_close
from pmdoc.render.docx.blocks.images import write_figure
from pmdoc.render.docx.blocks.inlines import add_inlines, add_text, write_inlines
from pmdoc.render.docx.blocks.key_values import write_key_figures, write_key_values
from pmdoc.render.docx.blocks.lists import write_list
from pmdoc.render.docx.blocks.tables import (
    TableFrame,
    TableKind,
    cell_xml,
    row_xml,
    table,
    write_grid,
)
from pmdoc.render.docx.blocks.title import write_title
from pmdoc.render.docx.blocks.toc import write_contents
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import run, text_elements
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import callout_table
from pmdoc.render.text.code_lines import HANG, code_lines
from pmdoc.render.text.plain_text import plain_text
from pmdoc.style.style import TextRole

_LINES_PER_PARAGRAPH = 200
"""Long listings are split, invisibly, so that an editor need not lay them out in one go."""
_NO_NUMBER = '<w:numPr><w:numId w:val="0"/></w:numPr>'
"""Removes the number that a paragraph's style brings. Source: 17.9.18."""


def write_blocks(flow: FlowWriter, blocks: tuple[Block, ...], container: Container) -> None:
    """Write blocks one after another."""
    previous = None
    for block in blocks:
        is_close = is_set_close(block, previous)
        if container.kind is ContainerKind.CELL and flow.parts and not is_close:
            flow.ensure_space_after(flow.context.style.item_gap)
        was_kept = flow.is_kept
        if isinstance(block, Paragraph | CodeBlock):
            flow.is_kept = was_kept or block.keep_with_next
        write_block(flow, block, container)
        flow.is_kept, previous = was_kept, block


def write_block(flow: FlowWriter, block: Block, container: Container) -> None:  # noqa: C901, PLR0912 - total
    """Write one block of any kind."""
    match block:
        case Paragraph():
            style_id = container.style_id(flow, block.role)
            style_id = flow.context.stylesheet.in_language(style_id, block.language)
            add_inlines(flow, style_id, block.children)
        case Heading():
            _write_heading(flow, block)
        case ItemList():
            write_list(flow, block, container, write_blocks)
        case KeyValues():
            flow.bookmark(block.anchor)
            write_key_values(flow, block, container, write_blocks)
        case KeyFigures():
            write_key_figures(flow, block, container)
        case Table() | Timeline() | SignOffTable() | Revisions():
            _write_table(flow, block, container)
        case Callout():
            _write_callout(flow, block, container)
        case Figure():
            write_figure(flow, block, container)
        case FigureRow():
            write_figure_row(flow, block, container)
        case LineChart() | BarChart() | TimelineChart():
            write_chart(flow, block, container)
        case CodeBlock():
            _write_code(flow, block, container)
        case Quote():
            _write_quote(flow, block, container)
        case TitleBlock():
            write_title(flow, block, container, write_blocks)
        case Contents():
            write_contents(flow, block)
        case PageBreak():
            flow.break_page()
        case HorizontalRule():
            flow.draw_rule()
        case _:
            assert_never(block)


def _write_heading(flow: FlowWriter, block: Heading) -> None:
    """Write a heading with its number.

    Word numbers headings as the composer does; where it would differ, the number is text.
    """
    context, number, numbering = flow.context, "", ""
    style_id = f"Heading{min(max(block.level, 1), 6)}"
    if block.anchor in context.unlisted_headings:
        style_id = context.stylesheet.unlisted(style_id)
    flow.bookmark(block.anchor)
    if block.anchor not in context.numbered_headings:
        numbering = _NO_NUMBER if context.has_heading_numbers(block.level) else ""
        if block.number:
            number = flow.bookmark_label(run(text_elements(block.number)))
            number += run(text_elements(" "))
    paragraph = context.stylesheet.paragraph_context(style_id)
    runs = number + write_inlines(flow, block.children, paragraph)
    flow.add_paragraph(style_id, runs, numbering=numbering)


def _write_table(
    flow: FlowWriter, block: Table | Timeline | SignOffTable | Revisions, container: Container
) -> None:
    style_id = "TableCaption"
    words: tuple[Inline, ...] = ()
    if isinstance(block, SignOffTable):
        style_id, words = "Statement", block.statement
    elif not isinstance(block, Revisions):
        words = block.caption
    flow.bookmark(block.anchor)
    if words:
        add_inlines(flow, style_id, words)
    title = plain_text(words).replace("\n", " ")
    kind = TableKind(title=title, is_signed=isinstance(block, SignOffTable))
    write_grid(flow, block.grid, kind, container, write_blocks)


def _write_callout(flow: FlowWriter, block: Callout, container: Container) -> None:
    is_simple = all(isinstance(inner, Paragraph) for inner in block.blocks)
    if container.depth or container.kind is ContainerKind.CELL or not is_simple:
        _write_callout_table(flow, block, container)
        return
    style = flow.context.style
    flow.ensure_space_before(style.text[TextRole.BODY].space_after)
    if block.title:
        add_text(flow, f"Callout{block.tone.value.title()}Title", block.title)
    inner = Container(width=container.width, kind=ContainerKind.CALLOUT, tone=block.tone)
    write_blocks(flow, block.blocks, inner)
    flow.ensure_space_after(style.table.space_after)


def _write_callout_table(flow: FlowWriter, block: Callout, container: Container) -> None:
    style = flow.context.style
    inner = Container(
        width=max(container.width - 4 * style.table.padding_x.twips, 1), cell_style="Normal"
    )
    frame = TableFrame(
        style_id=callout_table(block.tone),
        widths=[container.width],
        indent=container.depth * style.indent.twips,
        title=block.title,
    )
    with table(flow, frame):
        with flow.nested():
            if block.title:
                add_text(flow, "CalloutTitle", block.title)
            write_blocks(flow, block.blocks, inner)
            flow.end()
            content = flow.xml()
        flow.parts.append(row_xml((cell_xml(container.width, content),), None))


def _write_code(flow: FlowWriter, block: CodeBlock, container: Container) -> None:
    is_quoted = container.kind is ContainerKind.QUOTE
    outer = container.deeper(flow.context.style.indent.twips) if is_quoted else container
    style_id = outer.indented(flow, "CodeBlock")
    body, look = flow.context.style.text[TextRole.BODY], flow.context.style.table
    if container.kind is not ContainerKind.CELL or flow.parts:
        flow.ensure_space_before(body.space_after)
    style = flow.context.stylesheet.paragraph(style_id)
    room = container.width - style.indent_end * 2
    lines, step = code_lines(block.text), _LINES_PER_PARAGRAPH
    widths = flow.context.faces.word_widths(style.text)
    if any(widths[line] > room for line in lines):  # what goes on is indented
        change = StyleChange(hanging=round(HANG * widths["0"]))
        style_id, step = flow.context.stylesheet.derive(style_id, change), 1
    for at in range(0, len(lines), step):
        add_text(flow, style_id, "\n".join(lines[at : at + step]))
    flow.ensure_space_after(body.space_after if container.depth else look.space_after)


def _write_quote(flow: FlowWriter, block: Quote, container: Container) -> None:
    step = flow.context.style.indent.twips
    if container.kind is ContainerKind.CELL:
        write_blocks(flow, block.blocks, container.deeper(step))
        return
    outer = container.deeper(step) if container.kind is ContainerKind.QUOTE else container
    inner = Container(
        width=max(outer.width - step, step),
        kind=ContainerKind.QUOTE,
        depth=outer.depth,
        level=outer.level,
    )
    write_blocks(flow, block.blocks, inner)

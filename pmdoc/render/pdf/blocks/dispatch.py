"""Dispatch each kind of block to the function that builds its boxes.

In → Out: a block in, boxes out; structure elements are added in reading order.
Must not: decide content, or contain a colour or a font.
Source: ISO 32000-1, 14.8.4 (standard structure types); ISO 14289-1, 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from pmdoc.model.document import (
    Block,
    Callout,
    CodeBlock,
    Contents,
    Figure,
    FigureRow,
    Heading,
    HorizontalRule,
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
from pmdoc.render.pdf.blocks import chart_block, grids, headings, lists, title
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.code import CodeText
from pmdoc.render.pdf.blocks.images import image_boxes
from pmdoc.render.pdf.layout.boxes import Box, PageBreakBox, StackBox
from pmdoc.render.pdf.layout.rules_and_bars import RuleBox
from pmdoc.render.pdf.layout.wrappers import PaddedBox
from pmdoc.style.style import TextRole


def block_boxes(builder: BoxBuilder, block: Block, context: BlockContext) -> Sequence[Box]:  # noqa: C901, PLR0911, PLR0912 - one case a node
    """Return the boxes of one block."""
    match block:
        case Paragraph():  # first, as the most frequent
            return [builder.paragraph_box(block, context)]
        case TitleBlock():
            return title.title_boxes(builder, block, context)
        case Heading():
            return headings.heading_boxes(builder, block, context)
        case ItemList():
            return lists.list_boxes(builder, block, context)
        case KeyValues():
            return grids.key_value_boxes(builder, block, context)
        case KeyFigures():
            return title.key_figure_boxes(builder, block, context)
        case Table() | Timeline():
            return grids.table_boxes(builder, block.grid, context, block.caption, block.anchor)
        case Revisions():
            return grids.table_boxes(builder, block.grid, context, (), block.anchor)
        case SignOffTable():
            return grids.sign_off_boxes(builder, block, context)
        case Callout():
            return [_callout(builder, block, context)]
        case Figure():
            return image_boxes(builder, block, context)
        case FigureRow():
            return chart_block.figure_row_boxes(builder, block, context)
        case LineChart() | BarChart() | TimelineChart():
            return [chart_block.chart_box(builder, block, context)]
        case CodeBlock():
            return [_code(builder, block, context)]
        case Quote():
            return [_quote(builder, block, context)]
        case Contents():
            return headings.contents_boxes(builder, block, context)
        case PageBreak():
            return [PageBreakBox()]
        case HorizontalRule():
            return [RuleBox(builder.style.rule, builder.style.text[TextRole.BODY].leading.pt / 2)]
        case _:
            assert_never(block)


def _callout(builder: BoxBuilder, block: Callout, context: BlockContext) -> Box:
    tone = builder.style.tones[block.tone]
    element = context.parent.child("Callout")
    inner: list[Box] = []
    if block.title:
        look = replace(builder.style.text[TextRole.CALLOUT_TITLE], color=tone.text)
        inner.append(builder.plain_text_box(block.title, look, element.child("Label")))
    inner += builder.build(block.blocks, replace(context, parent=element, depth=0))
    pad = builder.style.table.padding_x.pt * 2
    box = builder.background_box(inner, (pad, 1.5 * pad, pad, 2 * pad), tone.fill)
    box.bar, box.bar_width = tone.edge, pad * 0.4
    return box


def _quote(builder: BoxBuilder, block: Quote, context: BlockContext) -> Box:
    element = context.parent.child("BlockQuote")
    inner = builder.build(block.blocks, replace(context, parent=element, role=TextRole.QUOTE))
    box = PaddedBox(StackBox(inner), (0.0, 0.0, 0.0, builder.style.indent.pt))
    box.bar, box.bar_width = builder.style.rule, 2.0
    box.after = builder.style.text[TextRole.BODY].space_after.pt
    return box


def _code(builder: BoxBuilder, block: CodeBlock, context: BlockContext) -> Box:
    look = builder.style.text[TextRole.CODE_BLOCK]
    text = CodeText(block.text, builder.runs.paragraph_setting(look), is_rtl=builder.is_rtl)
    text.element = context.parent.child("P").child("Code")
    pad = builder.style.table.padding_x.pt * 2
    box = builder.background_box([text], (pad, pad, pad, pad), builder.style.surface)
    box.keeps_next = block.keep_with_next
    return box

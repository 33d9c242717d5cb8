"""Every block of the document model as boxes, with its place in the structure tree.

In → Out: blocks and a style in, boxes out; elements are grown in reading order on the way.
Must not: make a content decision, or hold a colour or a font.
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
from pmdoc.render.pdf.blocks import chart_block as charts
from pmdoc.render.pdf.blocks import grids, headings, lists, title
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.code import CodeText
from pmdoc.render.pdf.blocks.images import picture_boxes
from pmdoc.render.pdf.layout.boxes import Box, Break, StackBox
from pmdoc.render.pdf.layout.rules_and_bars import RuleBox
from pmdoc.render.pdf.layout.wrappers import PaddedBox
from pmdoc.style.style import TextRole


def block_boxes(maker: BoxBuilder, block: Block, here: BlockContext) -> Sequence[Box]:  # noqa: C901, PLR0911, PLR0912 - one case a node
    """Return the boxes of one block."""
    match block:
        case Paragraph():  # first: nearly all blocks are
            return [maker.paragraph(block, here)]
        case TitleBlock():
            return title.title_boxes(maker, block, here)
        case Heading():
            return headings.heading_boxes(maker, block, here)
        case ItemList():
            return lists.list_boxes(maker, block, here)
        case KeyValues():
            return grids.key_value_boxes(maker, block, here)
        case KeyFigures():
            return title.figure_boxes(maker, block, here)
        case Table() | Timeline():
            return grids.table_boxes(maker, block.grid, here, block.caption, block.anchor)
        case Revisions():
            return grids.table_boxes(maker, block.grid, here, (), block.anchor)
        case SignOffTable():
            return grids.sign_off_boxes(maker, block, here)
        case Callout():
            return [_callout(maker, block, here)]
        case Figure():
            return picture_boxes(maker, block, here)
        case FigureRow():
            return charts.row_boxes(maker, block, here)
        case LineChart() | BarChart() | TimelineChart():
            return charts.chart_boxes(maker, block, here)
        case CodeBlock():
            return [_code(maker, block, here)]
        case Quote():
            return [_quote(maker, block, here)]
        case Contents():
            return headings.contents_boxes(maker, block, here)
        case PageBreak():
            return [Break()]
        case HorizontalRule():
            return [RuleBox(maker.style.rule, maker.style.text[TextRole.BODY].leading.pt / 2)]
        case _:
            assert_never(block)


def _callout(maker: BoxBuilder, block: Callout, here: BlockContext) -> Box:
    tone = maker.style.tones[block.tone]
    element = here.parent.child("Callout")
    inner: list[Box] = []
    if block.title:
        look = replace(maker.style.text[TextRole.CALLOUT_TITLE], color=tone.text)
        inner.append(maker.words(block.title, look, element.child("Label")))
    inner += maker.boxes(block.blocks, replace(here, parent=element))
    pad = maker.style.table.padding_x.pt * 2
    box = maker.ground(inner, (pad, 1.5 * pad, pad, 2 * pad), tone.fill)
    box.bar, box.bar_width = tone.edge, pad * 0.4
    return box


def _quote(maker: BoxBuilder, block: Quote, here: BlockContext) -> Box:
    element = here.parent.child("BlockQuote")
    inner = maker.boxes(block.blocks, replace(here, parent=element, role=TextRole.QUOTE))
    box = PaddedBox(StackBox(inner), (0.0, 0.0, 0.0, maker.style.indent.pt))
    box.bar, box.bar_width = maker.style.rule, 2.0
    box.after = maker.style.text[TextRole.BODY].space_after.pt
    return box


def _code(maker: BoxBuilder, block: CodeBlock, here: BlockContext) -> Box:
    look = maker.style.text[TextRole.CODE_BLOCK]
    text = CodeText(block.text, maker.runs.setting(look), is_rtl=maker.is_rtl)
    text.element = here.parent.child("P").child("Code")
    pad = maker.style.table.padding_x.pt * 2
    return maker.ground([text], (pad, pad, pad, pad), maker.style.surface)

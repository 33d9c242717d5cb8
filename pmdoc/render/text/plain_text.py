"""The words of inlines and blocks without their marks, line by line, to measure and to describe.

In → Out: inlines or blocks in, lines of text out.
Must not: write XML, or be used for what a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from pmdoc.model.chart import BarChart, LineChart, TimelineChart
from pmdoc.model.document import (
    Abbreviation,
    Badge,
    Block,
    Callout,
    CaptionLabel,
    Checkbox,
    Code,
    CodeBlock,
    Commented,
    Contents,
    CrossReference,
    Emphasis,
    Figure,
    FigureRow,
    Footnote,
    Heading,
    HorizontalRule,
    Inline,
    ItemList,
    KeyFigures,
    KeyValues,
    LineBreak,
    Link,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Property,
    Quote,
    Revisions,
    SignOffTable,
    Strike,
    Strong,
    Table,
    Target,
    Text,
    Timeline,
    TitleBlock,
)


class PlainLine(NamedTuple):
    """A line of text to measure. Shape: `depth` counts list levels, `badges` the boxed words."""

    text: str
    depth: int = 0
    badges: int = 0
    is_bold: bool = False


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; the end of a line is a newline."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    match inline:
        case Text() | Abbreviation() | Code() | Badge() | CaptionLabel() | Property():
            return inline.text
        case Strong() | Emphasis() | Strike() | Link() | CrossReference() | Target() | Commented():
            return plain_text(inline.children)
        case Checkbox():
            return "\u2610"
        case LineBreak():
            return "\n"
        case Footnote():
            return str(inline.number)
        case PageNumber() | PageCount():
            return "00"
        case _:
            assert_never(inline)


def footnotes(nodes: Iterable[Block | Inline]) -> Iterator[Footnote]:
    """Yield the footnotes of blocks, tables aside, or of inlines, in reading order."""
    for node in nodes:
        match node:
            case Text():
                pass
            case Footnote():
                yield node
            case Paragraph() | Strong() | Emphasis() | Strike() | Link() | Commented():
                yield from footnotes(node.children)
            case ItemList():
                for item in node.items:
                    yield from footnotes(item.blocks)
            case Quote() | Callout():
                yield from footnotes(node.blocks)
            case _:
                pass


def plain_lines(  # noqa: C901 - one case a kind of block
    blocks: Iterable[Block], depth: int = 0
) -> Iterator[PlainLine]:
    """Yield the lines of blocks as far as their author broke them."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _inline_lines(block.children, depth)
            case ItemList():
                for item in block.items:
                    yield from plain_lines(item.blocks, depth + 1)
            case CodeBlock():
                yield from (PlainLine(text, depth) for text in block.text.split("\n"))
            case Quote() | Callout():
                yield from plain_lines(block.blocks, depth + 1)
            case KeyValues():
                for pair in block.items:
                    yield PlainLine(pair.label, depth)
                    yield from plain_lines(pair.blocks, depth + 1)
            case Table() | Timeline() | SignOffTable() | Revisions():
                for row in block.grid.rows:
                    for cell in row.cells:
                        yield from plain_lines(cell.blocks, depth + 1)
            case TitleBlock() | KeyFigures() | Contents() | PageBreak() | HorizontalRule():
                pass
            case Figure() | FigureRow() | LineChart() | BarChart() | TimelineChart():
                pass
            case _:
                assert_never(block)


def _inline_lines(inlines: tuple[Inline, ...], depth: int) -> Iterator[PlainLine]:
    if len(inlines) == 1 and type(inlines[0]) is Text:  # by far the most
        yield PlainLine(inlines[0].text, depth)
        return
    badges = sum(isinstance(inline, Badge) for inline in inlines)
    is_bold = bool(badges) or any(isinstance(inline, Strong) for inline in inlines)
    for text in plain_text(inlines).split("\n"):
        yield PlainLine(text, depth, badges, is_bold)

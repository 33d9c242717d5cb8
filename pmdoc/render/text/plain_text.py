"""Take the plain text of inlines and blocks, to measure and to describe them.

In → Out: inlines or blocks in, lines of text out.
Must not: write XML, or be used for text that a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

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
from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart
from pmdoc.render.text.code_lines import code_lines


class PlainLine(NamedTuple):
    """A line of text to measure. `depth` counts list levels, `badges` the boxed words in it."""

    text: str
    depth: int = 0
    badges: int = 0
    is_bold: bool = False


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the text of inlines, with newlines for line breaks."""
    return "".join(map(_inline_text, inlines))


def _inline_text(inline: Inline) -> str:
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


def unhyphenated(text: str) -> str:
    """Return text without soft hyphens, for places that break no lines, such as a bookmark."""
    return text.replace("\u00ad", "")


def footnotes(nodes: Iterable[Block | Inline]) -> Iterator[Footnote]:
    """Yield the footnotes of inlines, or of blocks other than tables, in reading order."""
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
    """Yield the lines of blocks, which end only where their author broke them.

    Example: a paragraph, and a list with the item "**Root cause**", yield PlainLine("Alert fired")
    and PlainLine("Root cause", depth=1, is_bold=True).
    """
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _inline_lines(block.children, depth)
            case ItemList():
                for item in block.items:
                    yield from plain_lines(item.blocks, depth + 1)
            case CodeBlock():
                yield from (PlainLine(text, depth) for text in code_lines(block.text))
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
    if len(inlines) == 1 and type(inlines[0]) is Text:  # nearly all
        yield PlainLine(inlines[0].text, depth)
        return
    badges = sum(isinstance(inline, Badge) for inline in inlines)
    is_bold = bool(badges) or any(isinstance(inline, Strong) for inline in inlines)
    for text in plain_text(inlines).split("\n"):
        yield PlainLine(text, depth, badges, is_bold)

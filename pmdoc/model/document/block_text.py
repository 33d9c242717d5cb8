"""The words of inlines and blocks without their formatting.

In → Out: inlines or blocks in, plain text out.
Must not: lose a word: footnotes are in brackets. Not for measuring, as their marks are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from pmdoc.model.document.block import (
    Block,
    Callout,
    CodeBlock,
    ItemList,
    Paragraph,
    Quote,
    Table,
)
from pmdoc.model.document.inline import (
    Abbreviation,
    Badge,
    CaptionLabel,
    Checkbox,
    Code,
    Commented,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Property,
    Strike,
    Strong,
    Target,
    Text,
)


def block_text(blocks: Iterable[Block]) -> str:
    """Return the text of blocks that Markdown can make, joined by spaces; others have none."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(inline_text(block.children))
        elif isinstance(block, ItemList):
            texts.extend(block_text(item.blocks) for item in block.items)
        elif isinstance(block, CodeBlock):
            texts.append(block.text)
        elif isinstance(block, Quote):
            texts.append(block_text(block.blocks))
        elif isinstance(block, Callout):
            texts.append(f"{block.title} {block_text(block.blocks)}".lstrip())
        elif isinstance(block, Table):
            texts += [column.title for column in block.grid.columns]
            texts += [block_text(cell.blocks) for row in block.grid.rows for cell in row.cells]
    return " ".join(texts)


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the text of inlines; a line break becomes a space, boxes and numbers are left out."""
    return "".join(map(_text, inlines))


def _text(inline: Inline) -> str:
    match inline:
        case Text() | Abbreviation() | Code() | Badge() | CaptionLabel() | Property():
            return inline.text
        case Strong() | Emphasis() | Strike() | Link() | CrossReference() | Target() | Commented():
            return inline_text(inline.children)
        case LineBreak():
            return " "
        case Footnote():
            return f" [{block_text(inline.blocks)}]"
        case Checkbox() | PageNumber() | PageCount():
            return ""
        case _:
            assert_never(inline)

"""The words of blocks without their looks, for places that hold no markup.

In → Out: blocks in, plain text out.
Must not: add a word.
"""

from __future__ import annotations

from pmdoc.model.document import Block, CodeBlock, Footnote, Inline, ItemList, Paragraph


def text_of(blocks: tuple[Block, ...]) -> str:
    """Return the words of paragraphs and lists, without their looks."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append("".join(map(_inline_text, block.children)))
        elif isinstance(block, ItemList):
            texts.extend(text_of(item.blocks) for item in block.items)
        elif isinstance(block, CodeBlock):
            texts.append(block.text)
    return " ".join(texts)


def _inline_text(inline: Inline) -> str:
    if isinstance(inline, Footnote):
        return ""
    children = getattr(inline, "children", None)
    if children is not None:
        return "".join(map(_inline_text, children))
    return getattr(inline, "text", " ")

"""Decide which blocks stay with the next one, and which tables stay in one piece.

In → Out: a document's blocks in; the same blocks with `keep_with_next` and `keep_together` set out.
Must not: measure fonts or pages; rows and characters are counted, so that all formats agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest

from msgspec.structs import replace

from pmdoc.model.document import (
    Abbreviation,
    Block,
    Callout,
    CodeBlock,
    Figure,
    ItemList,
    KeyFigures,
    KeyValues,
    Paragraph,
    ParagraphRole,
    Quote,
    Revisions,
    SignOffTable,
    Table,
    Text,
    Timeline,
)
from pmdoc.model.document.block_text import block_text

LONGEST_INTRODUCTION = 300
"""Characters. A longer paragraph is more than an introduction to what follows it."""
_MAX_ROWS, _MAX_CHARACTERS = 8, 400
"""The most that a table holds to stay in one piece: roughly a quarter of a page."""
_INTRODUCED = (
    Table | Timeline | SignOffTable | Revisions | Figure | KeyValues | KeyFigures | CodeBlock
)
_COLONS = (":", "\N{FULLWIDTH COLON}")


def mark_keeps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with their flags set, those in lists, quotes and callouts included.

    Blocks in table cells are left alone, as a row stays in one piece anyway.
    Example: of "The log:", a code block and a paragraph, only the first gets a flag.
    """
    pairs = zip_longest(blocks, blocks[1:])
    return tuple(
        _kept(block) if _leads_in(block, following) else _marked(block)
        for block, following in pairs
    )


def _marked(block: Block) -> Block:
    """Return a block with the flags that do not depend on the next block."""
    match block:
        case ItemList():
            items = (replace(item, blocks=_mark_item(item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote() | Callout():
            return replace(block, blocks=mark_keeps(block.blocks))
        case KeyValues():
            values = chain.from_iterable(item.blocks for item in block.items)
            return replace(block, keep_together=_is_small(len(block.items), values))
        case Table() | Timeline() | Revisions():
            rows = block.grid.rows
            texts = (text for row in rows for cell in row.cells for text in cell.blocks)
            grid = replace(block.grid, keep_together=_is_small(len(rows), texts))
            return replace(block, grid=grid)
        case SignOffTable():
            return replace(block, grid=replace(block.grid, keep_together=True))
        case _:
            return block


def _mark_item(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a list item's blocks: a title stays with the next, a note with the one before."""
    marked = list(mark_keeps(blocks))
    for at, following in enumerate(marked[1:]):
        is_title = at == 0 and isinstance(marked[0], Paragraph)
        if is_title or (isinstance(following, Paragraph) and following.role is ParagraphRole.NOTE):
            marked[at] = _kept(marked[at])
    return tuple(marked)


def _kept(block: Block) -> Block:
    """Return a block whose last paragraph stays with the next block."""
    if isinstance(block, Paragraph | CodeBlock):
        return replace(block, keep_with_next=True)
    if isinstance(block, ItemList) and block.items[-1].blocks:
        *items, last = block.items
        last = replace(last, blocks=(*last.blocks[:-1], _kept(last.blocks[-1])))
        return replace(block, items=(*items, last))
    return block


def _leads_in(block: Block, following: Block | None) -> bool:
    """Return whether a paragraph introduces the next block.

    A short one does above a table, figure or the like; above a list it must end in a colon.
    """
    if not isinstance(block, Paragraph):
        return False
    words = [part.text for part in block.children if isinstance(part, Text | Abbreviation)]
    if isinstance(following, ItemList):
        introduces = bool(words) and words[-1].endswith(_COLONS)
    else:
        introduces = isinstance(following, _INTRODUCED)
    return introduces and sum(map(len, words)) <= LONGEST_INTRODUCTION


def _is_small(rows: int, blocks: Iterable[Block]) -> bool:
    """Return whether a table of so many rows, with these blocks in its cells, is small."""
    if rows > _MAX_ROWS:
        return False
    return sum(len(block_text((block,))) for block in blocks) <= _MAX_CHARACTERS

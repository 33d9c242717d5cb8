"""Divide a document's blocks by the kind of their pages, and decide which blocks stay together.

In → Out: blocks in reading order in; runs of blocks out, each with its kind of page.
Must not: know an output format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pmdoc.model.document import (
    Abbreviation,
    Block,
    CodeBlock,
    Figure,
    ItemList,
    KeyFigures,
    KeyValues,
    PageBreak,
    PageKind,
    Paragraph,
    ParagraphRole,
    Revisions,
    SignOffTable,
    Table,
    Text,
    Timeline,
)

_INTRODUCED = (
    Table,
    Timeline,
    SignOffTable,
    Revisions,
    Figure,
    KeyValues,
    KeyFigures,
    CodeBlock,
    ItemList,
)
_COLONS = (":", "\N{FULLWIDTH COLON}")
SHORT = 300
"""Characters. A longer paragraph is more than an introduction to what follows it."""


def leads_in(block: Block, following: Block | None) -> bool:
    """Return whether a paragraph introduces the next block, and so must be on the same page.

    It does before a table, figure or the like if it is short; before a list it must end in a colon.
    """
    if not isinstance(block, Paragraph) or not isinstance(following, _INTRODUCED):
        return False
    words = [part.text for part in block.children if isinstance(part, (Text, Abbreviation))]
    if isinstance(following, ItemList) and not (words and words[-1].endswith(_COLONS)):
        return False
    return sum(map(len, words)) <= SHORT


def holds_on(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a block of a list item stays with the next: a title, or one with a note below.

    A page does not end with a title, or begin with a note.
    """
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is None:
        return False
    is_remark = isinstance(following, Paragraph) and following.role is ParagraphRole.NOTE
    is_title = at == 0 and isinstance(blocks[0], Paragraph)
    return is_title or is_remark or leads_in(blocks[at], following)


def is_set_close(block: Block, above: Block | None) -> bool:
    """Return whether a paragraph of a cell follows another one without space between them."""
    if not (isinstance(block, Paragraph) and isinstance(above, Paragraph)):
        return False
    return above.role is ParagraphRole.BODY


def by_kind(blocks: Iterable[Block]) -> Iterator[tuple[PageKind, tuple[Block, ...]]]:
    """Yield runs of blocks with the kind of their pages.

    Shape: no run is empty, and neighbours differ in kind; page breaks that do not change the kind
    stay among the blocks.
    """
    kind = PageKind.NORMAL
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) and block.kind is not kind:
            if held:
                yield kind, tuple(held)
            kind, held = block.kind, []
            continue
        held.append(block)
    if held:
        yield kind, tuple(held)

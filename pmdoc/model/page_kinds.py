"""A document's blocks by the pages that they stand on: of which kind, and what stays together.

In → Out: blocks in reading order in; stretches of them out, each with its kind of page.
Must not: know a format.
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
"""Characters. A longer paragraph says more than what follows it."""


def leads_in(block: Block, following: Block | None) -> bool:
    """Say whether a paragraph introduces a table or the like, and must not be left behind.

    Before a list it does where it ends in a colon.
    """
    if not isinstance(block, Paragraph) or not isinstance(following, _INTRODUCED):
        return False
    words = [part.text for part in block.children if isinstance(part, (Text, Abbreviation))]
    if isinstance(following, ItemList) and not (words and words[-1].endswith(_COLONS)):
        return False
    return sum(map(len, words)) <= SHORT


def holds_on(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a part of a list's item stays with the next: its title, and what has remarks.

    A title is not parted from its text, and small print does not begin a page.
    """
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is None:
        return False
    is_remark = isinstance(following, Paragraph) and following.role is ParagraphRole.NOTE
    is_title = at == 0 and isinstance(blocks[0], Paragraph)
    return is_title or is_remark or leads_in(blocks[at], following)


def is_set_close(block: Block, above: Block | None) -> bool:
    """Say whether a paragraph of a cell stands right below another one, as its next line would."""
    if not (isinstance(block, Paragraph) and isinstance(above, Paragraph)):
        return False
    return above.role is ParagraphRole.BODY


def by_kind(blocks: Iterable[Block]) -> Iterator[tuple[PageKind, tuple[Block, ...]]]:
    """Yield stretches of blocks; a break between pages of one kind stays among them.

    Shape: no stretch is empty, and neighbours differ in kind.
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

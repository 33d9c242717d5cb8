"""A document's blocks by the pages that they stand on: of which kind, and what stays together.

In → Out: blocks in reading order in; stretches of them out, each with its kind of page.
Must not: know a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdoc.model.document import (
    Abbreviation,
    Block,
    CodeBlock,
    Figure,
    KeyFigures,
    KeyValues,
    PageBreak,
    PageKind,
    Paragraph,
    Table,
    Text,
    Timeline,
)

_INTRODUCED = (Table, Timeline, Figure, KeyValues, KeyFigures, CodeBlock)


MOST_TIGHTENED = 0.8
"""How much of the spaces in a contents list may go so that it does not spill onto a page."""
TIGHTENING_ERROR = 0.02
_SHORT = 300
"""Characters. A longer paragraph says more than what follows it."""


def leads_in(block: Block, following: Block | None) -> bool:
    """Say whether a paragraph introduces a table or the like, and must not be left behind."""
    if not isinstance(block, Paragraph) or not isinstance(following, _INTRODUCED):
        return False
    words = (part.text for part in block.children if isinstance(part, (Text, Abbreviation)))
    return sum(map(len, words)) <= _SHORT


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

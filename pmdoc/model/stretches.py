"""A document's blocks by the kind of the pages that they stand on.

In → Out: blocks in reading order in; stretches of them out, each with its kind of page.
Must not: know a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdoc.model.document import Block, PageBreak, PageKind


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

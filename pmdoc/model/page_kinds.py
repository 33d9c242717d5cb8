"""Divide a document's blocks by the kind of their pages.

In → Out: blocks in reading order in; runs of blocks out, each with its kind of page.
Must not: know an output format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdoc.model.document import Block, PageBreak, PageKind


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

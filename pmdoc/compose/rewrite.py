"""Rebuild a document where a node of it changes, and count its footnotes that way.

In → Out: blocks and a change in, blocks out; what did not change is the same object.
Must not: know what is changed, or why.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import Block, Footnote


def number_footnotes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Count the footnotes in reading order."""
    numbers = count(1)

    def change(node: object) -> object:
        return replace(node, number=next(numbers)) if isinstance(node, Footnote) else node

    return rewrite(blocks, change)


def rewrite(blocks: tuple[Block, ...], change: Callable[[object], object]) -> tuple[Block, ...]:
    """Rebuild blocks where `change` returns another node for one of theirs, innermost first.

    Shape: `change` gets every struct. Where it returns a tuple for a node that stands in a tuple,
    the members stand in the node's place.
    """
    return cast("tuple[Block, ...]", _rewritten(blocks, change))


def _rewritten(node: object, change: Callable[[object], object]) -> object:
    if isinstance(node, tuple):
        items: list[object] = []
        for item in node:
            made = _rewritten(item, change)
            if isinstance(made, tuple) and not isinstance(item, tuple):
                items.extend(made)
            else:
                items.append(made)
        is_same = len(items) == len(node) and all(a is b for a, b in zip(items, node, strict=True))
        return node if is_same else tuple(items)
    if not isinstance(node, Struct):
        return node
    changed: dict[str, Any] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, (tuple, Struct)):
            made = _rewritten(value, change)
            if made is not value:
                changed[name] = made
    return change(replace(node, **changed) if changed else node)

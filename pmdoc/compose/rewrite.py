"""Walk the tree of a document, or rebuild it where some of its nodes change.

In → Out: blocks and a function in, blocks out; unchanged nodes are the same objects.
Must not: know an incident or a layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import Block, Footnote


def number_footnotes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Number the footnotes from 1, in reading order."""
    numbers = count(1)

    def change(node: object) -> object:
        return replace(node, number=next(numbers)) if isinstance(node, Footnote) else node

    return rewrite(blocks, change)


def rewrite(blocks: tuple[Block, ...], change: Callable[[object], object]) -> tuple[Block, ...]:
    """Return blocks in which every node is what `change` returns for it, innermost first.

    Shape: `change` is called with every struct. It may return a tuple for a member of a tuple: its
    items replace that member, so that `()` deletes it.
    """
    return cast("tuple[Block, ...]", _rewrite(blocks, change))


def walk(node: object) -> Iterator[Struct]:
    """Yield every struct of a tree of structs and tuples, outermost first."""
    if isinstance(node, tuple):
        for item in node:
            yield from walk(item)
    elif isinstance(node, Struct):
        yield node
        for name in node.__struct_fields__:
            yield from walk(getattr(node, name))


def _rewrite(node: object, change: Callable[[object], object]) -> object:
    if isinstance(node, tuple):
        items: list[object] = []
        for item in node:
            result = _rewrite(item, change)
            if isinstance(result, tuple) and not isinstance(item, tuple):
                items.extend(result)
            else:
                items.append(result)
        is_same = len(items) == len(node) and all(a is b for a, b in zip(items, node, strict=True))
        return node if is_same else tuple(items)
    if not isinstance(node, Struct):
        return node
    changed: dict[str, Any] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, (tuple, Struct)):
            result = _rewrite(value, change)
            if result is not value:
                changed[name] = result
    return change(replace(node, **changed) if changed else node)

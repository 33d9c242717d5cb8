"""From YAML text to YAML's own tree, without resolving what values mean.

In → Out: text in; PyYAML's nodes out, their tags `PLAIN`, `TEXT`, `EMPTY` or `COLLECTION`.
Must not: construct objects, or go deeper than `DEPTH_LIMIT`, which would exhaust the C stack.
Source: https://yaml.org/spec/1.2.2/ chapter 3; https://pyyaml.org/wiki/PyYAMLDocumentation
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.nodes import Node, ScalarNode
from yaml.scanner import ScannerError

PLAIN, TEXT, EMPTY, COLLECTION = "plain", "text", "empty", "collection"
DEPTH_LIMIT = 100

_EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class TooDeep(Exception):  # noqa: N818 -- an event inside this package, never shown
    """The nesting exceeds the limit. Shape: `parent` is the innermost node that was still read."""

    def __init__(self, parent: Node) -> None:
        super().__init__()
        self.parent = parent


class _LiteralResolver:
    """Leave every value the text that it is, and count how deep the tree goes.

    Why: the parser calls these for each node, so the depth limit costs nothing extra, and it
    holds before the parser itself recurses further.
    """

    depth = 0

    def descend_resolver(self, parent: Node, index: object) -> None:  # noqa: ARG002 -- PyYAML's signature
        """Go one level down; PyYAML calls this before each node."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise TooDeep(parent)

    def ascend_resolver(self) -> None:
        """Come back up; PyYAML calls this after each node."""
        self.depth -= 1

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        """Choose the tag of a node that has none; `implicit[0]` says that it is unquoted."""
        if kind is not ScalarNode:
            return COLLECTION
        if not implicit[0]:
            return TEXT
        return EMPTY if value in _EMPTY_WORDS else PLAIN


class _PurePythonComposer(_LiteralResolver, yaml.SafeLoader):
    """The slow way, for installations of PyYAML without its C parser."""


def _composer_class() -> type[Any]:
    """Choose the C parser where there is one: it is ten times as fast."""
    fast = getattr(yaml, "CSafeLoader", None)
    return type("_Composer", (_LiteralResolver, fast), {}) if fast else _PurePythonComposer


_Composer = _composer_class()


def compose(text: str) -> Node | None:
    """Read the one document of a YAML text; None when it has none.

    Raises:
        yaml.YAMLError: the text is not YAML, or holds several documents.
        TooDeep: the nesting exceeds `DEPTH_LIMIT`.
    """
    composer = _Composer(text)
    try:
        node: Node | None = composer.get_single_node()
    except ValueError:
        # Only the slow parser: an escape beyond the last Unicode character.
        mark = composer.get_mark()
        raise ScannerError(None, None, "invalid escape", mark) from None
    else:
        return node
    finally:
        composer.dispose()


@contextmanager
def paused_collector() -> Iterator[None]:
    """Hold the garbage collector while many objects are made and none is garbage.

    Why: a 10,000-row file composes in a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

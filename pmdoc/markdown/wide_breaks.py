"""Drop line ends of Markdown that stand between two wide characters.

In → Out: the parser's state, whose tokens it changes.
Must not: be imported for a text without markup, as the parser it belongs to is slow to load.
Source: https://markdown-it-py.readthedocs.io/en/latest/plugins.html (core rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pmdoc.read.line_ends import is_joined

_SHOWN = frozenset(("hardbreak", "footnote_ref"))
"""Tokens without content that stand between two texts all the same."""


def drop_wide_breaks(state: StateCore) -> None:
    """Drop soft breaks in Chinese and Japanese, which would be blanks inside a word."""
    for token in state.tokens:
        children = token.children or []
        if any(child.type == "softbreak" for child in children):
            dropped = set(_joined_breaks(children))
            token.children = [one for at, one in enumerate(children) if at not in dropped]


def _joined_breaks(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the indexes of soft breaks between two wide characters, marks not counted."""
    before, at = "", -1
    for index, token in enumerate(tokens):
        if token.type == "softbreak":
            at = index
        elif token.content or token.type in _SHOWN:
            if at >= 0 and is_joined(before[-1:], token.content[:1]):
                yield at
            before, at = token.content, -1

"""Convert Markdown in text fields to blocks and inlines.

In → Out: an author's text in; blocks or inlines out.
Must not: lose text, pass markup to a renderer, or fail on any text.
Source: https://spec.commonmark.org/0.31.2/ with tables, task lists and strikethrough of
https://github.github.com/gfm/
"""

from __future__ import annotations

import re

from pmdoc.markdown.links import link_bare_addresses
from pmdoc.model.document import Block, Inline, Paragraph, Text

# Most fields of a report are a few plain words. For texts that match these patterns the Markdown
# parser, slow to load, would return the same; a property test checks that.
#
#   "Restarted api_server at 3 < 4 p.m."   plain: `_` inside a word, `<` before a space
#   "Restarted *all* servers"              not plain: `*`
#   "1. Restart"                           plain as an inline, but a list as a block
_PLAIN_PIECE = (
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+"
    r"(?:(?:(?<=[^\W_])_++(?=[^\W_])|&(?![#\w])|<(?![A-Za-z])|~(?!~)|!(?!\[))"
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+)*+"
)
_PLAIN_INLINE = re.compile(_PLAIN_PIECE)
_PLAIN_BLOCK = re.compile(r"(?![#>=]|[-+](?:\s|$|[-+])|~~|[0-9]{1,9}[.)](?:\s|$))" + _PLAIN_PIECE)


def parse(text: str) -> tuple[Block, ...]:
    """Convert a text field to blocks; empty for an empty text.

    Headings become labels, as the outline of a report belongs to its layout. Links other than
    http, https and mailto become plain text; `unsafe_links` returns them. Images and HTML are
    shown as text.
    """
    stripped = text.strip()
    if not stripped:
        return ()
    # Spaces at the start can make a code block, and parsers differ about other spaces at the end.
    is_flush = stripped is text or text.rstrip(" \n") == stripped
    if is_flush and _PLAIN_BLOCK.fullmatch(stripped):
        return (Paragraph(_plain(stripped)),)
    from pmdoc.markdown.tree import parse_blocks  # noqa: PLC0415 -- 50 ms to load

    return parse_blocks(text)


def parse_inline(text: str) -> tuple[Inline, ...]:
    """Convert a text field of one line, such as a title, to inlines; line breaks become spaces."""
    stripped = text.strip()
    if not stripped:
        return ()
    if _PLAIN_INLINE.fullmatch(stripped):
        return _plain(stripped)
    from pmdoc.markdown.tree import parse_inlines  # noqa: PLC0415 -- 50 ms to load

    return parse_inlines(stripped)


def _plain(text: str) -> tuple[Inline, ...]:
    if "://" in text:
        return tuple(link_bare_addresses(text))
    return (Text(str(text)),)

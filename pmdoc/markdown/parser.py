"""Markdown in text fields, as blocks and inlines of the document model.

In → Out: an author's text in; blocks or inlines out.
Must not: lose text, pass markup on to a renderer, or fail, whatever the text is.
Source: https://spec.commonmark.org/0.31.2/ with tables, task lists and strikethrough of
https://github.github.com/gfm/
"""

from __future__ import annotations

import re

from pmdoc.markdown.links import link_bare_addresses
from pmdoc.model.document import Block, Inline, Paragraph, Text

# Most fields of a report are a few plain words. What these patterns accept means the same to the
# Markdown parser, which then need not run nor be loaded; a property test holds them to it.
_PLAIN_PIECE = (
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+"
    r"(?:(?:(?<=[^\W_])_++(?=[^\W_])|&(?![#\w])|<(?![A-Za-z])|~(?!~)|!(?!\[))"
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+)*+"
)
_PLAIN_INLINE = re.compile(_PLAIN_PIECE)
_PLAIN_BLOCK = re.compile(r"(?![#>=]|[-+](?:\s|$|[-+])|~~|[0-9]{1,9}[.)](?:\s|$))" + _PLAIN_PIECE)


def parse(text: str) -> tuple[Block, ...]:
    """Turn a text field into blocks; empty for an empty text.

    Headings become labels: the outline of a report belongs to its layout. Links to anything but
    http, https and mailto keep their words only; `unsafe_links` names them. Images and HTML show
    as text.
    """
    stripped = text.strip()
    if not stripped:
        return ()
    # Blanks at the start can make a code block, and parsers differ over odd blanks at the end.
    is_flush = stripped is text or text.rstrip(" \n") == stripped
    if is_flush and _PLAIN_BLOCK.fullmatch(stripped):
        return (Paragraph(_plain(stripped)),)
    from pmdoc.markdown.tree import parse_blocks  # noqa: PLC0415 -- 50 ms to load

    return parse_blocks(text)


def parse_inline(text: str) -> tuple[Inline, ...]:
    """Turn a text field of one line, such as a title, into inlines; line breaks become blanks."""
    stripped = text.strip()
    if not stripped:
        return ()
    if _PLAIN_INLINE.fullmatch(stripped):
        return _plain(stripped)
    from pmdoc.markdown.tree import parse_inlines  # noqa: PLC0415 -- 50 ms to load

    return parse_inlines(stripped)


def _plain(text: str) -> tuple[Inline, ...]:
    """Make inlines of a text without markup."""
    if "://" in text:
        return tuple(link_bare_addresses(text))
    return (Text(str(text)),)

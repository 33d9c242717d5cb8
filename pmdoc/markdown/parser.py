"""Convert Markdown in text fields to blocks and inlines.

In → Out: an author's text in; blocks or inlines out.
Must not: lose text, pass markup to a renderer, or fail on any text.
Source: https://spec.commonmark.org/0.31.2/ with tables, task lists and strikethrough of
https://github.github.com/gfm/
"""

from __future__ import annotations

from collections.abc import Callable

from pmdoc.markdown.links import link_bare_addresses
from pmdoc.markdown.plain import has_blocks, is_plain
from pmdoc.model.document import Block, Inline, Paragraph, Text
from pmdoc.read.line_ends import joined_lines


def typed_callout(key: str) -> str:
    """Return the mark of a callout for the key of its title, such as `[!WARNING]`."""
    return f"[!{key.rpartition('.')[2].upper()}]"


def parse(text: str, word: Callable[[str], str] = typed_callout) -> tuple[Block, ...]:
    """Convert a text field to blocks; empty for an empty text.

    Headings become labels, as the outline of a report belongs to its layout. Links other than
    http, https and mailto become plain text; `unsafe_links` returns them. Images and HTML are
    shown as text. `word` returns the title of a callout by its key, such as `callout.warning`.
    """
    if has_blocks(text):
        from pmdoc.markdown.tree import parse_blocks  # noqa: PLC0415 -- 50 ms to load

        return parse_blocks(text, word)
    inlines = _parse_line(text.strip())
    return (Paragraph(inlines),) if inlines else ()


def parse_inline(text: str) -> tuple[Inline, ...]:
    """Convert a text field of one line, such as a title, to inlines; line breaks become spaces."""
    return _parse_line(joined_lines(text.strip()))


def _parse_line(text: str) -> tuple[Inline, ...]:
    if not text:
        return ()
    if is_plain(text):
        return _plain(text)
    from pmdoc.markdown.tree import parse_inlines  # noqa: PLC0415 -- 50 ms to load

    return parse_inlines(text)


def _plain(text: str) -> tuple[Inline, ...]:
    if "://" in text:
        return tuple(link_bare_addresses(text))
    return (Text(str(text)),)

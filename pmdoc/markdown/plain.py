"""Recognise texts without markup, and texts without blocks.

In → Out: a text in, yes or no out.
Must not: load the Markdown parser or the document model.
"""

from __future__ import annotations

import re

# Most fields of a report are a few plain words. For texts that match this pattern the Markdown
# parser, slow to load, would return the same; a property test checks that.
#
#   "Restarted api_server at 3 < 4 p.m."   plain: `_` inside a word, `<` before a space
#   "Restarted *all* servers"              not plain: `*`
_PLAIN = re.compile(
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+"
    r"(?:(?:(?<=[^\W_])_++(?=[^\W_])|&(?![#\w])|<(?![A-Za-z])|~(?!~)|!(?!\[))"
    r"[^\\`*_\[&<~!\x00-\x1f\x85\u2028\u2029]*+)*+"
)


def is_plain(text: str) -> bool:
    """Return whether a text is one line without any mark."""
    return _PLAIN.fullmatch(text) is not None


def has_blocks(text: str) -> bool:
    """Return whether a text may hold lists, tables, quotations, headings and code.

    A text of one line holds none, so that `> 500 ms`, `- 5 %`, `# 4` and `1. May` stay as typed.
    The properties that the schema calls a line, such as names and units, are always one: a `Line`
    of several lines is joined when it is read.
    """
    return "\n" in text.strip() or "\r" in text.strip()

"""Make links of safe addresses, and find bare addresses in text.

In → Out: an address or a text in; inlines out.
Must not: accept an address that opens a file, runs code, or depends on the report's location.
Source: https://github.github.com/gfm/#extended-url-autolinks- for the end of a bare address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdoc.model.document import Code, Inline, Link, Text

_SAFE = re.compile(r"https?://[^\s/\\?#]|mailto:[^\s/\\]*@", re.IGNORECASE)
_BARE = re.compile(r"(?<![A-Za-z0-9])https?://[^\s<>\"“”„«»`|\\^]+", re.IGNORECASE)
_TRAILING = frozenset("?!.,:;*_~'’‘…。，、；：！？")
_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "」": "「"}


def is_safe_target(target: str) -> bool:
    """Return whether an address is a web or mail address."""
    return bool(_SAFE.match(target)) and target.isprintable()


def link_to(children: tuple[Inline, ...], target: str) -> tuple[Inline, ...]:
    """Return a link, or for an unsafe address the children followed by the address as text.

    A relative path, for example, means nothing to someone who has only the report.
    """
    if is_safe_target(target):
        return (Link(children, _ascii(target)),)
    return (*children, Text(" ("), Code(target), Text(")"))


def link_bare_addresses(text: str) -> Iterator[Inline]:
    """Split a text into `Text` and, for bare addresses in it, `Link`."""
    end = 0
    for match in _BARE.finditer(text):
        address = _strip_punctuation(match.group())
        if not is_safe_target(address):
            continue
        if match.start() > end:
            yield Text(text[end : match.start()])
        yield Link((Text(address),), _ascii(address))
        end = match.start() + len(address)
    if end < len(text):
        yield Text(text[end:])


def _strip_punctuation(address: str) -> str:
    """Strip what belongs to the sentence: its full stop, and brackets opened before the address.

    `https://a.io/x_(y).` gives `https://a.io/x_(y)`, and `https://a.io/x).` gives `https://a.io/x`.
    """
    surplus = {
        closing: address.count(closing) - address.count(opening)
        for closing, opening in _PAIRS.items()
    }
    end = len(address)
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def _ascii(address: str) -> str:
    """Percent-encode non-ASCII characters, which links in a PDF can't contain."""
    if address.isascii():
        return address
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415 -- 50 ms to load

    return normalizeLink(address)

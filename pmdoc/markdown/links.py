"""Which addresses a report may link to, and where bare ones stand in a text.

In → Out: an address or a text in; whether it is safe, or the text's pieces out.
Must not: accept anything that opens a file, runs code, or depends on where the report lies.
Source: https://github.github.com/gfm/#extended-url-autolinks- for where a bare address ends.
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
    """Say whether a link leads to a web or mail address."""
    return bool(_SAFE.match(target)) and target.isprintable()


def link_to(children: tuple[Inline, ...], target: str) -> tuple[Inline, ...]:
    """Let words lead to an address; one that is not safe stands behind them, to be read.

    A path beside the incident file means nothing to whoever gets the report alone.
    """
    if is_safe_target(target):
        return (Link(children, _ascii(target)),)
    return (*children, Text(" ("), Code(target), Text(")"))


def link_bare_addresses(text: str) -> Iterator[Inline]:
    """Cut a text into `Text` and, for addresses that stand in it as they are, `Link`."""
    end = 0
    for match in _BARE.finditer(text):
        address = _without_trailing(match.group())
        if not is_safe_target(address):
            continue
        if match.start() > end:
            yield Text(text[end : match.start()])
        yield Link((Text(address),), _ascii(address))
        end = match.start() + len(address)
    if end < len(text):
        yield Text(text[end:])


def _without_trailing(address: str) -> str:
    """Leave off what belongs to the sentence: its stop, and brackets that it opened before."""
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
    """Encode other characters than ASCII, which a link in a PDF can't hold."""
    if address.isascii():
        return address
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415 -- 50 ms to load

    return normalizeLink(address)

"""Join lines of Chinese and Japanese, which have no blanks between words, without a blank.

In → Out: the characters on either side of a line end in; whether it is dropped out.
Must not: drop a line end beside Latin letters or Hangul, whose words have blanks between them.
Source: https://www.w3.org/TR/css-text-4/#line-break-transform ("segment break transformation").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RANGES = (
    ("\u2e80", "\u312f"), ("\u3190", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
WIDE = "".join(f"{first}-{last}" for first, last in _RANGES)
"""Ideographs, kana and full-width forms, as the inside of a character class."""
_BESIDE = frozenset("‘’“”…‥—·")
"""Punctuation that is as wide as they are beside them."""
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_TAIL = 20


def _is_wide(character: str) -> bool:
    return character >= _RANGES[0][0] and any(first <= character <= last for first, last in _RANGES)


def is_joined(before: str, after: str) -> bool:
    """Return whether a line end between two characters, or none, is dropped, and no blank."""
    if _is_wide(before):
        return _is_wide(after) or after in _BESIDE
    return before in _BESIDE and _is_wide(after)


def joined_lines(text: str) -> str:
    """Return a text of one line: its line ends are blanks, or nothing."""
    joined, *parts = LINE_END.split(text)
    for part in parts:
        joined += part if is_joined(joined[-1:], part[:1]) else f" {part}"
    return joined


def dropped_line_ends(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines that are joined end, and where those after them begin."""
    end = -1 if text.isascii() else text.find("\n")
    while end >= 0:
        last = end - 1 if text[end - 1 : end] == "\r" else end
        start = end + 1
        if text[last - 1 : last] > "\xff":  # nearly all lines end in a Latin letter or sign
            while text[start : start + 1] in {" ", "\t"}:
                start += 1
            if is_joined(text[last - 1 : last], text[start : start + 1]):
                yield last, start
        end = text.find("\n", start)


def unfolded(value: str, raw: str) -> str:
    """Return a YAML value without the blanks that folding put where a line end is dropped.

    Shape: `raw` is how the value stands in the file.
    """
    at = begin = 0
    for end, start in dropped_line_ends(raw):
        first = end - 1
        while first > max(begin, end - _LONGEST_TAIL) and is_joined(raw[first - 1], raw[first]):
            first -= 1
        folded = f"{raw[first:end]} {raw[start]}"
        for _ in range(raw.count(folded, begin, end)):  # blanks that the author typed
            at = value.find(folded, at) + 1
        begin, found = start, value.find(folded, at)
        if found >= 0:
            at = found + end - first
            value = value[:at] + value[at + 1 :]
    return value

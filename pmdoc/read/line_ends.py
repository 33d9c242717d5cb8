"""Join lines of Chinese and Japanese, which have no blanks between words, without a blank.

In → Out: the characters on either side of a line end in; whether it is dropped out.
Must not: drop a line end beside Latin letters or Hangul, whose words have blanks between them.
Source: https://www.w3.org/TR/css-text-4/#line-break-transform ("segment break transformation").
"""

from __future__ import annotations

import re

WIDE = (
    "\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
"""Ideographs, kana and full-width forms, as the inside of a character class."""
_BESIDE = "‘’“”…‥—·"
"""Punctuation that is as wide as they are beside them."""
_JOINED = re.compile(f"[{WIDE}][{WIDE}{_BESIDE}]|[{_BESIDE}][{WIDE}]")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TAIL = re.compile(f"[{WIDE}{_BESIDE}]+$")
_LONGEST_TAIL = 20
JOINED_LINE_END = re.compile(
    f"\n(?:(?<=[{WIDE}{_BESIDE}]\n)|(?<=[{WIDE}{_BESIDE}]\r\n))[ \t]*[{WIDE}{_BESIDE}]"
)
"""A line end that may have to be dropped. It begins with a literal, which is found fast."""


def is_joined(before: str, after: str) -> bool:
    """Return whether a line end between two characters is dropped, and no blank."""
    return _JOINED.fullmatch(before + after) is not None


def joined_lines(text: str) -> str:
    """Return a text of one line: its line ends are blanks, or nothing."""
    parts = LINE_END.split(text)
    joined = parts[0]
    for part in parts[1:]:
        is_dropped = is_joined(joined[-1:], part[:1])
        joined += part if is_dropped else f" {part}"
    return joined


def unfolded(value: str, raw: str) -> str:
    """Return a YAML value without the blanks that folding put where a line end is dropped.

    Shape: `raw` is how the value stands in the file.
    """
    at = begin = 0
    for match in JOINED_LINE_END.finditer(raw):
        before = raw[max(0, match.start() - _LONGEST_TAIL) : match.start()].rstrip("\r")
        tail, after = _TAIL.search(before), match.group()[-1]
        if tail is None or not is_joined(before[-1], after):
            continue
        folded = f"{tail.group()} {after}"
        for _ in range(raw.count(folded, begin, match.start())):  # blanks that the author typed
            at = value.find(folded, at) + 1
        begin, found = match.end() - 1, value.find(folded, at)
        if found >= 0:
            at = found + len(tail.group())
            value = value[:at] + value[at + 1 :]
    return value

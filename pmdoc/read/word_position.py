"""Find the position of a word of a value in the file.

In → Out: a file's text, the positions of its values, and an offset in a value in; line and column
of the word at the offset out.
Must not: know YAML, or return the position of a word in another value.

A value of several lines, such as a log, may be indented, folded or escaped in the file, but its
words are not. For the third "timeout" of a value, this finds the third "timeout" after the
beginning of the value, if that comes before the next value.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

_BREAK = re.compile("\r\n|\r|\n")
_WORD = re.compile(r"\S{1,80}")


class WordPlaces:
    """The words of one file. Shape: `starts` are the positions of its values, from 0."""

    def __init__(self, text: str, starts: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in _BREAK.finditer(text))]
        count = len(self._lines)
        self._starts = sorted({self._lines[line] + col for line, col in starts if line < count})

    def find(self, line: int, column: int, value: str, offset: int) -> tuple[int, int] | None:
        """Return the position of the word at an offset of the value at a line and column, from 0.

        Return None if there is no word at the offset, or the file writes it differently.
        """
        match = _WORD.match(value, offset)
        if match is None or line >= len(self._lines):
            return None
        word = match.group()
        start = self._lines[line] + column
        following = bisect.bisect_right(self._starts, start)
        end = self._starts[following] if following < len(self._starts) else len(self._text)
        at = start - 1
        for _ in range(value.count(word, 0, offset) + 1):
            at = self._text.find(word, at + 1, end)
            if at < 0:
                return None
        row = bisect.bisect_right(self._lines, at) - 1
        return row, at - self._lines[row]

"""Where in a file a word of a value stands, however the value is written there.

In → Out: a file's text, the places at which its values begin, a value and a character's number in
it, in; the word's line and column out.
Must not: know YAML, or point at a word that may be another value's.

A value of many lines, such as a log, may be indented, folded or escaped in the file. Its words are
not: so the word is looked for from the value's beginning on, as often as it stands in the value.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

_BREAK = re.compile("\r\n|\r|\n")
_WORD = re.compile(r"\S{1,80}")


class WordPlaces:
    """The words of one file. Shape: `begins` has the places of values as (line, column), from 0."""

    def __init__(self, text: str, begins: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in _BREAK.finditer(text))]
        indexes = {self._lines[line] + column for line, column in begins if line < self._count}
        self._begins = sorted(indexes)

    @property
    def _count(self) -> int:
        return len(self._lines)

    def find(self, line: int, column: int, value: str, start: int) -> tuple[int, int] | None:
        """Find the word at a character of a value that begins at a line and column, from 0."""
        match = _WORD.match(value, start)
        if match is None or line >= self._count:
            return None
        word = match.group()
        begin = self._lines[line] + column
        later = bisect.bisect_right(self._begins, begin)
        end = self._begins[later] if later < len(self._begins) else len(self._text)
        at = begin - 1
        for _ in range(value.count(word, 0, start) + 1):
            at = self._text.find(word, at + 1, end)
            if at < 0:
                return None
        row = bisect.bisect_right(self._lines, at) - 1
        return row, at - self._lines[row]

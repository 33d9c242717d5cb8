"""The line that a problem is about, with a caret under the place, for a terminal.

In → Out: problems in, lines to show below them out.
Must not: show a line that may hold a secret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmdoc.diagnostics.problem import Problem

_TAB = 4
_SECRET = re.compile(r"secret|credential|password|token|card-number|-key-in")
_BREAK = re.compile("\r\n|\r|\n")
_LIMIT_BYTES = 50_000_000


class SourceQuoter:
    """Quotes lines of files, but those and those texts in which a problem is about a secret.

    Shape: `texts` are those of standard input, by name.
    """

    def __init__(
        self, texts: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()
    ) -> None:
        self._lines = {name: _BREAK.split(text) for name, text in (texts or {}).items()}
        secrets = [problem for problem in problems if _is_secret(problem)]
        self._hidden = {(one.position.file, one.position.line) for one in secrets}
        # A text in which one secret was found may hold more, on other lines.
        self._hidden_texts = {(one.position.file, one.pointer) for one in secrets}

    def quote(self, problem: Problem, width: int) -> list[str]:
        """Show the line with a caret below, or nothing. Units: `width` in columns."""
        place = problem.position
        is_hidden = (
            _is_secret(problem)
            or (place.file, place.line) in self._hidden
            or (place.file, problem.pointer) in self._hidden_texts
        )
        lines = self._read(place.file) if place.line and not is_hidden else []
        if place.line > len(lines):
            return []
        gutter = f"{place.line:>5} │ "
        text, caret = _window(lines[place.line - 1], place.column - 1, width - len(gutter))
        return [f"{gutter}{text}", f"{'│ ':>8}{' ' * caret}^"]

    def _read(self, name: str) -> list[str]:
        """Read a file's lines once; what can't be read is not quoted."""
        if name not in self._lines:
            self._lines[name] = []
            try:
                path = Path(name)
                if path.is_file() and path.stat().st_size <= _LIMIT_BYTES:
                    text = path.read_bytes().decode("utf-8-sig", "replace")
                    self._lines[name] = _BREAK.split(text)
            except (OSError, ValueError):
                pass
        return self._lines[name]


def _is_secret(problem: Problem) -> bool:
    return bool(_SECRET.search(problem.id))


def _window(line: str, column: int, width: int) -> tuple[str, int]:
    """Cut a line around a column. Shape: the text to print, and the caret's offset in it."""
    column = min(max(column, 0), len(line))
    cells = [_cell(character) for character in line]
    widths = [_width(cell) for cell in cells]
    start, end = 0, len(cells)
    if sum(widths) > width:
        room = width - 2
        start, used = column, 0
        while start > 0 and used + widths[start - 1] <= room // 2:
            start -= 1
            used += widths[start]
        end, used = start, 0
        while end < len(cells) and used + widths[end] <= room:
            used += widths[end]
            end += 1
        while start > 0 and end == len(cells) and used + widths[start - 1] <= room:
            start -= 1
            used += widths[start]
    head, tail = "…" if start else "", "…" if end < len(cells) else ""
    text = head + "".join(cells[start:end]) + tail
    return text, len(head) + sum(widths[start:column])


def _cell(character: str) -> str:
    """Write a character so that it keeps to its place."""
    if character == "\t":
        return " " * _TAB
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(cell: str) -> int:
    """Count the columns that a terminal needs."""
    if len(cell) > 1:
        return len(cell)
    if unicodedata.combining(cell):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1

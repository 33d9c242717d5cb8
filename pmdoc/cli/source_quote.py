"""Quote the source line of a problem, with a caret under its column.

In → Out: problems in, lines to print below them out.
Must not: quote a line that may hold a secret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmdoc.diagnostics.problem import Problem
from pmdoc.runtime import limits

_TAB = 4
_SECRET = re.compile(r"secret|credential|password|token|card-number|-key-in")
_BREAK = re.compile("\r\n|\r|\n")


class SourceQuoter:
    """Quotes lines of files, except lines and values in which one of `problems` found a secret.

    Shape: `texts` maps the name of standard input to its text.
    """

    def __init__(
        self, texts: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()
    ) -> None:
        self._lines = {name: _BREAK.split(text) for name, text in (texts or {}).items()}
        secrets = [problem for problem in problems if _is_secret(problem)]
        self._hidden = {(one.position.file, one.position.line) for one in secrets}
        # A value with one secret may hold more, on other lines.
        self._hidden_texts = {(one.position.file, one.pointer) for one in secrets}

    def quote(self, problem: Problem, width: int) -> list[str]:
        """Return the line and a caret line, or nothing. Units: `width` in columns."""
        position = problem.position
        is_hidden = (
            _is_secret(problem)
            or (position.file, position.line) in self._hidden
            or (position.file, problem.pointer) in self._hidden_texts
        )
        lines = self._read(position.file) if position.line and not is_hidden else []
        if position.line > len(lines):
            return []
        gutter = f"{position.line:>5} │ "
        text, caret = _window(lines[position.line - 1], position.column - 1, width - len(gutter))
        return [f"{gutter}{text}", f"{'│ ':>8}{' ' * caret}^"]

    def _read(self, name: str) -> list[str]:
        if name not in self._lines:
            self._lines[name] = []
            try:
                path = Path(name)
                if path.is_file() and path.stat().st_size <= limits.YAML_BYTES:
                    text = path.read_bytes().decode("utf-8-sig", "replace")
                    self._lines[name] = _BREAK.split(text)
            except (OSError, ValueError):
                pass
        return self._lines[name]


def _is_secret(problem: Problem) -> bool:
    return bool(_SECRET.search(problem.id))


def _window(line: str, column: int, width: int) -> tuple[str, int]:
    """Cut a line to `width` columns around `column`.

    Shape: the text to print, and the caret's offset in it. `_window("abcdefgh", 6, 5)` is
    `("…fgh", 2)`: `…` marks what was cut, and the caret is below the `g`.
    """
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
    """Return what is printed for a character: spaces for a tab, � for a control character."""
    if character == "\t":
        return " " * _TAB
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(cell: str) -> int:
    """Return the number of terminal columns: 0 for combining marks, 2 for wide characters."""
    if len(cell) > 1:
        return len(cell)
    if unicodedata.combining(cell):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1

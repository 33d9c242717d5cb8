"""Collect problems while a YAML text is read.

In → Out: the parser's events and messages in; problems with positions out.
Must not: decide what is a problem.
"""

from __future__ import annotations

import re
from typing import Any

from pmdoc.diagnostics.problem import Level, Position, Problem, pointer_to

_WARNINGS = frozenset({"text-control-character", "text-turning-character", "yaml-comment-in-text"})


class ProblemCollector:
    """The problems of one text. Shape: `path` has the keys and indexes of the current value."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        self._name = name

    def add(
        self, id: str, event: Any, message: str, hint: str, before: str = "", key: str | None = None
    ) -> None:
        """Add a problem at an event, or after the beginning `before` of its text."""
        problem = Problem(
            id=id,
            level=Level.WARNING if id in _WARNINGS else Level.ERROR,
            message=message,
            hint=hint,
            pointer=pointer_to(*self.path, *([] if key is None else [key])),
            position=self._position(event, before),
        )
        self.problems.append(problem)

    def _position(self, event: Any, before: str) -> Position:
        lines = re.split("\r\n|\r|\n", before)
        mark = event.start_mark
        column = mark.column if len(lines) == 1 else 0
        line, column = mark.line + len(lines), column + len(lines[-1]) + 1
        return Position(file=self._name, line=line, column=column)

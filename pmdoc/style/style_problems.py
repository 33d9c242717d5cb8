"""Collect the problems of a style, to report them all at once.

In → Out: pointers into a style and messages in, a `StyleError` or warnings out.
Must not: stop at the first problem.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.diagnostics.errors import StyleError
from pmdoc.diagnostics.problem import Level, Problem, parts_of, sort_problems
from pmdoc.read.source import Source
from pmdoc.validate.config_file import raise_if_any


class StyleProblems:
    """Collects problems of a style and those it extends; `sources` are nearest first."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._problems: list[Problem] = [p for source in sources for p in source.problems]

    def error(self, pointer: str, message: str, hint: str = "") -> None:
        """Add an error, with the id `style-value`."""
        self._add("style-value", Level.ERROR, pointer, message, hint)

    def warn(self, pointer: str, message: str, hint: str = "") -> None:
        """Add a warning, with the id `style-doubtful`: the report is not quite as asked."""
        self._add("style-doubtful", Level.WARNING, pointer, message, hint)

    def warnings(self) -> tuple[Problem, ...]:
        """Return the warnings, sorted, with their positions."""
        return tuple(p for p in sort_problems(self._problems) if p.level is not Level.ERROR)

    def raise_errors(self) -> None:
        """Raise a `StyleError` with a line for each error, if there are any."""
        raise_if_any((p for p in self._problems if p.level is Level.ERROR), StyleError)

    def _add(self, id: str, level: Level, pointer: str, message: str, hint: str) -> None:
        problem = Problem(id=id, level=level, message=message, pointer=pointer, hint=hint)
        # The nearest file with the longest part of the pointer defines a value. For
        # `/color/primary`, if our file has `color: {secondary: red}` and the one it extends
        # `color: {primary: blue}`, that is the second file.
        source = max(self._sources, key=lambda source: _matching_depth(source, pointer))
        (placed,) = source.place([problem])
        if placed not in self._problems:
            self._problems.append(placed)


def _matching_depth(source: Source, pointer: str) -> int:
    value, depth = source.data, 0
    for part in parts_of(pointer):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            break
        depth += 1
    return depth

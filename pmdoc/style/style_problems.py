"""Everything that is wrong or doubtful in a style, gathered so that it is said at once.

In → Out: pointers into a style and words about them in, a `StyleError` or warnings out.
Must not: stop at the first thing that is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.diagnostics.errors import StyleError
from pmdoc.diagnostics.problem import Level, Problem, parts_of, sort_problems
from pmdoc.read import Source
from pmdoc.validate.config_file import raise_if_any


class StyleProblems:
    """Gathers problems of a style and of those that it extends, nearest first."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._problems: list[Problem] = [p for source in sources for p in source.problems]

    def error(self, pointer: str, message: str, hint: str = "") -> None:
        """Note something that has to be put right.

        Problems: `style-value`.
        """
        self._add("style-value", Level.ERROR, pointer, message, hint)

    def warn(self, pointer: str, message: str, hint: str = "") -> None:
        """Note something that the report can do without.

        Problems: `style-doubtful`, as warnings.
        """
        self._add("style-doubtful", Level.WARNING, pointer, message, hint)

    def warnings(self) -> tuple[Problem, ...]:
        """List what the report can do without, each with its place."""
        return tuple(p for p in sort_problems(self._problems) if p.level is not Level.ERROR)

    def stop(self) -> None:
        """Stop if something has to be put right.

        Raises:
            StyleError: its text names each problem on a line of its own.
        """
        raise_if_any((p for p in self._problems if p.level is Level.ERROR), StyleError)

    def _add(self, id: str, level: Level, pointer: str, message: str, hint: str) -> None:
        problem = Problem(id=id, level=level, message=message, pointer=pointer, hint=hint)
        (placed,) = self._home(pointer).place([problem])
        if placed not in self._problems:
            self._problems.append(placed)

    def _home(self, pointer: str) -> Source:
        """Find the file that says it: the nearest of those that have most of the pointer."""
        return max(self._sources, key=lambda source: _depth(source, pointer))


def _depth(source: Source, pointer: str) -> int:
    """Count how many parts of a pointer a file has."""
    here, depth = source.data, 0
    for part in parts_of(pointer):
        if isinstance(here, dict) and part in here:
            here = here[part]
        elif isinstance(here, list) and part.isdecimal() and int(part) < len(here):
            here = here[int(part)]
        else:
            break
        depth += 1
    return depth

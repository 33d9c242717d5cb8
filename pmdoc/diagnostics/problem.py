"""The type of all problems in the user's files.

In → Out: stages create `Problem`s with a JSON Pointer; a `Source` adds file, line and column.
Must not: depend on the origin of a problem (YAML, schema, lint, style, layout, rendering).
Source: JSON Pointer is RFC 6901.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace


class Level(StrEnum):
    """The severity of a problem; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


class Position(Struct, frozen=True, kw_only=True):
    """A position in a file. Units: `line` and `column` count from 1; 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def is_in_file(self) -> bool:
        """Whether it is in a file, unlike `<stdin>` and `--set`."""
        return bool(self.file) and not self.file.startswith(("<", "--"))

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(part for part in parts if part)


class Problem(Struct, frozen=True, kw_only=True):
    """A problem: where it is, what is wrong, and what to do.

    Shape: `pointer` is a JSON Pointer into the file's data, empty for the whole file. `message` is
    a sentence without the path; `hint` is the next step. `offset` is the index of the character
    concerned in a text value; 0 for the whole value. `count` is the number of values that the
    problem stands for: those of a record, or of several places of which it names the first.
    """

    id: str
    message: str
    level: Level = Level.ERROR
    pointer: str = ""
    hint: str = ""
    position: Position = field(default_factory=Position)
    offset: int = 0
    count: int = 1

    def __str__(self) -> str:
        where = str(self.position)
        text = f"{self.message} {self.hint}".rstrip()
        return f"{where} {text}" if where else text


def pointer_to(*parts: str | int) -> str:
    """Return a JSON Pointer from keys and list indexes: `/actions/2/owner`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def parts_of(pointer: str) -> tuple[str, ...]:
    """Split a JSON Pointer into its keys and list indexes, all as text."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def readable(pointer: str) -> str:
    """Format a JSON Pointer as in messages: `/actions/2/owner` as `actions[2].owner`."""
    text = ""
    for part in parts_of(pointer):
        if part.isdigit():
            text += f"[{part}]"
        else:
            name = part if part.strip() else f'"{part}"'
            text += f".{name}" if text else name
    return text


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file, line, column and level, without duplicates."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(problem: Problem) -> tuple[str, int, int, int, str, str]:
    at = problem.position
    return at.file, at.line, at.column, _RANK[problem.level], problem.id, problem.message


def apply_strictness(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Sort problems; with `is_strict`, warnings become errors."""
    levels = {Level.WARNING: Level.ERROR} if is_strict else {}
    return sort_problems(replace(p, level=levels.get(p.level, p.level)) for p in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any problem is an error."""
    return any(problem.level is Level.ERROR for problem in problems)

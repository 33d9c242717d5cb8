"""Read layout, style and language files together with the files they extend.

In → Out: a shipped name or a path in; checked files, nearest first, out.
Must not: know any key but `extends`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from pmdoc.diagnostics.errors import InputError, PmdocError, UnknownName, suggest
from pmdoc.diagnostics.problem import Level, Problem, has_errors, pointer_to
from pmdoc.read.file_gate import is_file, real_path
from pmdoc.read.source import Source, UnreadableInput
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.validate.coerce import coerce
from pmdoc.validate.empty_keys import find_unknown_blanks
from pmdoc.validate.schema_errors import find_structure_problems
from pmdoc.validate.schemas import shipped_schema


class ConfigFile(Struct, frozen=True, kw_only=True):
    """A file without errors. Shipped files are not checked here, but by the tests."""

    path: Path
    source: Source
    is_shipped: bool
    warnings: tuple[Problem, ...] = ()

    @property
    def data(self) -> Mapping[str, Any]:
        """The file's top-level mapping."""
        return cast("Mapping[str, Any]", self.source.data)


class ConfigKind(Struct, frozen=True, kw_only=True):
    """A kind of config file: layouts, styles or languages.

    A file extends another by its shipped name or by a path relative to its own folder:

        mine.yaml        extends: team.yaml     (beside mine.yaml)
        team.yaml        extends: operations    (shipped)
        operations.yaml                         (extends nothing)
    """

    name: str
    """As in messages: "layout"."""
    folder: Path
    """The folder of the shipped files."""
    error: type[PmdocError]
    first_line: str
    """An example of a first line, for the hint of an empty file."""
    find_problems: Callable[[Source], Iterable[Problem]]
    """Checks a file of the user's."""
    extends_problem: str
    """Id of problems with `extends`."""
    extends_key: tuple[str, ...] = ("extends",)
    """The path of keys to `extends`."""
    default_parent: str = ""
    """The shipped file that a user's file extends if it says nothing; empty for none."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the shipped files, sorted."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.yaml")))

    def shipped_path(self, name: str) -> Path:
        """Return the path that a shipped file of this name has, whether or not it exists."""
        return self.folder / f"{name}.yaml"

    def read_chain(self, name: str | Path) -> tuple[ConfigFile, ...]:
        """Read a file and all that it extends, nearest first.

        Raises:
            UnknownName: no shipped file has the name.
            PmdocError: of the class `error`; a file is missing or unusable, or the chain is a loop.
        """
        path = Path(name)
        if not is_yaml_name(path):
            path = self.shipped_path(str(name))
            if not is_file(path):
                raise UnknownName(self.name, str(name), self.names())
        try:
            return tuple(self._read_chain(path))
        except InputError as error:
            raise self.error(error.message, hint=error.hint) from None

    def _read_chain(self, path: Path) -> Iterator[ConfigFile]:
        seen: set[Path] = set()
        parent: Path | None = path
        while parent is not None:
            seen.add(real_path(parent))
            file, parent = self._read(parent, seen)
            yield file

    def _read(self, path: Path, seen: set[Path]) -> tuple[ConfigFile, Path | None]:
        """Read and check one file; return it with the path of its parent."""
        source = _read_mapping(path, self)
        is_shipped = real_path(path.parent) == real_path(self.folder)
        problems = [] if is_shipped else list(self.find_problems(source))
        parent = None
        pointer = pointer_to(*self.extends_key)
        if not any(problem.pointer == pointer for problem in problems):
            default = "" if is_shipped else self.default_parent
            name = _value_at(self.extends_key, source.data) or default
            if name:
                is_path = is_yaml_name(name)
                parent = path.parent / name if is_path else self.shipped_path(name)
                if fault := self._parent_fault(name, parent, seen):
                    message, hint = fault
                    id = self.extends_problem
                    problems.append(Problem(id=id, message=message, pointer=pointer, hint=hint))
        placed = source.place(problems)
        if has_errors(placed):
            raise self.error(problems=(p for p in placed if p.level is Level.ERROR))
        file = ConfigFile(path=path, source=source, is_shipped=is_shipped, warnings=placed)
        return file, parent

    def _parent_fault(self, name: str, parent: Path, seen: set[Path]) -> tuple[str, str] | None:
        """Return message and hint if `parent` can't be extended."""
        if real_path(parent) in seen:
            return "leads back to this file.", "Remove one `extends:` of the loop."
        if is_file(parent):
            return None
        if is_yaml_name(name):
            return f"{name!r} does not exist.", f"Put it at {parent}."
        return f"{name!r} is not a shipped {self.name}.", suggest(name, self.names())


def find_schema_problems(source: Source, schema: str) -> list[Problem]:
    """Find what the shipped schema of that name does not admit in a file.

    Problems: those of `validate.schema_errors` and `validate.empty_keys`.
    """
    compiled = shipped_schema(schema)
    found = find_structure_problems(coerce(source.data, compiled.index), compiled)
    return [*found, *find_unknown_blanks(source.blanks, compiled.index)]


def raise_if_any(problems: Iterable[Problem], error: type[PmdocError]) -> None:
    """Raise an error that names all problems, if there are any.

    Raises:
        PmdocError: of the class `error`; its text has a line for each problem.
    """
    if found := tuple(problems):
        raise error(problems=found)


def _read_mapping(path: Path, kind: ConfigKind) -> Source:
    try:
        source = read_yaml(path)
    except UnreadableInput as unreadable:
        if unreadable.problems[0].id == "yaml-empty":
            raise kind.error(f"{path} is empty.", hint=f"Begin with {kind.first_line}.") from None
        raise kind.error(problems=unreadable.problems) from None
    if not isinstance(source.data, dict):
        hint = f"Write a mapping of keys to values, beginning with {kind.first_line}."
        raise kind.error(f"{path} is not a {kind.name} file.", hint=hint)
    return source


def _value_at(keys: Iterable[str], data: Any) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data

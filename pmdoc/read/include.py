"""`include:`: parts that incidents share, such as people, distribution lists or boilerplate.

In → Out: a source and its folder in, one source of it and of all that it includes out.
Must not: leave the project, follow a circle, or know what the parts mean.

The included files count as if they stood before the file that names them, in the order named: of a
value that is given again the later one counts, mappings are joined key by key, and lists grow.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import AssetError, InputError
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.read.asset_path import open_asset
from pmdoc.read.joining import MergedData, MergedEntry
from pmdoc.read.regular_file import read_open_file
from pmdoc.read.source import INCLUDE, Data, Source, UnreadableInput
from pmdoc.read.yaml.yaml_file import LIMIT_BYTES, read_yaml
from pmdoc.read.yaml_names import is_yaml_name

_DEPTH_LIMIT = 8
_FILE_LIMIT = 50


def with_included(source: Source, folder: Path) -> Source:
    """Join a source with the files that it includes.

    Raises:
        UnreadableInput: a file can't be found, leads out of the project, or can't be understood;
            it carries a problem for each.

    Problems: `include-value`, `include-unusable`, `include-circle`, `include-limit` as errors.
    """
    reader = _Reader(project=project_folder(folder))
    data = reader.read(source, folder, (Path(os.path.realpath(source.name)),))
    if reader.problems:
        raise UnreadableInput(reader.problems)
    joint = reader.joint
    joint.places.root = source.places.root
    return replace(
        source,
        data=data,
        names=tuple(joint.names[1:]),
        included=tuple(reader.files),
        blanks=tuple(joint.blanks(data)),
        problems=tuple(reader.warnings),
        places=joint.places,
        kept=joint,
    )


def project_folder(folder: Path) -> Path:
    """Find the project: the nearest folder upwards with a `.git`, or else the incident's folder."""
    here = Path(os.path.realpath(folder))
    for above in (here, *here.parents):
        if (above / ".git").exists():
            return above
    return here


class _Reader(Struct):
    """Reads the files that belong to one incident, each time one is named."""

    project: Path
    joint: MergedData = field(default_factory=MergedData)
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def read(self, source: Source, folder: Path, above: tuple[Path, ...]) -> Data:
        """Give the data of a source, laid over that of the files that it includes."""
        self.joint.add(source)
        self.warnings += source.problems
        if not isinstance(source.data, dict):
            return source.data
        under: Data = {}
        for name, pointer in self._named(source):
            (path, found), problem = self._open(name, pointer, folder, above)
            if problem is not None:
                self.problems += source.place([problem])
            elif found is not None:
                below = self.read(found, path.parent, (*above, Path(os.path.realpath(path))))
                under = self._join(under, below)
        own = self.joint.mapping(e for e in self.joint.entries(source.data) if e.key != INCLUDE)
        return self._join(under, own)

    def _named(self, source: Source) -> list[tuple[str, str]]:
        """List the files that a source names, each with the pointer to it."""
        given = source.data.get(INCLUDE) if isinstance(source.data, dict) else None
        values = given if isinstance(given, list) else [given]
        named = []
        for index, value in enumerate(values):
            pointer = pointer_to(INCLUDE, *([index] if isinstance(given, list) else []))
            if isinstance(value, str):
                named.append((value, pointer))
            elif value is not None or isinstance(given, list):
                hint = "Write a path such as shared/people.yaml, or a list of them."
                problem = Problem(
                    id="include-value", message="is no file's name.", hint=hint, pointer=pointer
                )
                self.problems += source.place([problem])
        return named

    def _open(
        self, name: str, pointer: str, folder: Path, above: tuple[Path, ...]
    ) -> tuple[tuple[Path, Source | None], Problem | None]:
        """Read an included file, or say why it can't be."""
        path = folder / name
        try:
            self._check(name, path, above)
            with open_asset(name, folder, within=self.project) as descriptor:
                data = read_open_file(descriptor, name=repr(name), limit_bytes=LIMIT_BYTES)
        except _Refusal as refusal:
            problem = Problem(
                id=refusal.id, message=refusal.message, hint=refusal.hint, pointer=pointer
            )
            return (path, None), problem
        except (AssetError, InputError) as error:
            hint = error.hint.replace("a PNG or JPEG file", "a YAML file")
            message = f"can't be used. {error.message}"
            problem = Problem(id="include-unusable", message=message, hint=hint, pointer=pointer)
            return (path, None), problem
        self.files.append(path)
        try:
            found = read_yaml(data, name=os.path.normpath(path))
        except UnreadableInput as unreadable:
            self.problems += unreadable.problems
            return (path, None), None
        if not isinstance(found.data, dict):
            message = "must hold keys with values, as an incident does."
            return (path, None), Problem(id="include-value", message=message, pointer=pointer)
        return (path, found), None

    def _check(self, name: str, path: Path, above: Sequence[Path]) -> None:
        """Refuse what is no part of an incident, before it is opened."""
        parts = Path(name).parts
        if not is_yaml_name(name) or any(_is_hidden(part) for part in parts):
            hint = "Name a file that ends in .yaml and is not hidden."
            raise _Refusal("include-unusable", "is no YAML file to include.", hint)
        if Path(os.path.realpath(path)) in above:
            hint = "Remove one `include:` of the circle."
            raise _Refusal("include-circle", "leads back to a file that includes this one.", hint)
        if len(above) > _DEPTH_LIMIT or len(self.files) >= _FILE_LIMIT:
            message = f"is one too many: {_FILE_LIMIT} files, {_DEPTH_LIMIT} deep, are the limit."
            raise _Refusal("include-limit", message, "Put what belongs together into one file.")

    def _join(self, under: Data, over: Data) -> Data:
        """Lay one value over another: mappings are joined, lists grow, all else is replaced."""
        if isinstance(under, list) and isinstance(over, list):
            return self.joint.sequence([*self.joint.items(under), *self.joint.items(over)])
        if not isinstance(under, dict) or not isinstance(over, dict):
            return over
        entries = {entry.key: entry for entry in self.joint.entries(under)}
        for entry in self.joint.entries(over):
            below = entries.get(entry.key)
            if below is None or below.value is None:
                entries[entry.key] = entry
            elif entry.value is not None:
                value = self._join(below.value, entry.value)
                entries[entry.key] = MergedEntry(entry.key, value, entry.key_place, entry.place)
        return self.joint.mapping(entries.values())


class _Refusal(Exception):  # noqa: N818 -- never leaves this module
    """A file that is not to be opened, and why."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.id, self.message, self.hint = id, message, hint


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part not in {".", ".."}

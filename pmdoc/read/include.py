"""Merge included files: parts that incidents share, such as people or boilerplate.

In → Out: a source and its folder in, one source with all included files out.
Must not: leave the project, follow a loop, or know the meaning of the data.

An included file comes before the file that includes it, and later values override earlier ones;
mappings are merged key by key, and lists are appended:

    shared.yaml     people: {ana: {name: Ana}}       tags: [web]
    incident.yaml   people: {bob: {name: Bob}}       tags: [db]       include: shared.yaml
    result          people: {ana: ..., bob: ...}     tags: [web, db]
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import AssetError
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.read.asset_path import read_asset
from pmdoc.read.file_gate import is_repository, real_path
from pmdoc.read.joining import MergedData, MergedEntry
from pmdoc.read.source import INCLUDE, Data, Source, UnreadableInput
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.runtime import limits


def with_included(source: Source, folder: Path) -> Source:
    """Merge a source with the files it includes.

    Raises:
        UnreadableInput: a file is missing, outside the project or invalid; it has a problem for
            each such file.

    Problems: `include-value`, `include-unusable`, `include-circle`, `include-limit`.
    """
    reader = _Reader(project=project_folder(folder, Path(source.name)))
    data = reader.read(source, folder, (real_path(source.name),))
    if reader.problems:
        raise UnreadableInput(reader.problems)
    merged = reader.merged
    merged.places.root = source.places.root
    return replace(
        source,
        data=data,
        names=tuple(merged.names[1:]),
        included=tuple(reader.files),
        blanks=tuple(merged.blanks(data)),
        problems=tuple(reader.warnings),
        places=merged.places,
        kept=merged,
    )


def project_folder(folder: Path, incident: Path) -> Path:
    """Return the nearest parent folder with a `.git`, or else the incident's folder itself.

    A `.git` that belongs to a stranger does not count; see `is_trusted`.
    """
    start = real_path(folder)
    return next((path for path in (start, *start.parents) if is_repository(path, incident)), start)


class _Reader(Struct):
    project: Path
    merged: MergedData = field(default_factory=MergedData)
    files: list[Path] = field(default_factory=list)
    bytes: int = 0
    """Size of all included files so far."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def read(self, source: Source, folder: Path, ancestors: tuple[Path, ...]) -> Data:
        """Return the data of a source, merged over that of the files it includes."""
        self.merged.add(source)
        self.warnings += source.problems
        if not isinstance(source.data, dict):
            return source.data
        included: Data = {}
        for name, pointer in self._include_names(source):
            path = folder / name
            try:
                part = self._open(name, path, folder, ancestors)
            except _Refusal as refusal:
                id, message, hint = refusal.args
                problem = Problem(id=id, message=message, hint=hint, pointer=pointer)
                self.problems += source.place([problem])
            except UnreadableInput as unreadable:
                self.problems += unreadable.problems
            else:
                inner = (*ancestors, real_path(path))
                included = self._merge(included, self.read(part, path.parent, inner))
        own = self.merged.mapping(e for e in self.merged.entries(source.data) if e.key != INCLUDE)
        return self._merge(included, own)

    def _include_names(self, source: Source) -> list[tuple[str, str]]:
        value = source.data.get(INCLUDE) if isinstance(source.data, dict) else None
        is_list = isinstance(value, list)
        names = []
        for index, name in enumerate(value if isinstance(value, list) else [value]):
            pointer = pointer_to(INCLUDE, *([index] if is_list else []))
            if isinstance(name, str):
                names.append((name, pointer))
            elif name is not None or is_list:
                message = "is not a path."
                hint = "Write a path such as shared/people.yaml, or a list of paths."
                problem = Problem(id="include-value", message=message, hint=hint, pointer=pointer)
                self.problems += source.place([problem])
        return names

    def _open(self, name: str, path: Path, folder: Path, ancestors: Sequence[Path]) -> Source:
        parts = {*Path(name).parts} - {"..", "."}
        if not is_yaml_name(name) or any(part.startswith(".") for part in parts):
            hint = "Name a file that ends in .yaml and is not hidden."
            raise _Refusal("include-unusable", "is not a YAML file.", hint)
        if real_path(path) in ancestors:
            hint = "Remove one `include:` of the loop."
            raise _Refusal("include-circle", "leads back to a file that includes this one.", hint)
        if len(ancestors) > limits.INCLUDE_DEPTH or len(self.files) >= limits.INCLUDE_FILES:
            most = f"{limits.INCLUDE_FILES} files or {limits.INCLUDE_DEPTH} levels"
            message = f"exceeds the limit of {most}."
            raise _Refusal("include-limit", message, "Combine some of the files.")
        try:
            data = read_asset(name, folder, limit_bytes=limits.YAML_BYTES, within=self.project)
        except AssetError as error:
            message = f"can't be used. {error.message}"
            raise _Refusal("include-unusable", message, error.hint) from None
        self.bytes += len(data)
        if self.bytes > limits.YAML_BYTES:
            most = f"{limits.YAML_BYTES // 1_000_000} MB"
            message = f"exceeds the limit of {most} for all included files together."
            raise _Refusal("include-limit", message, "Move raw data into files of its own.")
        self.files.append(path)
        source = read_yaml(data, name=os.path.normpath(path))
        if not isinstance(source.data, dict):
            message = "must contain keys and values, as an incident does."
            raise _Refusal("include-value", message, "")
        return source

    def _merge(self, base: Data, over: Data) -> Data:
        """Merge mappings, append lists; any other value of `over` replaces that of `base`."""
        if isinstance(base, list) and isinstance(over, list):
            return self.merged.sequence([*self.merged.items(base), *self.merged.items(over)])
        if not isinstance(base, dict) or not isinstance(over, dict):
            return over
        entries = {entry.key: entry for entry in self.merged.entries(base)}
        for entry in self.merged.entries(over):
            inherited = entries.get(entry.key)
            if inherited is None or inherited.value is None:
                entries[entry.key] = entry
            elif entry.value is not None:
                value = self._merge(inherited.value, entry.value)
                entries[entry.key] = MergedEntry(entry.key, value, entry.key_place, entry.place)
        return self.merged.mapping(entries.values())


class _Refusal(Exception):  # noqa: N818 -- never leaves this module
    """A file that can't be included. Shape: `args` are a problem's id, message and hint."""

"""Decide where reports are written.

In → Out: origins, suffixes and the value of `-o` in; a path for each report out.
Must not: access the disk, except to see whether `-o` is a folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from pmdoc.read.file_gate import absolute, is_folder
from pmdoc.read.origin import STDIN, Origin
from pmdoc.read.yaml_names import is_yaml_name

_STDIN_STEM = "incident"
_FILE_SUFFIXES = frozenset((".docx", ".pdf", ".doc", ".odt", ".html", ".md", ".rtf", ".txt"))
"""A name with one of these suffixes is never taken for a folder."""


def plan_targets(
    origins: Sequence[Origin], suffixes: Sequence[str], output: Path | None
) -> list[dict[str, Path]]:
    """Return the path of each report by its suffix, one mapping per incident.

    Reports go next to the incident, into the folder `output`, or to the file `output`. Incidents
    with the same name, such as a/incident.yaml and b/incident.yaml, get folders a and b in it.

    Raises:
        UsageError: the reports would overwrite each other, or `output` does not fit them.
    """
    if output is None:
        if any(origin.path == STDIN for origin in origins):
            raise click.UsageError("A report from standard input needs -o.")
        targets = [{s: _with_suffix(o.path, s) for s in suffixes} for o in origins]
    elif _is_file(output, suffixes):
        if len(suffixes) > 1 or len(origins) > 1:
            hint = "Give a folder, or only one --format."
            raise click.UsageError(f"{output} is one file, but several are built. {hint}")
        targets = [{suffixes[0]: output}]
    else:
        names = _relative_names(origins)
        targets = [{s: output / _with_suffix(name, s) for s in suffixes} for name in names]
    _refuse_clashes(origins, targets)
    return targets


def makes_folders(output: Path | None, targets: Sequence[dict[str, Path]]) -> bool:
    """Return whether `output` is a folder, which is created if missing."""
    return output is not None and all(output not in target.values() for target in targets)


def _with_suffix(path: Path, suffix: str) -> Path:
    """Replace `.yaml` by a suffix, or append it: v1.2 becomes v1.2.pdf."""
    if is_yaml_name(path):
        return path.with_suffix(suffix)
    return path.with_name(path.name + suffix) if path.name else path / f"{_STDIN_STEM}{suffix}"


def _is_file(output: Path, suffixes: Sequence[str]) -> bool:
    """Return whether `-o` is a file rather than a folder; refuse a file of another format."""
    if str(output) == "-":
        raise click.UsageError("Reports can't go to standard output. Give a file or a folder.")
    if is_folder(output):
        return False
    if output.suffix in suffixes:
        return True
    if output.suffix.lower() in _FILE_SUFFIXES or is_yaml_name(output):
        message = f"{output} does not end in {' or '.join(suffixes)}."
        raise click.UsageError(f"{message} Rename it, or change --format.")
    return False


def _relative_names(origins: Sequence[Origin]) -> list[Path]:
    """Return each incident's name in the output folder, with folders if names repeat."""
    names = [Path(_STDIN_STEM if origin.path == STDIN else origin.path.name) for origin in origins]
    if max(Counter(names).values(), default=0) < 2:
        return names
    folders = [str(absolute(origin.path.parent)) for origin in origins]
    common = os.path.commonpath(folders)
    relative = (Path(os.path.relpath(folder, common)) for folder in folders)
    return [folder / name for folder, name in zip(relative, names, strict=True)]


def _refuse_clashes(origins: Sequence[Origin], targets: Sequence[dict[str, Path]]) -> None:
    taken: dict[Path, Origin] = {}
    for origin, target in zip(origins, targets, strict=True):
        for path in target.values():
            other = taken.setdefault(path, origin)
            if other is not origin:
                clash = f"{other.path} and {origin.path} would both be written to {path}."
                hint = "Rename one of them, or build them separately."
                raise click.UsageError(f"{clash} {hint}")

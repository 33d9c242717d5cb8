"""Where reports go.

In → Out: origins, suffixes and what `-o` says in; a path for each report out.
Must not: touch the disk, but to see whether `-o` names a folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from pmdoc.read.origin import STDIN, Origin
from pmdoc.read.yaml_names import is_yaml_name

_STDIN_STEM = "incident"
_OF_FILES = frozenset((".docx", ".pdf", ".doc", ".odt", ".html", ".md", ".rtf", ".txt"))
"""What ends in one of these is no folder, whether pmdoc can make such a file or not."""


def plan_targets(
    origins: Sequence[Origin], suffixes: Sequence[str], output: Path | None
) -> list[dict[str, Path]]:
    """Say where the reports of each incident go: beside it, into a folder, or to one named file.

    Incidents of the same name that go into one folder get a folder each below it, called like the
    one that they are in.

    Raises:
        UsageError: the reports would overwrite each other, or `output` does not fit them.
    """
    if output is None:
        if any(origin.path == STDIN for origin in origins):
            raise click.UsageError("Say with -o where the report of standard input goes.")
        targets = [{s: _with_suffix(o.path, s) for s in suffixes} for o in origins]
    elif _is_file(output, suffixes):
        if len(suffixes) > 1 or len(origins) > 1:
            raise click.UsageError(
                f"{output} is one file, but more than one comes out. "
                "Give a folder, or one --format."
            )
        targets = [{suffixes[0]: output}]
    else:
        places = _places(origins)
        targets = [{s: output / _with_suffix(place, s) for s in suffixes} for place in places]
    _refuse_clashes(origins, targets)
    return targets


def is_folder(output: Path | None, targets: Sequence[dict[str, Path]]) -> bool:
    """Say whether `output` is a folder, which is made if need be."""
    return output is not None and all(output not in target.values() for target in targets)


def _with_suffix(path: Path, suffix: str) -> Path:
    """Put a suffix in the place of `.yaml`; other dots belong to the name."""
    if is_yaml_name(path):
        return path.with_suffix(suffix)
    return path.with_name(path.name + suffix) if path.name else path / f"{_STDIN_STEM}{suffix}"


def _is_file(output: Path, suffixes: Sequence[str]) -> bool:
    """Say whether `-o` names a file, and not a folder.

    Raises:
        UsageError: it is a file of another format, or a dash for standard output.
    """
    if str(output) == "-":
        raise click.UsageError("Nothing is written to standard output. Name a file or a folder.")
    if output.is_dir():
        return False
    if output.suffix in suffixes:
        return True
    if output.suffix.lower() in _OF_FILES or is_yaml_name(output):
        raise click.UsageError(
            f"{output} does not end in {' or '.join(suffixes)}. Rename it, or change --format."
        )
    return False


def _places(origins: Sequence[Origin]) -> list[Path]:
    """Name each incident below the output folder."""
    names = [Path(_STDIN_STEM if origin.path == STDIN else origin.path.name) for origin in origins]
    if max(Counter(names).values(), default=0) < 2:
        return names
    folders = [str(origin.path.parent.absolute()) for origin in origins]
    common = os.path.commonpath(folders)
    return [
        Path(os.path.relpath(folder, common)) / name
        for folder, name in zip(folders, names, strict=True)
    ]


def _refuse_clashes(origins: Sequence[Origin], targets: Sequence[dict[str, Path]]) -> None:
    """Refuse to write two reports to one place."""
    taken: dict[Path, Origin] = {}
    for origin, target in zip(origins, targets, strict=True):
        for path in target.values():
            other = taken.setdefault(path, origin)
            if other is not origin:
                raise click.UsageError(
                    f"{other.path} and {origin.path} would both be written to {path}. "
                    "Rename one of them, or build them one by one."
                )

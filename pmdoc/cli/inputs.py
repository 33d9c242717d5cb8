"""Which incidents and formats a command line names.

In → Out: what was typed in; origins, or names of formats with their suffixes, each once, out.
Must not: read a file; standard input can be read but once, so it is read here.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pmdoc.diagnostics.errors import UnknownName
from pmdoc.pipeline.plugins import find_renderer
from pmdoc.read.origin import STDIN, Origin, Override

_LIMIT_BYTES = 50_000_000
_SIGNS = frozenset("*?[")
_MEANT = {
    **dict.fromkeys(("word", "doc", "ms-word"), "docx"),
    **dict.fromkeys(("both", "all"), "docx,pdf"),
    **{name: f"pmdoc check --format {name}" for name in ("json", "sarif", "github", "text")},
}
_BETWEEN = re.compile(r"[\s,;+./|&]+")


def find_origins(
    typed: Iterable[str], overrides: tuple[Override, ...] = (), stdin_filename: Path | None = None
) -> tuple[Origin, ...]:
    """Turn what was typed into origins, in the order typed; the files of a pattern are sorted.

    Raises:
        UsageError: a pattern matches nothing, a folder is named, or standard input is named twice.
    """
    words = tuple(typed)
    if words.count("-") > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if stdin_filename is not None and "-" not in words:
        raise click.UsageError("--stdin-filename needs - as one of the files.")
    found: dict[str, Origin] = {}
    for word in words:
        if word == "-":
            data = sys.stdin.buffer.read(_LIMIT_BYTES + 1)
            path = stdin_filename or STDIN
            found["-"] = Origin(path=path, data=data, overrides=overrides)
            continue
        for path in _paths(word):
            known = os.path.normpath(path)
            found.setdefault(known, Origin(path=path, overrides=overrides))
    return tuple(found.values())


def find_formats(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Turn names parted by commas into formats, with the suffix of each.

    Raises:
        UsageError: none is named.
        UnknownName: there is no such format.
    """
    names = tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))
    if not names:
        raise click.UsageError("--format names no format.")
    suffixes = []
    for name in names:
        try:
            suffixes.append(find_renderer(name).suffix)
        except UnknownName as error:
            words = [word for word in _BETWEEN.split(name.lower()) if word]
            if words and set(words) <= set(error.known):
                error.suggest_instead(",".join(words))
            elif name.lower() in _MEANT:
                error.suggest_instead(_MEANT[name.lower()])
            raise
    return names, tuple(suffixes)


def _paths(word: str) -> Iterator[Path]:
    """Expand a pattern, for shells that do not; a file that is there is no pattern."""
    if not word:
        raise click.UsageError("The name of a file is empty.")
    if not _SIGNS & set(word) or os.path.lexists(word):
        path = Path(word)
        if path.is_dir():
            pattern = str(path / "**" / "*.yaml")
            raise click.UsageError(
                f"{word} is a folder. Name a file in it, or all of them: '{pattern}'."
            )
        yield path
        return
    names = sorted(glob.glob(word, recursive=True))  # noqa: PTH207 -- absolute patterns too
    files = [name for name in names if not Path(name).is_dir()]
    if not files:
        raise click.UsageError(f"No file matches {word!r}. Check the folder and the pattern.")
    yield from map(Path, files)

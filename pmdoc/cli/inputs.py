"""Resolve the incident files and formats that were typed.

In → Out: typed words in; origins, or format names with their suffixes, without duplicates out.
Must not: read a file, except standard input, which can be read only once.
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
from pmdoc.read.file_gate import exists, is_folder
from pmdoc.read.origin import STDIN, Origin, Override
from pmdoc.runtime import limits

_WILDCARDS = frozenset("*?[")
_SYNONYMS = {
    **dict.fromkeys(("word", "doc", "ms-word"), "docx"),
    **dict.fromkeys(("both", "all"), "docx,pdf"),
    **{name: f"pmdoc check --format {name}" for name in ("json", "sarif", "github", "text")},
}
_SEPARATORS = re.compile(r"[\s,;+./|&]+")


def find_origins(
    typed: Iterable[str], overrides: tuple[Override, ...] = (), stdin_filename: Path | None = None
) -> tuple[Origin, ...]:
    """Turn files, patterns and `-` into origins, in the order typed; a pattern's files are sorted.

    Raises:
        UsageError: a pattern matches nothing, or a folder or `-` twice is given.
    """
    words = tuple(typed)
    if words.count("-") > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if stdin_filename is not None and "-" not in words:
        raise click.UsageError("--stdin-filename requires - as one of the files.")
    origins: dict[str, Origin] = {}
    for word in words:
        if word == "-":
            data = sys.stdin.buffer.read(limits.YAML_BYTES + 1)
            path = stdin_filename or STDIN
            origins["-"] = Origin(path=path, data=data, overrides=overrides)
            continue
        for path in _paths(word):
            origins.setdefault(os.path.normpath(path), Origin(path=path, overrides=overrides))
    return tuple(origins.values())


def find_formats(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Turn comma-separated names into format names and their suffixes.

    Raises:
        UsageError: there is no name.
        UnknownName: there is no such format.
    """
    names = tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))
    if not names:
        raise click.UsageError("--format is empty. Give one or more formats, such as docx,pdf.")
    suffixes = []
    for name in names:
        try:
            suffixes.append(find_renderer(name).suffix)
        except UnknownName as error:
            words = [word for word in _SEPARATORS.split(name.lower()) if word]
            if words and set(words) <= set(error.known):
                error.suggest_instead(",".join(words))
            elif name.lower() in _SYNONYMS:
                error.suggest_instead(_SYNONYMS[name.lower()])
            raise
    if twice := next((suffix for suffix in suffixes if suffixes.count(suffix) > 1), ""):
        clash = " and ".join(n for n, s in zip(names, suffixes, strict=True) if s == twice)
        raise click.UsageError(f"{clash} both write {twice} files. Build one of them at a time.")
    return names, tuple(suffixes)


def _paths(word: str) -> Iterator[Path]:
    """Expand a pattern, for shells that don't. An existing file is taken literally."""
    if not word:
        raise click.UsageError("A file name is empty.")
    if not _WILDCARDS & set(word) or exists(Path(word)):
        path = Path(word)
        if is_folder(path):
            hint = f"Give a file in it, or a pattern for all: '{path / '**' / '*.yaml'}'."
            raise click.UsageError(f"{word} is a folder. {hint}")
        yield path
        return
    names = sorted(glob.glob(word, recursive=True))  # noqa: PTH207 -- absolute patterns too
    files = [name for name in names if not is_folder(Path(name))]
    if not files:
        raise click.UsageError(f"No file matches {word!r}. Check the folder and the pattern.")
    yield from map(Path, files)

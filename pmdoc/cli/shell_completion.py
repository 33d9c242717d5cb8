"""Completions for shells.

In → Out: the beginning of a word in; its completions out.
Must not: import the pipeline before Tab is pressed, or raise: a shell can't show an error.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(complete: Callable[[str], list[CompletionItem]]) -> Completer:
    """Return what click calls to complete a word: only the word matters here."""
    return lambda _ctx, _param, incomplete: complete(incomplete)


def _name_completer(function: str, *, or_files: bool = False) -> Completer:
    """Return a completer of the names that `module:name` returns, or of files if none matches."""

    def complete(incomplete: str) -> list[CompletionItem]:
        items = _items(pkgutil.resolve_name(function)(), incomplete)
        return items or (_yaml_files(incomplete) if or_files else [])

    return _completer(complete)


def _formats(incomplete: str) -> list[CompletionItem]:
    from pmdoc.pipeline.plugins import renderers  # noqa: PLC0415 -- only when Tab is pressed

    before, comma, last = incomplete.rpartition(",")
    free = [name for name in renderers() if name not in before.split(",")]
    return _items((f"{before}{comma}{name}" for name in free), f"{before}{comma}{last}")


def _yaml_files(incomplete: str) -> list[CompletionItem]:
    from pathlib import Path  # noqa: PLC0415 -- only when Tab is pressed

    from pmdoc.read.yaml_names import is_yaml_name  # noqa: PLC0415 -- only when Tab is pressed

    head, slash, start = incomplete.rpartition("/")
    folder = Path(head + slash if slash else ".").expanduser()
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    names = []
    for path in entries:
        is_shown = path.name.startswith(start) and (start.startswith(".") or path.name[0] != ".")
        if is_shown and path.is_dir():
            names.append(f"{head}{slash}{path.name}/")
        elif is_shown and is_yaml_name(path):
            names.append(f"{head}{slash}{path.name}")
    return [CompletionItem(name) for name in names]


def _items(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


files = _completer(_yaml_files)
formats = _completer(_formats)
layouts = _name_completer("pmdoc.layout:layout_names", or_files=True)
styles = _name_completer("pmdoc.style:style_names", or_files=True)
languages = _name_completer("pmdoc.lang:language_codes")
problems = _name_completer("pmdoc.pipeline.explain:known_ids")

"""Completions for shells.

In → Out: the beginning of a word in; its completions out.
Must not: import the pipeline before Tab is pressed, or raise: a shell can't show an error.
"""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem


def complete_files(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete YAML files, and folders."""
    return _yaml_files(incomplete)


def complete_layouts(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete shipped layouts, or files if none matches."""
    from pmdoc.layout import layout_names  # noqa: PLC0415 -- only when Tab is pressed

    return _names(layout_names(), incomplete) or _yaml_files(incomplete)


def complete_styles(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete shipped styles, or files if none matches."""
    from pmdoc.style import style_names  # noqa: PLC0415 -- only when Tab is pressed

    return _names(style_names(), incomplete) or _yaml_files(incomplete)


def complete_languages(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete language codes."""
    from pmdoc.lang import language_codes  # noqa: PLC0415 -- only when Tab is pressed

    return _names(language_codes(), incomplete)


def complete_formats(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete formats; after a comma, those not typed yet."""
    from pmdoc.pipeline.plugins import renderers  # noqa: PLC0415 -- only when Tab is pressed

    before, comma, last = incomplete.rpartition(",")
    free = [name for name in renderers() if name not in before.split(",")]
    return _names((f"{before}{comma}{name}" for name in free), f"{before}{comma}{last}")


def complete_problems(
    ctx: click.Context,  # noqa: ARG001 -- click's signature
    param: click.Parameter,  # noqa: ARG001 -- click's signature
    incomplete: str,
) -> list[CompletionItem]:
    """Complete problem ids."""
    from pmdoc.pipeline.explain import known_ids  # noqa: PLC0415 -- only when Tab is pressed

    return _names(known_ids(), incomplete)


def _yaml_files(incomplete: str) -> list[CompletionItem]:
    from pathlib import Path  # noqa: PLC0415 -- only when Tab is pressed

    from pmdoc.read import is_yaml_name  # noqa: PLC0415 -- only when Tab is pressed

    head, slash, start = incomplete.rpartition("/")
    folder = Path(head + slash if slash else ".").expanduser()
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    found = []
    for path in entries:
        is_shown = path.name.startswith(start) and (start.startswith(".") or path.name[0] != ".")
        if is_shown and path.is_dir():
            found.append(f"{head}{slash}{path.name}/")
        elif is_shown and is_yaml_name(path):
            found.append(f"{head}{slash}{path.name}")
    return [CompletionItem(name) for name in found]


def _names(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]

"""Arguments and options that several commands share.

In → Out: nothing in; click decorators out.
Must not: hold a parameter of one command only.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pmdoc.cli import shell_completion
from pmdoc.read.origin import Override


def _read_overrides(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[Override, ...]:
    overrides = []
    for text in value:
        try:
            overrides.append(Override.from_text(text))
        except ValueError:
            hint = "Write report.status=final or actions[0].owner=Dana."
            message = f"{text!r} is not a path with a value. {hint}"
            raise click.BadParameter(message, ctx, param) from None
    return tuple(overrides)


def former_flag(name: str, note: str) -> Callable[[Any], Any]:
    """Return a hidden flag for a former option, which prints a note on stderr when it is used."""

    def print_note(_ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
        if value:
            click.echo(f"pmdoc: note: {note}", err=True)
        return value

    return click.option(name, is_flag=True, hidden=True, callback=print_note)


def output_option(text: str, default: Path | None = None) -> Callable[[Any], Any]:
    """Return the option `-o` with a help text."""
    kind = click.Path(path_type=Path, readable=False)
    return click.option("-o", "--output", type=kind, default=default, help=text)


FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    shell_complete=shell_completion.files,
)
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
LAYOUT = click.option(
    "--layout",
    default="",
    metavar="NAME|FILE",
    help="Sections of the report and their order. Default: operations.",
    shell_complete=shell_completion.layouts,
)
STYLE = click.option(
    "--style",
    default="",
    metavar="NAME|FILE",
    help="Colours, fonts and logo. Default: the nearest _brand.yml, else corporate.",
    shell_complete=shell_completion.styles,
)
LANG = click.option(
    "--lang",
    default="",
    metavar="CODE|FILE",
    help="Language of titles and labels. Default: the incident's.",
    shell_complete=shell_completion.languages,
)
FORMATS = click.option(
    "--format",
    "formats",
    default="docx,pdf",
    show_default=True,
    metavar="NAMES",
    help="Comma-separated formats; see `pmdoc list renderers`.",
    shell_complete=shell_completion.formats,
)
SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    callback=_read_overrides,
    help="Override a value of the file, such as report.status=final. Can be repeated.",
)
STDIN_FILENAME = click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Treat standard input as this file: its name in messages, its folder for images.",
)
WATCH = click.option(
    "--watch", is_flag=True, help="Run again whenever one of the files involved changes."
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="Number of files to process in parallel. Default: 1; 0 uses all processors.",
)
MEMORY_LIMIT = click.option(
    "--memory-limit",
    type=click.IntRange(min=0),
    default=0,
    metavar="MB",
    help="Memory that each of the --jobs may use. Default: 0, no limit.",
)

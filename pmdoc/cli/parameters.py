"""Arguments and options that several commands share.

In → Out: nothing in; click decorators out.
Must not: belong to one command only.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc.cli.shell_completion import (
    complete_files,
    complete_formats,
    complete_languages,
    complete_layouts,
    complete_styles,
)
from pmdoc.read.origin import Override


def _read_overrides(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[Override, ...]:
    """Read what was typed behind each `--set`."""
    overrides = []
    for text in value:
        try:
            overrides.append(Override.from_text(text))
        except ValueError:
            hint = "Write it as report.status=final or actions[0].owner=Dana."
            message = f"{text!r} is no path with a value. {hint}"
            raise click.BadParameter(message, ctx, param) from None
    return tuple(overrides)


FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_files
)
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
LAYOUT = click.option(
    "--layout",
    default="",
    metavar="NAME|FILE",
    help="What the report holds, in which order; default: operations.",
    shell_complete=complete_layouts,
)
STYLE = click.option(
    "--style",
    default="",
    metavar="NAME|FILE",
    help="How it looks; default: _brand.yml beside the incident, else corporate.",
    shell_complete=complete_styles,
)
LANG = click.option(
    "--lang",
    default="",
    metavar="CODE|FILE",
    help="The language of its fixed words.",
    shell_complete=complete_languages,
)
FORMATS = click.option(
    "--format",
    "formats",
    default="docx,pdf",
    show_default=True,
    metavar="NAMES",
    help="Formats, parted by commas; `pmdoc list renderers` names them.",
    shell_complete=complete_formats,
)
SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    callback=_read_overrides,
    help="A value that counts instead of the file's, such as report.status=final; repeatable.",
)
STDIN_FILENAME = click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With - for a file: what to call it, and where its pictures are.",
)
WATCH = click.option(
    "--watch", is_flag=True, help="Do it again whenever one of the files that it reads changes."
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="How many files to work on at once, default 1; 0 for as many as there are processors.",
)

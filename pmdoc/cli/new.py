"""`pmdoc new`: an incident file to start from.

In → Out: the command's arguments in; a new file, its name on stdout, the next step on stderr.
Must not: overwrite anything.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from pmdoc.cli.shell_completion import complete_layouts
from pmdoc.diagnostics.errors import InputError
from pmdoc.layout import DEFAULT_LAYOUT
from pmdoc.pipeline import plugins as registry
from pmdoc.pipeline.resolve import find_layout
from pmdoc.pipeline.scaffold import scaffold
from pmdoc.read import is_yaml_name
from pmdoc.write import write_atomically


@click.command(short_help="Write an incident file to start from.")
@click.argument("file", default="incident.yaml", type=click.Path(path_type=Path))
@click.option(
    "--layout",
    default="",
    metavar="NAME|FILE",
    help=f"What the report is to hold, in which order; default: {DEFAULT_LAYOUT}.",
    shell_complete=complete_layouts,
)
@click.option("--minimal", is_flag=True, help="Only what a first report needs.")
def new(file: Path, layout: str, minimal: bool) -> None:
    """Write an incident file to start from: all that a layout shows, yet to be filled in.

    Each part has a comment that says what to write. A file that is there already is left alone.
    """
    if not is_yaml_name(file):
        meant = file.with_name(f"{file.name}.yaml")
        hint = f"Did you mean {str(meant)!r}?"
        raise click.UsageError(f"{str(file)!r} does not end in .yaml. {hint}")
    chosen, _ = find_layout(file.parent, layout)
    text = scaffold(chosen, registry.parts(), is_minimal=minimal)
    if file.exists():
        raise InputError(f"{file} is there already.", hint="Give another name, or remove it.")
    write_atomically({file: text.encode("utf-8")})
    click.echo(str(file))
    typed = _as_typed(file) + (f" --layout {shlex.quote(layout)}" if layout else "")
    click.echo(f"Fill in the [placeholders], then: pmdoc check {typed}", err=True)
    click.echo(f"To see the report:                pmdoc build {typed}", err=True)
    if not (file.parent / "incident.schema.json").exists():
        place = file.parent / "incident.schema.json"
        click.echo(f"For completion in the editor: pmdoc schema > {_as_typed(place)}", err=True)


def _as_typed(path: Path) -> str:
    """Write a path so that a shell takes it for one word, and pmdoc for a file."""
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)

"""`pmdoc new`: an incident file to start from, and the schema that editors complete it with.

In → Out: arguments in; new files, the incident's name on stdout, the next steps on stderr.
Must not: overwrite a file.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from pmdoc.cli import shell_completion
from pmdoc.cli.parameters import former_flag
from pmdoc.diagnostics.errors import InputError
from pmdoc.layout import DEFAULT_LAYOUT
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.resolve import find_layout
from pmdoc.pipeline.scaffold import INCIDENT_SCHEMA, scaffold
from pmdoc.read.file_gate import exists, is_file
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.runtime.resources import schema_folder
from pmdoc.write import write_atomically

_EDITORS = """\
  VS Code with the extension "YAML" by Red Hat (redhat.vscode-yaml)
  JetBrains IDEs, Neovim and others with yaml-language-server"""


@click.command(short_help="Write an incident file to start from.")
@click.argument("file", default="incident.yaml", type=click.Path(path_type=Path))
@click.option(
    "--layout",
    default="",
    metavar="NAME|FILE",
    help=f"The layout that the report will have. Default: {DEFAULT_LAYOUT}.",
    shell_complete=shell_completion.layouts,
)
@click.option("--all", "has_all_keys", is_flag=True, help="Write every key that the layout shows.")
@former_flag("--minimal", "--minimal is now the default; `pmdoc new --all` writes every key.")
def new(file: Path, layout: str, has_all_keys: bool, minimal: bool) -> None:  # noqa: ARG001 -- only noted
    """Write an incident file to start from, with the keys that a first report needs.

    Each key has a comment that explains it. incident.schema.json is put next to the file, so that
    editors can complete keys. Existing files are never overwritten.
    """
    if not file.name:
        raise click.UsageError("Name the file to write, such as incident.yaml.")
    if not is_yaml_name(file):
        suggestion = str(file.with_name(f"{file.name}.yaml"))
        raise click.UsageError(f"{str(file)!r} does not end in .yaml. Did you mean {suggestion!r}?")
    chosen, _ = find_layout(file.parent, layout)
    text = scaffold(chosen, parts(), has_all_keys=has_all_keys)
    if exists(file):
        raise InputError(f"{file} already exists.", hint="Choose another name, or delete it.")
    schema = file.parent / INCIDENT_SCHEMA
    schema_bytes = (schema_folder() / INCIDENT_SCHEMA).read_bytes()
    files = {file: text.encode("utf-8")}
    if not exists(schema):
        files[schema] = schema_bytes
    write_atomically(files)
    click.echo(str(file))
    typed = _quote(file) + (f" --layout {shlex.quote(layout)}" if layout else "")
    click.echo(f"Fill in the [placeholders], then run: pmdoc check {typed}", err=True)
    click.echo(f"To see the report, run: pmdoc build {typed}", err=True)
    if schema in files:
        click.echo(f"Wrote {schema} too. With it these editors complete and check keys:", err=True)
    else:
        click.echo(f"With {schema} these editors complete and check keys:", err=True)
    click.echo(_EDITORS, err=True)
    if schema not in files and is_file(schema) and _differs(schema, schema_bytes):
        update = f"To update it, run: pmdoc schema > {_quote(schema)}"
        click.echo(f"{schema} is from another version and was kept. {update}", err=True)


def _differs(file: Path, data: bytes) -> bool:
    """Return whether a file has other content; True if it can't be read."""
    try:
        return file.read_bytes() != data
    except OSError:
        return True


def _quote(path: Path) -> str:
    """Quote a path for a shell; `./` keeps a leading dash from being read as an option."""
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)

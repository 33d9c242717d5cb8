"""`pmdoc schema`: the JSON Schemas, for editors.

In → Out: a kind of file in; its schema on stdout.
Must not: change the schema.
"""

from __future__ import annotations

import click

from pmdoc.cli.choice_types import KnownNames
from pmdoc.runtime.resources import schema_folder

_NAMES = KnownNames(
    what="schema for",
    names=("incident", "style", "layout", "language"),
    synonyms=dict.fromkeys(("brand", "_brand.yml", "theme"), "style"),
)


@click.command(short_help="Print a JSON Schema, for editors.")
@click.argument("kind", **_NAMES.optional, default="incident")
def schema(kind: str) -> None:
    """Print the JSON Schema of incident, style, layout or language files, for editors.

    \b
    pmdoc schema > incident.schema.json
    """
    text = (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)

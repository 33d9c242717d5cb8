"""`pmdoc explain`: what a problem means, and what to do about it.

In → Out: problem ids in; their explanations on stdout.
Must not: hold the explanations; `pmdoc.pipeline.explain` finds them.
"""

from __future__ import annotations

import textwrap

import click

from pmdoc.cli.shell_completion import problems
from pmdoc.pipeline import explain as explanations


@click.command(short_help="Explain problems and how to fix them.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=problems)
def explain(ids: tuple[str, ...]) -> None:
    """Explain problems and how to fix them, with an example that passes and one that fails.

    \b
    pmdoc explain figure-contradicts    the id is in brackets after each problem
    pmdoc list rules                    the ids of all lint rules
    """
    pages = [_to_text(explanations.explain(id.strip("[]"))) for id in ids]
    click.echo("\n\n".join(pages))


def _to_text(explanation: explanations.Explanation) -> str:
    pieces = [f"{explanation.id} ({explanation.level})", explanation.summary, explanation.text]
    for title, example in (("Passes", explanation.passes), ("Fails", explanation.fails)):
        if example:
            pieces.append(f"{title}:\n\n{textwrap.indent(example.rstrip(), '    ')}")
    if explanation.is_rule:
        entry = f"{{rule: {explanation.id}, reason: why it is fine here}}"
        pieces.append(
            "To accept it in a file, add this; `at:` limits it to one place:\n\n"
            f"    lint: {{ignore: [{entry}]}}"
        )
    return "\n\n".join(piece.rstrip() for piece in pieces if piece)

"""`pmdoc explain`: what a problem means, and what to do about it.

In → Out: ids of problems in; their explanations on stdout.
Must not: word what a problem means; `pmdoc.pipeline.explain` knows.
"""

from __future__ import annotations

import textwrap

import click

from pmdoc.cli.shell_completion import complete_problems
from pmdoc.pipeline import explain as explanations


@click.command(short_help="Say what a problem means, and what to do.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=complete_problems)
def explain(ids: tuple[str, ...]) -> None:
    """Say what a problem means and what to do about it, with an example of either kind.

    \b
    pmdoc explain figure-contradicts    the id stands in brackets behind the problem
    pmdoc list rules                    the rules that look for more than mistakes in writing
    """
    found = [explanations.explain(id.strip("[]")) for id in ids]
    click.echo("\n\n".join(_page(explanation) for explanation in found))


def _page(explanation: explanations.Explanation) -> str:
    """Lay an explanation out as text."""
    pieces = [f"{explanation.id} ({explanation.level})", explanation.summary, explanation.text]
    for title, example in (("Passes", explanation.passes), ("Fails", explanation.fails)):
        if example:
            pieces.append(f"{title}:\n\n{textwrap.indent(example.rstrip(), '    ')}")
    if explanation.is_rule:
        entry = f"{{rule: {explanation.id}, reason: why it is fine here}}"
        pieces.append(
            "To accept it in a file, in all of it or with `at:` in one place:\n\n"
            f"    lint: {{ignore: [{entry}]}}"
        )
    return "\n\n".join(piece.rstrip() for piece in pieces if piece)

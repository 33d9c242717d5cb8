"""`pmdoc check`: what is wrong with incident files.

In → Out: the command's arguments in; problems on stdout, their count on stderr, exit code 1 on
errors. Must not: hold logic; it calls the pipeline and words what comes back.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pmdoc import pipeline
from pmdoc.cli.parameters import FILES, STRICT
from pmdoc.cli.report import as_json, as_text, summary
from pmdoc.problems import Level, Problem


@click.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people or JSON for programs.",
)
@click.option(
    "--layout", default="", metavar="NAME|FILE", help="Also note what this layout has no place for."
)
@STRICT
def check(files: tuple[Path, ...], form: str, layout: str, strict: bool) -> None:
    """Check incident files: text, structure, dates, and figures that agree with each other.

    Problems go to stdout, one a line, with file, line and column.
    """
    problems: list[Problem] = []
    for path in files:
        problems.extend(pipeline.check(path, layout=layout, is_strict=strict))
    if form == "json":
        click.echo(as_json(problems))
    elif problems:
        click.echo(as_text(problems))
    click.echo(summary(problems, len(files)), err=True)
    if any(problem.level is Level.ERROR for problem in problems):
        sys.exit(1)

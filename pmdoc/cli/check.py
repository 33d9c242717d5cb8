"""`pmdoc check`: find what is wrong with incident files.

In → Out: arguments in; problems on stdout, their number on stderr, exit code 1 on errors.
Must not: hold logic; the pipeline checks, this module prints.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pmdoc.cli.choice_types import KnownNames
from pmdoc.cli.inputs import find_origins
from pmdoc.cli.job_runner import all_problems, print_problems, run_jobs, watch_jobs, worst_exit_code
from pmdoc.cli.parameters import FILES, JOBS, LAYOUT, SET, STDIN_FILENAME, STRICT, STYLE, WATCH
from pmdoc.cli.problem_output import fold_by_section, summary, to_json, without_partial
from pmdoc.pipeline.batch import Job, Outcome
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Override

_FORMATS = KnownNames(
    what="problem format",
    names=("text", "json", "sarif", "github"),
    synonyms={
        **dict.fromkeys(("txt", "plain", "human"), "text"),
        **dict.fromkeys(("gh", "actions", "annotations"), "github"),
        **{name: f"pmdoc build --format {name}" for name in ("docx", "pdf", "docx,pdf")},
    },
)


@click.command(short_help="Check incident files.")
@FILES
@click.option(
    "--format",
    "format_name",
    **_FORMATS.settings,
    default="text",
    show_default=True,
    help="Text for people; JSON, SARIF 2.1.0 or GitHub workflow commands for programs.",
)
@click.option(
    "--all",
    "lists_all",
    is_flag=True,
    help="List similar problems one by one; text output sums them up otherwise.",
)
@LAYOUT
@STYLE
@SET
@STRICT
@STDIN_FILENAME
@JOBS
@WATCH
def check(  # noqa: PLR0917 -- click passes options by name
    files: tuple[str, ...],
    format_name: str,
    lists_all: bool,
    layout: str,
    style: str,
    overrides: tuple[Override, ...],
    strict: bool,
    stdin_filename: Path | None,
    jobs: int,
    watch: bool,
) -> None:
    """Check incident files: syntax, structure, dates, and whether figures agree.

    FILE is a file, a pattern such as 'incidents/**/*.yaml', or - for standard input. Problems go
    to stdout, one per line, with file, line and column. With --layout or --style those files are
    checked too, and warnings list what the layout does not show.
    """
    origins = find_origins(files, overrides, stdin_filename)
    options = Options(layout=layout, style=style, is_strict=strict)
    work = [Job(origin=origin, options=options) for origin in origins]

    def show(outcomes: Sequence[Outcome]) -> None:
        _print(outcomes, format_name, lists_all)

    if watch:
        if "-" in files:
            raise click.UsageError("--watch can't watch standard input.")
        sys.exit(watch_jobs(work, show, workers=jobs))
    outcomes = run_jobs(work, workers=jobs)
    show(outcomes)
    sys.exit(worst_exit_code(outcomes))


def _print(outcomes: Sequence[Outcome], format_name: str, lists_all: bool) -> None:
    problems = all_problems(outcomes)
    listed = without_partial(problems)
    match format_name:
        case "json":
            click.echo(to_json(problems))
        case "sarif":
            from pmdoc.cli.sarif import to_sarif  # noqa: PLC0415 -- only for this format
            from pmdoc.pipeline.explain import explain_in_short  # noqa: PLC0415 -- loads all rules

            click.echo(to_sarif(listed, explain_in_short))
        case "github":
            from pmdoc.cli.github import to_github  # noqa: PLC0415 -- only for this format

            if listed:
                click.echo(to_github(listed))
        case _:
            kept, sums = (listed, ()) if lists_all else fold_by_section(listed)
            print_problems(kept, outcomes, err=False, sums=sums)
    click.echo(summary(problems, len(outcomes)), err=True)

"""`pmdoc check`: what is wrong with incident files.

In → Out: the command's arguments in; problems on stdout, their count on stderr, exit code 1 on
errors. Must not: hold logic; it calls the pipeline and words what comes back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pmdoc.cli.choice_types import Names
from pmdoc.cli.inputs import find_origins
from pmdoc.cli.job_runner import all_problems, do_all, keep_watching, say_problems, worst
from pmdoc.cli.parameters import FILES, JOBS, LAYOUT, SET, STDIN_FILENAME, STRICT, STYLE, WATCH
from pmdoc.cli.problem_output import as_json, fold_by_section, shown, summary
from pmdoc.pipeline.batch import Job, Outcome
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Override

_FORMATS = Names(
    what="format of problems",
    names=("text", "json", "sarif", "github"),
    meant={
        **dict.fromkeys(("txt", "plain", "human"), "text"),
        **dict.fromkeys(("gh", "actions", "annotations"), "github"),
        **{name: f"pmdoc build --format {name}" for name in ("docx", "pdf", "docx,pdf")},
    },
)


@click.command(short_help="Say what is wrong with incident files.")
@FILES
@click.option(
    "--format",
    "form",
    metavar=_FORMATS.metavar,
    callback=_FORMATS.check,
    shell_complete=_FORMATS.complete,
    default="text",
    show_default=True,
    help="Lines for people; JSON, SARIF 2.1.0 or workflow commands for programs.",
)
@click.option(
    "--all",
    "is_full",
    is_flag=True,
    help="Name each of many problems that are alike; only text sums them up.",
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
    form: str,
    is_full: bool,
    layout: str,
    style: str,
    overrides: tuple[Override, ...],
    strict: bool,
    stdin_filename: Path | None,
    jobs: int,
    watch: bool,
) -> None:
    """Check incident files: text, structure, dates, and figures that agree with each other.

    FILE is a file, a pattern such as 'incidents/**/*.yaml', or - for standard input. Problems go
    to stdout, one a line, with file, line and column. With --layout or --style their files are
    checked too, and notes say what the layout has no place for.
    """
    origins = find_origins(files, overrides, stdin_filename)
    options = Options(layout=layout, style=style, is_strict=strict)
    work = [Job(origin=origin, options=options) for origin in origins]
    if watch:
        if "-" in files:
            raise click.UsageError("--watch can't watch standard input.")
        sys.exit(keep_watching(work, lambda outcomes: _say(outcomes, form, is_full), workers=jobs))
    outcomes = do_all(work, workers=jobs)
    _say(outcomes, form, is_full)
    sys.exit(worst(outcomes))


def _say(outcomes: Sequence[Outcome], form: str, is_full: bool) -> None:
    problems = all_problems(outcomes)
    match form:
        case "json":
            click.echo(as_json(problems))
        case "sarif":
            from pmdoc.cli.sarif import as_sarif  # noqa: PLC0415 -- not for people
            from pmdoc.pipeline.explain import explain_in_short  # noqa: PLC0415 -- loads all rules

            click.echo(as_sarif(shown(problems), explain_in_short))
        case "github":
            from pmdoc.cli.github import as_github  # noqa: PLC0415 -- not for people

            if problems:
                click.echo(as_github(shown(problems)))
        case _:
            kept, sums = (problems, ()) if is_full else fold_by_section(shown(problems))
            say_problems(kept, outcomes, err=False, sums=sums)
    click.echo(summary(problems, len(outcomes)), err=True)

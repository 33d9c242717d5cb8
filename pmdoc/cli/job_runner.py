"""Doing jobs and saying what became of them: once, or again and again.

In → Out: jobs in; problems and names of reports on the streams, an exit code out.
Must not: know how a job is done.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

import click

from pmdoc.cli.problem_output import as_quoted, as_text, fold, shown, summary
from pmdoc.cli.source_quote import SourceQuoter
from pmdoc.cli.terminal import Progress, is_terminal, wants_color, width
from pmdoc.diagnostics.errors import WrongUsage
from pmdoc.diagnostics.problem import Level, Problem, sort_problems
from pmdoc.lint import discover
from pmdoc.pipeline import batch
from pmdoc.pipeline.batch import Job, Outcome
from pmdoc.runtime.clock import stopwatch

Show = Callable[[Sequence[Outcome]], None]


def do_all(
    jobs: Sequence[Job], *, workers: int = 1, on_outcome: Callable[[Outcome], None] | None = None
) -> tuple[Outcome, ...]:
    """Do all jobs, with a bar if it takes long; `on_outcome` hears of each when it is done.

    Raises:
        WrongUsage: an option is of no use with one of the files.
    """
    outcomes = []
    processes = workers or os.cpu_count() or 1
    with Progress(sum(job.steps for job in jobs)) as progress:
        for outcome in batch.run(jobs, workers=processes, on_step=progress.step):
            if outcome.refusal:
                raise WrongUsage(outcome.refusal)
            if on_outcome is not None:
                with progress.paused():
                    on_outcome(outcome)
            outcomes.append(outcome)
    return tuple(outcomes)


def all_problems(outcomes: Sequence[Outcome]) -> tuple[Problem, ...]:
    """Gather the problems of all jobs, sorted, none twice."""
    return sort_problems(problem for outcome in outcomes for problem in outcome.problems)


def worst(outcomes: Sequence[Outcome]) -> int:
    """Choose the exit code of several jobs."""
    return max((outcome.exit_code for outcome in outcomes), default=0)


def say_problems(
    problems: Sequence[Problem],
    outcomes: Sequence[Outcome],
    *,
    err: bool,
    sums: Sequence[str] = (),
) -> None:
    """Print problems: with colours and quoted lines on a terminal, else one a line.

    `sums` are lines that come behind them.
    """
    problems = shown(problems)
    if not problems:
        return
    stream = sys.stderr if err else sys.stdout
    color = wants_color(stream)
    if color or is_terminal(stream):
        texts = {
            outcome.job.name: outcome.job.origin.data.decode("utf-8-sig", "replace")
            for outcome in outcomes
            if outcome.job.origin.data is not None
        }
        click.echo(
            as_quoted(problems, SourceQuoter(texts, problems), width()), err=err, color=color
        )
    else:
        click.echo(as_text(problems), err=err)
    for line in sums:
        click.echo(line, err=err)


def say_built(outcome: Outcome) -> None:
    """Say what became of one build: what is doubtful or wrong, and the names of its reports."""
    problems, left_out = fold(outcome.problems, _rules())
    say_problems(problems, [outcome], err=True)
    for id, count in left_out.items():
        click.echo(f"… and {count} more like this [{id}]; pmdoc check --all names each", err=True)
    for path in outcome.written:
        click.echo(str(path))


def _rules() -> frozenset[str]:
    """Name the lint rules."""
    return frozenset(rule.id for rule in discover())


def say_sum(outcomes: Sequence[Outcome]) -> None:
    """Count what became of builds, unless it is one that went well."""
    written = sum(bool(outcome.written) for outcome in outcomes)
    if len(outcomes) == written == 1:
        return
    counted = summary(all_problems(outcomes), len(outcomes))
    reports = "nothing was written" if not written else f"{written} of {len(outcomes)} built"
    click.echo(f"{counted}; {reports}", err=True)


def keep_watching(jobs: Sequence[Job], show: Show, *, workers: int = 1) -> int:
    """Do jobs whenever one of their files changes, until the user has enough. Always 0.

    Raises:
        MissingExtra: watchfiles is not installed.
    """
    from pmdoc.pipeline.watch import due  # noqa: PLC0415 -- few runs need it

    gc.enable()
    has_errors = False
    try:
        for changed in due(jobs):
            start = stopwatch()
            outcomes = do_all(changed, workers=workers)
            show(outcomes)
            has_errors = any(p.level is Level.ERROR for p in all_problems(outcomes))
            word = "Not done" if has_errors else "Done"
            names = ", ".join(job.name for job in changed[:3])
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            line = f"{word} in {stopwatch() - start:.2f} s: {names}{more}. Waiting; Ctrl-C ends."
            mark = "red" if has_errors else "green"
            click.secho(line, fg=mark, err=True, color=wants_color(sys.stderr))
            gc.collect()
    except KeyboardInterrupt:
        click.echo("", err=True)
    return 0

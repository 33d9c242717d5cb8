"""Run jobs, once or on every change, and print their outcomes.

In → Out: jobs in; problems and names of reports on the streams, an exit code out.
Must not: know how a job is done.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

import click

from pmdoc.cli.problem_output import (
    UNPLACED,
    fold,
    sum_up_unplaced,
    summary,
    to_quoted_text,
    to_text,
    without_partial,
)
from pmdoc.cli.source_quote import SourceQuoter
from pmdoc.cli.terminal import Progress, is_terminal, terminal_width, uses_color
from pmdoc.diagnostics.errors import WrongUsage
from pmdoc.diagnostics.problem import Problem, has_errors, sort_problems
from pmdoc.lint import discover
from pmdoc.pipeline import batch
from pmdoc.pipeline.batch import Job, Outcome
from pmdoc.runtime.clock import stopwatch

Show = Callable[[Sequence[Outcome]], None]
OnOutcome = Callable[[Outcome], None]


def run_jobs(
    jobs: Sequence[Job], *, workers: int = 1, on_outcome: OnOutcome | None = None
) -> tuple[Outcome, ...]:
    """Run all jobs, with a progress bar if it takes long.

    `workers` is the number of processes; 0 means one per processor. `on_outcome` is called after
    each job.

    Raises:
        WrongUsage: an option can't be used with one of the files.
    """
    outcomes = []
    processes = workers or os.cpu_count() or 1
    with Progress(sum(job.steps for job in jobs)) as progress:
        for outcome in batch.run(jobs, workers=processes, on_step=progress.step):
            if outcome.usage_error:
                raise WrongUsage(outcome.usage_error)
            if on_outcome is not None:
                with progress.paused():
                    on_outcome(outcome)
            outcomes.append(outcome)
    return tuple(outcomes)


def all_problems(outcomes: Sequence[Outcome]) -> tuple[Problem, ...]:
    """Return the problems of all jobs, sorted and without duplicates."""
    return sort_problems(problem for outcome in outcomes for problem in outcome.problems)


def worst_exit_code(outcomes: Sequence[Outcome]) -> int:
    """Return the highest exit code of all jobs."""
    return max((outcome.exit_code for outcome in outcomes), default=0)


def print_problems(
    problems: Sequence[Problem], outcomes: Sequence[Outcome], *, err: bool, sums: Sequence[str] = ()
) -> None:
    """Print problems, then the lines in `sums`: coloured with source lines on a terminal."""
    problems = without_partial(problems)
    if not problems:
        return
    stream = sys.stderr if err else sys.stdout
    color = uses_color(stream)
    if color or is_terminal(stream):
        stdin_texts = {
            outcome.job.name: outcome.job.origin.data.decode("utf-8-sig", "replace")
            for outcome in outcomes
            if outcome.job.origin.data is not None
        }
        quoter = SourceQuoter(stdin_texts, problems)
        click.echo(to_quoted_text(problems, quoter, terminal_width()), err=err, color=color)
    else:
        click.echo(to_text(problems), err=err)
    for line in sums:
        click.echo(line, err=err)


def print_build(outcome: Outcome) -> None:
    """Print the problems of one build and the names of its reports."""
    rule_ids = frozenset(rule.id for rule in discover())
    unplaced = [problem for problem in outcome.problems if problem.id == UNPLACED]
    problems, left_out = fold([p for p in outcome.problems if p.id != UNPLACED], rule_ids)
    print_problems(problems, [outcome], err=True)
    for id, count in left_out.items():
        click.echo(f"… and {count} more [{id}]; `pmdoc check --all` lists them", err=True)
    for path in outcome.written:
        click.echo(str(path))
    if unplaced:
        from pmdoc.layout import DEFAULT_LAYOUT  # noqa: PLC0415 -- checks don't need it

        layout = outcome.job.options.layout or DEFAULT_LAYOUT
        click.echo(sum_up_unplaced(unplaced, outcome.job.name, layout), err=True)


def print_total(outcomes: Sequence[Outcome]) -> None:
    """Print a summary of several builds, or of one that failed."""
    written = sum(bool(outcome.written) for outcome in outcomes)
    if len(outcomes) == written == 1:
        return
    counted = summary(all_problems(outcomes), len(outcomes))
    reports = "nothing was written" if not written else f"{written} of {len(outcomes)} built"
    click.echo(f"{counted}; {reports}", err=True)


def watch_jobs(
    jobs: Sequence[Job], show: Show, *, workers: int = 1, on_outcome: OnOutcome | None = None
) -> int:
    """Run jobs whenever one of their files changes, until Ctrl-C; return exit code 0.

    Raises:
        MissingExtra: watchfiles is not installed.
    """
    from pmdoc.pipeline.watch import changed_jobs  # noqa: PLC0415 -- few runs need it

    gc.enable()
    try:
        for changed in changed_jobs(jobs):
            start = stopwatch()
            outcomes = run_jobs(changed, workers=workers, on_outcome=on_outcome)
            show(outcomes)
            failed = has_errors(all_problems(outcomes))
            names = ", ".join(job.name for job in changed[:3])
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            status = f"{'Failed' if failed else 'Done'} in {stopwatch() - start:.2f} s"
            line = f"{status}: {names}{more}. Waiting for changes; Ctrl-C stops."
            color = "red" if failed else "green"
            click.secho(line, fg=color, err=True, color=uses_color(sys.stderr))
            gc.collect()
    except KeyboardInterrupt:
        click.echo("", err=True)
    return 0

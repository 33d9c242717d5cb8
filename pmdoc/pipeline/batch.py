"""Check or build several incidents, one after another or in several processes.

In → Out: jobs in; an outcome for each, in their order, out.
Must not: print, or let one bad file stop the others.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from pmdoc.diagnostics.errors import (
    InputError,
    LanguageError,
    LayoutError,
    PmdocError,
    RenderError,
    StyleError,
    UnknownName,
)
from pmdoc.diagnostics.problem import Problem
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.resolve import to_problems
from pmdoc.read.origin import Origin
from pmdoc.runtime.signals import delayed_signals

OnStep = Callable[[str], None]
"""Is called with a label before each step of a job."""


class Job(Struct, frozen=True, kw_only=True):
    """One incident to build in `formats`, or to check if there are none.

    Shape: `targets` maps the suffix of each report to its path; missing folders are created if
    `makes_folders`.
    """

    origin: Origin
    options: Options
    formats: tuple[str, ...] = ()
    targets: Mapping[str, Path] = field(default_factory=dict)
    makes_folders: bool = False

    @property
    def name(self) -> str:
        """The file's name in messages."""
        return str(self.origin.path)

    @property
    def steps(self) -> int:
        """The number of calls of `OnStep`."""
        return 1 + len(self.formats)


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of a job. Shape: `usage_error` says what is wrong with the options, if anything.

    The exit code 0 means success.
    """

    job: Job
    problems: tuple[Problem, ...] = ()
    written: tuple[Path, ...] = ()
    exit_code: int = 0
    usage_error: str = ""


def run(
    jobs: Sequence[Job], *, workers: int = 1, on_step: OnStep | None = None
) -> Iterator[Outcome]:
    """Run jobs in `workers` processes, and yield their outcomes in order."""
    if workers <= 1 or len(jobs) < 2:
        for job in jobs:
            yield run_job(job, on_step)
        return
    for job, outcome in zip(jobs, _run_in_processes(jobs, workers), strict=True):
        if on_step is not None:
            for _ in range(job.steps):
                on_step(job.name)
        yield outcome


def _run_in_processes(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Run jobs in several processes; raise a RenderError if one of these is killed."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- few runs need it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 -- see above
    from multiprocessing import get_context  # noqa: PLC0415 -- see above

    # A forked process need not import everything again; but forking a process that has threads,
    # such as the progress bar's, may hang it.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if can_fork else "spawn")
    handles_interrupt = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    pool = ProcessPoolExecutor(
        min(workers, len(jobs)),
        mp_context=context,
        initializer=_start_process,
        initargs=(handles_interrupt,),
    )
    is_done = False
    try:
        with delayed_signals("SIGINT"):  # a starting process would answer it with a traceback
            outcomes = pool.map(run_job, jobs)
        yield from outcomes
        is_done = True
    except BrokenProcessPool:
        message = "A worker process was killed."
        hint = "The machine may be out of memory: use fewer --jobs."
        raise RenderError(message, hint=hint) from None
    finally:  # after Ctrl-C, don't wait for jobs whose outcome nobody reads
        pool.shutdown(wait=is_done, cancel_futures=True)


def _start_process(handles_interrupt: bool) -> None:  # noqa: FBT001 -- the pool passes positions
    """Make Ctrl-C, which goes to all processes at once, end this one silently."""
    if handles_interrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def run_job(job: Job, on_step: OnStep | None = None) -> Outcome:
    """Run one job; errors become part of its outcome."""
    try:
        return _build(job, on_step) if job.formats else _check(job, on_step)
    except UnknownName as error:
        return Outcome(job=job, exit_code=error.exit_code, usage_error=str(error))
    except PmdocError as error:
        # the messages of these errors name their own file, which is not the incident
        is_other_file = isinstance(error, StyleError | LanguageError | LayoutError)
        problems = to_problems(error, "" if is_other_file else job.name)
        return Outcome(job=job, problems=problems, exit_code=error.exit_code)


def _check(job: Job, on_step: OnStep | None) -> Outcome:
    if on_step is not None:
        on_step(job.name)
    result = check_incident(job.origin, job.options)
    exit_code = result.error.exit_code if result.error else 0
    return Outcome(job=job, problems=result.problems, exit_code=exit_code)


def _build(job: Job, on_step: OnStep | None) -> Outcome:
    from pmdoc.write import new_folders, write_atomically  # noqa: PLC0415 -- checks don't need it

    built = build_reports(job.origin, job.formats, job.options, on_step)
    files = {job.targets[suffix]: data for suffix, data in built.items()}
    inputs = [job.origin.path] if job.origin.data is None else []
    try:
        folders = dict.fromkeys(target.parent for target in files) if job.makes_folders else ()
        with new_folders(folders):
            write_atomically(files, inputs=inputs)
    except InputError as error:
        problem = Problem(id="output-unwritable", message=error.message, hint=error.hint)
        problems = (*built.problems, problem)
        return Outcome(job=job, problems=problems, exit_code=error.exit_code)
    return Outcome(job=job, problems=built.problems, written=tuple(files))

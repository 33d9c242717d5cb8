"""Checking and building several incidents: one after another or in several processes.

In → Out: jobs in; an outcome for each, in their order, out.
Must not: print, or let one file that is bad stop the others.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from pmdoc.pipeline.check import check_all
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.resolve import problems_of
from pmdoc.read import Origin

Step = Callable[[str], None]
"""Told what is being done, before it is done."""


class Job(Struct, frozen=True, kw_only=True):
    """What to do with one incident: build its reports or, without formats, check it.

    Shape: `targets` says where each report goes, by its suffix; their folders are made if
    `makes_folders`.
    """

    origin: Origin
    options: Options
    formats: tuple[str, ...] = ()
    targets: Mapping[str, Path] = field(default_factory=dict)
    makes_folders: bool = False

    @property
    def name(self) -> str:
        """What messages call the file."""
        return str(self.origin.path)

    @property
    def steps(self) -> int:
        """How often `Step` is called."""
        return 1 + len(self.formats)


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a job. Shape: `refusal` says what is wrong with the options; 0 is fine."""

    job: Job
    problems: tuple[Problem, ...] = ()
    written: tuple[Path, ...] = ()
    exit_code: int = 0
    refusal: str = ""


def run(jobs: Sequence[Job], *, workers: int = 1, on_step: Step | None = None) -> Iterator[Outcome]:
    """Do all jobs, in as many processes, and yield what became of each as soon as it is known."""
    if workers <= 1 or len(jobs) < 2:
        for job in jobs:
            yield do(job, on_step)
        return
    for job, outcome in zip(jobs, _shared_out(jobs, workers), strict=True):
        if on_step is not None:
            for _ in range(job.steps):
                on_step(job.name)
        yield outcome


def _shared_out(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Do jobs in several processes.

    Raises:
        RenderError: one of the processes was ended from outside.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- few runs need it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 -- see above
    from multiprocessing import get_context  # noqa: PLC0415 -- see above

    # A forked process need not load all anew; but forking one that has threads, such as a
    # progress bar's, may hang it.
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if is_alone else "spawn")
    is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    pool = ProcessPoolExecutor(
        min(workers, len(jobs)), mp_context=context, initializer=_obey, initargs=(is_heard,)
    )
    is_done = False
    try:
        with _undisturbed():
            outcomes = pool.map(do, jobs)
        yield from outcomes
        is_done = True
    except BrokenProcessPool:
        message = "A process that did a share of the work was ended from outside."
        hint = "The memory may have run out: give fewer --jobs."
        raise RenderError(message, hint=hint) from None
    finally:  # to wait for what nobody wants any more would look as if Ctrl-C did nothing
        pool.shutdown(wait=is_done, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C waiting while processes begin, which would answer it with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _obey(is_heard: bool) -> None:  # noqa: FBT001 -- handed over by position
    """Let Ctrl-C, which goes to all processes at once, end this one without a word."""
    if is_heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def do(job: Job, on_step: Step | None = None) -> Outcome:
    """Do one job."""
    try:
        return _build(job, on_step) if job.formats else _check(job, on_step)
    except UnknownName as error:
        return Outcome(job=job, exit_code=error.exit_code, refusal=str(error))
    except PmdocError as error:
        # what a house's file lacks is said with that file's name, and is not the incident's fault
        is_house = isinstance(error, StyleError | LanguageError | LayoutError)
        problems = problems_of(error, "" if is_house else job.name)
        return Outcome(job=job, problems=problems, exit_code=error.exit_code)


def _check(job: Job, on_step: Step | None) -> Outcome:
    if on_step is not None:
        on_step(job.name)
    checked = check_all(job.origin, job.options)
    exit_code = checked.error.exit_code if checked.error else 0
    return Outcome(job=job, problems=checked.problems, exit_code=exit_code)


def _build(job: Job, on_step: Step | None) -> Outcome:
    from pmdoc.write import new_folders, write_atomically  # noqa: PLC0415 -- no check needs it

    outputs, problems = build_reports(job.origin, job.formats, job.options, on_step)
    files = {job.targets[suffix]: data for suffix, data in outputs.items()}
    inputs = [job.origin.path] if job.origin.data is None else []
    try:
        folders = dict.fromkeys(target.parent for target in files) if job.makes_folders else ()
        with new_folders(folders):
            write_atomically(files, inputs=inputs)
    except InputError as error:
        problem = Problem(id="output-unwritable", message=error.message, hint=error.hint)
        return Outcome(job=job, problems=(*problems, problem), exit_code=error.exit_code)
    return Outcome(job=job, problems=problems, written=tuple(files))

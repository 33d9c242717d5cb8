"""Check or build several incidents, one after another or in several processes.

In → Out: jobs in; an outcome for each, in their order, out.
Must not: print, or let one bad file stop the others.
"""

from __future__ import annotations

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
from pmdoc.diagnostics.problem import Position, Problem
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.resolve import to_problems
from pmdoc.pipeline.worker_pool import LostItem, WorkerPool, collect_garbage
from pmdoc.read.file_gate import recorded_inputs
from pmdoc.read.origin import Origin

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
    jobs: Sequence[Job],
    *,
    workers: int = 1,
    memory_bytes: int = 0,
    on_step: OnStep | None = None,
) -> Iterator[Outcome]:
    """Run jobs in `workers` processes, and yield their outcomes in order.

    No process uses more than `memory_bytes`, if it is not 0. A job whose process dies has an
    outcome that says so; the others are not affected.
    """
    if not memory_bytes and (workers <= 1 or len(jobs) < 2):
        for number, job in enumerate(jobs, 1):
            yield run_job(job, on_step)
            if len(jobs) > 1:
                collect_garbage(number)
        return
    pool = WorkerPool(run_job, min(workers, len(jobs)), memory_bytes=memory_bytes)
    for job, result in zip(jobs, pool.map(jobs), strict=True):
        if on_step is not None:
            for _ in range(job.steps):
                on_step(job.name)
        yield _lost(job, result.cause) if isinstance(result, LostItem) else result


def _lost(job: Job, cause: str) -> Outcome:
    if not cause:
        return _out_of_memory(job)
    problem = Problem(
        id="process-lost",
        message=f"ended the process that worked on it ({cause}), twice.",
        hint="The machine may be out of memory: use fewer --jobs, or split the file.",
        position=Position(file=job.name),
    )
    return Outcome(job=job, problems=(problem,), exit_code=RenderError.exit_code)


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
    except MemoryError:
        return _out_of_memory(job)


def _out_of_memory(job: Job) -> Outcome:
    problem = Problem(
        id="out-of-memory",
        message="needs more memory than there is.",
        hint="Split the file, or raise --memory-limit if you gave it.",
        position=Position(file=job.name),
    )
    return Outcome(job=job, problems=(problem,), exit_code=RenderError.exit_code)


def _check(job: Job, on_step: OnStep | None) -> Outcome:
    if on_step is not None:
        on_step(job.name)
    result = check_incident(job.origin, job.options)
    exit_code = result.error.exit_code if result.error else 0
    return Outcome(job=job, problems=result.problems, exit_code=exit_code)


def _build(job: Job, on_step: OnStep | None) -> Outcome:
    from pmdoc.write import new_folders, write_atomically  # noqa: PLC0415 -- checks don't need it

    with recorded_inputs() as inputs:
        built = build_reports(job.origin, job.formats, job.options, on_step)
    files = {job.targets[suffix]: data for suffix, data in built.items()}
    try:
        folders = dict.fromkeys(target.parent for target in files) if job.makes_folders else ()
        with new_folders(folders):
            write_atomically(files, inputs=inputs)
    except InputError as error:
        problem = Problem(id="output-unwritable", message=error.message, hint=error.hint)
        problems = (*built.problems, problem)
        return Outcome(job=job, problems=problems, exit_code=error.exit_code)
    return Outcome(job=job, problems=built.problems, written=tuple(files))

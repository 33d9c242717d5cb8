"""Whether a file is right, all that belongs to it included, and how a build of it would end.

In → Out: an incident file, and the names of layout and style, in; problems and an error's kind out.
Must not: word a report's contents, or stop at the first problem.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pmdoc.diagnostics.errors import AssetError, PmdocError, ProblemsFound
from pmdoc.diagnostics.problem import Level, Problem, has_errors, judge
from pmdoc.pipeline.compose import dead_references, refers
from pmdoc.pipeline.load import Input, examine, to_origin, unknown_language
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.resolve import ResolvedProject, find_house
from pmdoc.read import UnreadableInput
from pmdoc.read.attachments import ASSET_PROBLEMS


def check_incident(
    path: Input, *, layout: str = "", style: str = "", is_strict: bool = False
) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by place; none for a good one.

    With a layout or a style, the problems of their files are among them, and notes on what that
    layout has no place for. References are followed in that layout, or else in the default one.

    Raises:
        InputError: the file is not there or can't be opened.
        UnknownName: there is no such layout or style.
    """
    return check_all(path, Options(layout=layout, style=style, is_strict=is_strict)).problems


class CheckResult(Struct, frozen=True, kw_only=True):
    """What is found, and the error that a build would end with; None if nothing stops it."""

    problems: tuple[Problem, ...]
    error: type[PmdocError] | None = None


def check_all(path: Input, options: Options) -> CheckResult:
    """Check as `check` does, and say how a build would end."""
    origin = to_origin(path)
    house = find_house(origin.folder, Options(layout=options.layout, style=options.style))
    try:
        loaded, found = examine(origin, is_check=True)
    except UnreadableInput as unreadable:
        problems = judge((*unreadable.problems, *house.problems), is_strict=options.is_strict)
        return CheckResult(problems=problems, error=UnreadableInput)
    error = error_of(judge(found, is_strict=options.is_strict), house)
    if loaded and options.layout and house.layout:
        from pmdoc.compose import find_unplaced  # noqa: PLC0415 -- 40 ms that most checks don't need

        noted = find_unplaced(loaded.incident, house.layout, parts())
        found = (*found, *loaded.source.place(noted))
    unknown = unknown_language(loaded)
    if loaded and (house.layout or not options.layout) and not unknown and refers(loaded.source):
        found = (*found, *dead_references(loaded, options.layout))
    problems = judge((*found, *unknown, *house.problems), is_strict=options.is_strict)
    if error is None and has_errors(problems):
        error = ProblemsFound
    return CheckResult(problems=problems, error=error)


def error_of(found: Iterable[Problem], house: ResolvedProject) -> type[PmdocError] | None:
    """Say what an incident, and what a house brings to it, stop with; the incident's own first."""
    wrong = {problem.id for problem in found if problem.level is Level.ERROR}
    if wrong - ASSET_PROBLEMS:
        return ProblemsFound
    if house.error is not None:
        return type(house.error)
    return AssetError if wrong else None

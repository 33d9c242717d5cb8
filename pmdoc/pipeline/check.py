"""Check an incident with its assets, and predict the build's exit code.

In → Out: an incident file, and the names of layout and style, in; problems and an error class out.
Must not: render what any font can show, or stop at the first problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from pmdoc.diagnostics.errors import AssetError, InputError, PmdocError, ProblemsFound, StyleError
from pmdoc.diagnostics.problem import Level, Problem, apply_strictness, has_errors
from pmdoc.model.choice import OwnPhase
from pmdoc.pipeline.compose import (
    compose_for_check,
    has_rare_characters,
    may_have_references,
    place_problems,
)
from pmdoc.pipeline.load import Input, Loaded, examine_incident, to_origin, unknown_language
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import find_renderer
from pmdoc.pipeline.resolve import ResolvedProject, find_style, resolve_project
from pmdoc.read.attachments import ASSET_PROBLEMS
from pmdoc.read.source import UnreadableInput
from pmdoc.render import AS_USUAL


class CheckResult(Struct, frozen=True, kw_only=True):
    """All problems, and the class of the error that a build would raise; None if it would not."""

    problems: tuple[Problem, ...]
    error: type[PmdocError] | None = None


def check_incident(path: Input, options: Options | None = None) -> CheckResult:
    """Check an incident file, and predict how a build would end.

    Shape: all problems, sorted by position. With a layout or a style, the problems of those files
    are included, and notes on what the layout does not show. References are followed in that
    layout, or else in the default one.

    Raises:
        InputError: the file does not exist or can't be opened.
        UnknownName: there is no such layout or style.
    """
    options = options or Options()
    origin = to_origin(path)
    project = resolve_project(origin.path, Options(layout=options.layout, style=options.style))
    try:
        loaded, findings = examine_incident(origin, is_check=True)
    except UnreadableInput as unreadable:
        found = (*unreadable.problems, *project.problems)
        problems = apply_strictness(found, is_strict=options.is_strict)
        return CheckResult(problems=problems, error=UnreadableInput)
    error = error_class(apply_strictness(findings, is_strict=options.is_strict), project)
    if loaded and any(isinstance(entry.phase, OwnPhase) for entry in loaded.incident.timeline):
        from pmdoc.compose import find_unknown_phases  # noqa: PLC0415 -- few have own phases

        layout = project.layout if options.layout else None
        findings = (
            *findings,
            *loaded.source.place(find_unknown_phases(loaded.incident, layout)),
        )
    unknown = unknown_language(loaded)
    is_layout_usable = project.layout or not options.layout
    if loaded and is_layout_usable and not unknown:
        findings = (*findings, *_try_composing(loaded, options))
    findings = (*findings, *unknown, *project.problems)
    problems = apply_strictness(findings, is_strict=options.is_strict)
    if error is None and has_errors(problems):
        is_glyph = any(problem.id == "glyph-missing" for problem in problems)
        error = StyleError if is_glyph else ProblemsFound
    return CheckResult(problems=problems, error=error)


def _try_composing(loaded: Loaded, options: Options) -> Iterator[Problem]:
    """Compose and render a checked incident, if it may have problems that only a report shows.

    Problems: `reference-unresolved` for references that lead nowhere; `glyph-missing`; if a layout
    is named, `layout-no-place` for values that it leaves out, and `layout-custom-key`.
    """
    has_rare = has_rare_characters(loaded.source)
    if not has_rare and not options.layout and not may_have_references(loaded.source):
        return
    report = compose_for_check(loaded, options.layout)
    if report is None:
        return
    ids = {"reference-unresolved"}
    if options.layout:
        ids |= {"layout-no-place", "layout-custom-key"}
    yield from (problem for problem in report.problems if problem.id in ids)
    if has_rare:
        with suppress(InputError, StyleError):  # without --style, a bad brand is not checked
            style = find_style(Path(loaded.source.name), options.style)
            problems = find_renderer("docx").render(report.document, style, AS_USUAL).problems
            missing = (problem for problem in problems if problem.id == "glyph-missing")
            yield from place_problems(missing, report.source)


def error_class(findings: Iterable[Problem], project: ResolvedProject) -> type[PmdocError] | None:
    """Return the class of the error that stops a build, or None.

    `findings` are the incident's. Errors in the incident file come first, then the project's, then
    those of images and data files.
    """
    errors = {problem.id for problem in findings if problem.level is Level.ERROR}
    if errors - ASSET_PROBLEMS:
        return ProblemsFound
    if project.error is not None:
        return type(project.error)
    return AssetError if errors else None

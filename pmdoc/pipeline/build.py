"""Build reports: load, check, resolve, compose and render.

In → Out: an incident file and options in; report files and problems out.
Must not: decide what a report shows or how it looks, write files, or print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.errors import ProblemsFound, StyleError
from pmdoc.diagnostics.problem import Problem, apply_strictness, has_errors
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.pipeline.check import error_class
from pmdoc.pipeline.compose import ComposedReport, compose_with, place_problems
from pmdoc.pipeline.load import Input, Loaded, examine_incident, require_language, to_origin
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import find_renderer
from pmdoc.pipeline.resolve import find_style, resolve_project, style_path
from pmdoc.read.origin import Origin
from pmdoc.read.source import Source
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.render import PdfStandard, Rendered, RenderOptions

if TYPE_CHECKING:
    from pmdoc.archive.sources import BuildRequest, SourceFile
    from pmdoc.layout import Layout
    from pmdoc.render import Renderer
    from pmdoc.style import Style

MANIFEST = ".manifest.json"
"""The suffix of the list of a build's inputs and outputs."""


@dataclass(frozen=True, slots=True, eq=False)
class BuildResult(Mapping[str, bytes]):
    """The report files of an incident, and the warnings and notes on it.

    Shape: `files` maps suffixes such as `.pdf` to bytes; the result itself is that mapping too.
    """

    files: Mapping[str, bytes] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, suffix: str) -> bytes:
        return self.files[suffix]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def build_reports(
    path: Input,
    formats: Iterable[str],
    options: Options,
    on_step: Callable[[str], None] | None = None,
) -> BuildResult:
    """Build the report files of one incident in memory.

    `on_step` is called with a label before the incident is read and before each format.

    Raises:
        PmdocError: a step failed; the error carries the problems of all steps so far.
    """
    from pmdoc.archive import sources as archive  # noqa: PLC0415 -- checks don't need it

    renderers = [find_renderer(name) for name in formats]
    origin = to_origin(path)
    on_step = on_step or _ignore
    on_step(origin.path.name)
    loaded, findings = examine_incident(origin)
    project = resolve_project(origin.folder, options, is_build=True)
    problems = (*findings, *project.problems)
    final = apply_strictness(problems, is_strict=options.is_strict)
    if loaded is None or project.layout is None or project.style is None or has_errors(final):
        findings = apply_strictness(findings, is_strict=options.is_strict)
        raise (error_class(findings, project) or ProblemsFound)(problems=final)
    require_language(loaded, options.language, final)
    sources = _read_sources(origin, loaded, options, project.layout, project.style)
    digest = archive.content_digest(sources) if options.has_digest else ""
    report = compose_with(loaded, project.layout, options, digest=digest)
    render = options.render
    if project.template is not None:
        render = replace(render, docx=replace(render.docx, template=project.template))
    if render.pdf.standard is PdfStandard.ARCHIVE_WITH_SOURCE:
        problems += archive.find_archive_problems(sources)
        embedded = archive.files_to_embed(sources, _build_request(origin, options))
        render = replace(render, pdf=replace(render.pdf, embedded_files=embedded))

    def on_format(suffix: str) -> None:
        on_step(f"{origin.path.name} → {suffix}")

    files, rendering_problems = _render_all(renderers, report, project.style, render, on_format)
    problems += (*report.problems, *rendering_problems)
    if options.has_manifest:
        files[MANIFEST] = archive.build_manifest(sources, files, origin.overrides)
    return BuildResult(files, _require_no_errors(problems, is_strict=options.is_strict))


def render_report(report: ComposedReport, format_name: str, style: str = "") -> Rendered:
    """Render a composed report in one format.

    Raises:
        UnknownName: there is no such format or style.
        StyleError: the style can't be used, or no font has a character.
        RenderError: the format can't express the document.
    """
    renderer = find_renderer(format_name)
    resolved = find_style(report.folder, style)
    files, problems = _render_all([renderer], report, resolved, RenderOptions(), _ignore)
    final = _require_no_errors((*resolved.warnings, *problems), is_strict=False)
    return Rendered(data=files[renderer.suffix], problems=final)


def _render_all(
    renderers: Iterable[Renderer],
    report: ComposedReport,
    style: Style,
    options: RenderOptions,
    on_format: Callable[[str], None],
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    files = {}
    problems: list[Problem] = []
    style = style.on_sheet(report.paper)
    for renderer in renderers:
        on_format(renderer.suffix)
        rendered = renderer.render(report.document, style, options)
        files[renderer.suffix] = rendered.data
        problems += rendered.problems
    return files, place_problems(problems, report.source)


def _require_no_errors(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Sort the problems of a whole build; no file may be written if one is an error."""
    final = apply_strictness(problems, is_strict=is_strict)
    if has_errors(final):
        is_glyph = any(problem.id == "glyph-missing" for problem in final)
        raise (StyleError if is_glyph else ProblemsFound)(problems=final)
    return final


def build_form(formats: Iterable[str], options: Options) -> BuildResult:
    """Build a layout as a blank form in memory. Raises PmdocError: a step failed, as in a build."""
    renderers = [find_renderer(name) for name in formats]
    project = resolve_project(Path(), options, is_build=True)
    if project.layout is None or project.style is None:
        error = ProblemsFound if project.error is None else type(project.error)
        raise error(problems=project.problems)
    nothing = Incident(incident=IncidentFacts(id="", title=""))
    loaded = Loaded(incident=nothing, source=Source(name="", text="", data={}), folder=Path())
    report = compose_with(loaded, project.layout, replace(options, is_form=True))
    files, warnings = _render_all(renderers, report, project.style, options.render, _ignore)
    problems = (*project.problems, *report.problems, *warnings)
    return BuildResult(files, _require_no_errors(problems, is_strict=options.is_strict))


def _read_sources(
    origin: Origin, loaded: Loaded, options: Options, layout: Layout, style: Style
) -> tuple[SourceFile, ...]:
    """Read the files that the report is made from, if digest, manifest or PDF/A-3 need them."""
    has_source = options.render.pdf.standard is PdfStandard.ARCHIVE_WITH_SOURCE
    if not (has_source or options.has_digest or options.has_manifest):
        return ()
    from pmdoc.archive.sources import Role, read_source_files  # noqa: PLC0415 -- few builds need it
    from pmdoc.archive.style_files import style_files  # noqa: PLC0415 -- see above

    language = options.language or loaded.incident.language
    brand = style_path(origin.folder, options.style)
    project_files = {
        Role.LAYOUT: layout.files,
        Role.STYLE: style_files(brand, style) if brand else (),
        Role.TEMPLATE: (options.docx_template,) if options.docx_template else (),
        Role.LANGUAGE: (Path(language),) if is_yaml_name(language) else (),
    }
    return read_source_files(origin, loaded.source, loaded.attachments.files, project_files)


def _build_request(origin: Origin, options: Options) -> BuildRequest:
    from pmdoc.archive.sources import BuildRequest  # noqa: PLC0415 -- few builds need it

    flags = {
        "--form": options.is_form,
        "--fillable": options.render.is_fillable,
        "--digest": options.has_digest,
    }
    return BuildRequest(
        layout=options.layout,
        style=options.style,
        language=options.language,
        flags=tuple(flag for flag, is_set in flags.items() if is_set),
        overrides=tuple(origin.overrides),
    )


def _ignore(_: str) -> None:
    """Report no progress."""

"""The one way through the house: load, check, compose, render.

In → Out: an incident file in; problems, a document or report files out.
Must not: decide what a report shows or how it looks, or print; `cli` speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.errors import LanguageError, ProblemsFound, StyleError
from pmdoc.diagnostics.problem import Level, Problem, has_errors, judge
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.pipeline.check import error_of
from pmdoc.pipeline.compose import compose_with, place_in
from pmdoc.pipeline.load import (
    Input,
    Loaded,
    examine,
    to_origin,
    unknown_language,
)
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import find_renderer
from pmdoc.pipeline.resolve import find_house, style_path
from pmdoc.read import Origin, Source, is_yaml_name
from pmdoc.render import AS_USUAL, PdfStandard, RenderOptions

if TYPE_CHECKING:
    from pmdoc.archive.sources import BuildRequest, SourceFile
    from pmdoc.compose import Composed
    from pmdoc.layout import Layout
    from pmdoc.model.document import Document
    from pmdoc.render import Renderer
    from pmdoc.style import Style

MANIFEST = ".manifest.json"
"""The suffix of a build's account of itself."""


def render_document(
    document: Document, format_name: str, style: Style, options: RenderOptions = AS_USUAL
) -> tuple[bytes, tuple[Problem, ...]]:
    """Make one file of a document.

    Raises:
        UnknownName: there is no such format.
        RenderError: the format can't express the document.
    """
    rendered = find_renderer(format_name).render(document, style, options)
    return rendered.data, rendered.problems


def build_reports(
    path: Input,
    formats: Iterable[str],
    options: Options,
    on_step: Callable[[str], None] | None = None,
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make the report files of one incident, in memory, with all problems on the way.

    Shape: the bytes are keyed by file suffix, the manifest's among them if it is asked for.
    `on_step` is told what is being done: the incident is read, or a format is made.

    Raises:
        PmdocError: whatever stops one of the steps; it carries the problems of all.
    """
    from pmdoc.archive.sources import (  # noqa: PLC0415 -- no check needs it
        build_manifest,
        content_digest,
        files_to_embed,
        find_archive_problems,
    )

    renderers = [find_renderer(name) for name in formats]
    origin = to_origin(path)
    tell = on_step or _quietly
    tell(origin.path.name)
    loaded, found = examine(origin)
    house = find_house(origin.folder, options, is_needed=True)
    problems = (*found, *house.problems)
    judged = judge(problems, is_strict=options.is_strict)
    if house.layout is None or house.style is None or loaded is None or has_errors(judged):
        kind = error_of(judge(found, is_strict=options.is_strict), house) or ProblemsFound
        raise kind(problems=judged)
    if not options.language and (unknown := unknown_language(loaded)):
        raise LanguageError(problems=(*judged, *(replace(p, level=Level.ERROR) for p in unknown)))
    made_from = _ingredients(origin, loaded, options, house.layout, house.style)
    digest = content_digest(made_from) if options.has_digest else ""
    composed = compose_with(loaded, house.layout, options, digest)
    finish = options.render
    if house.template is not None:
        finish = replace(finish, docx_template=house.template)
    if finish.pdf_standard is PdfStandard.ARCHIVE_WITH_SOURCE:
        problems += find_archive_problems(made_from)
        finish = replace(finish, embedded_files=files_to_embed(made_from, _asked(origin, options)))
    outputs, noted = _render_all(
        renderers,
        composed,
        house.style,
        finish,
        lambda suffix: tell(f"{origin.path.name} → {suffix}"),
    )
    placed = place_in(noted, loaded.source)
    judged = _judge_all((*problems, *placed), is_strict=options.is_strict)
    if options.has_manifest:
        outputs[MANIFEST] = build_manifest(made_from, outputs, origin.overrides)
    return outputs, judged


def _render_all(
    renderers: Iterable[Renderer],
    composed: Composed,
    style: Style,
    finish: RenderOptions,
    tell: Callable[[str], None],
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make a document's files, keyed by suffix, with the problems of composing and rendering."""
    outputs = {}
    problems = [*composed.problems]
    for renderer in renderers:
        tell(renderer.suffix)
        rendered = renderer.render(composed.document, style, finish)
        outputs[renderer.suffix] = rendered.data
        problems += rendered.problems
    return outputs, tuple(problems)


def _judge_all(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Judge what was found on the whole way; no file may be written if one is an error.

    Raises:
        StyleError: no font has a character that is printed.
        ProblemsFound: something else is an error.
    """
    judged = judge(problems, is_strict=is_strict)
    if has_errors(judged):
        is_glyph = any(problem.id == "glyph-missing" for problem in judged)
        raise (StyleError if is_glyph else ProblemsFound)(problems=judged)
    return judged


def build_form(
    formats: Iterable[str], options: Options
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make a layout as a blank form, to be filled in by hand, in memory.

    Shape: the bytes are keyed by file suffix.

    Raises:
        PmdocError: whatever stops one of the steps; what would stop a build stops a form.
    """
    renderers = [find_renderer(name) for name in formats]
    house = find_house(Path(), options, is_needed=True)
    if house.layout is None or house.style is None:
        kind = ProblemsFound if house.error is None else type(house.error)
        raise kind(problems=house.problems)
    nothing = Incident(incident=IncidentFacts(id="", title=""))
    loaded = Loaded(incident=nothing, source=Source(name="", text="", data={}), folder=Path())
    composed = compose_with(loaded, house.layout, replace(options, is_full=True))
    outputs, noted = _render_all(renderers, composed, house.style, options.render, _quietly)
    return outputs, _judge_all((*house.problems, *noted), is_strict=options.is_strict)


def _ingredients(
    origin: Origin, loaded: Loaded, options: Options, layout: Layout, style: Style
) -> tuple[SourceFile, ...]:
    """Read what the report is made from, if anything asks for it."""
    has_source = options.render.pdf_standard is PdfStandard.ARCHIVE_WITH_SOURCE
    if not (has_source or options.has_digest or options.has_manifest):
        return ()
    from pmdoc.archive.sources import Role, read_source_files  # noqa: PLC0415 -- likewise
    from pmdoc.archive.style_files import style_files  # noqa: PLC0415 -- few builds need it

    language = options.language or loaded.incident.language
    brand = style_path(origin.folder, options.style)
    house = {
        Role.LAYOUT: layout.files,
        Role.STYLE: style_files(brand, style) if brand else (),
        Role.TEMPLATE: (options.docx_template,) if options.docx_template else (),
        Role.LANGUAGE: (Path(language),) if is_yaml_name(language) else (),
    }
    return read_source_files(origin, loaded.source, loaded.attachments.files, house)


def _asked(origin: Origin, options: Options) -> BuildRequest:
    """Say what the command was, as far as a PDF is concerned."""
    from pmdoc.archive.sources import BuildRequest  # noqa: PLC0415 -- few builds need it

    flags = {
        "--full": options.is_full,
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


def _quietly(_: str) -> None:
    """Tell nobody."""

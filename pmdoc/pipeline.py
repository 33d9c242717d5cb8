"""The one way through the house: load, check, compose, render, write.

In → Out: an incident file in; problems, a document or report files out.
Must not: decide what a report shows or how it looks, or print; `cli` speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.attach import Attachments, load_attachments
from pmdoc.clock import now, source_date
from pmdoc.errors import InputError, PmdocError, ProblemsFound, StyleError
from pmdoc.house import find_layout, find_style, layout_path, style_path, tolerate
from pmdoc.lint import discover, lint, unusable_rules
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.problems import Level, Position, Problem, sort_problems
from pmdoc.read import (
    Origin,
    Source,
    UnreadableInput,
    is_yaml_name,
    read_incident,
    read_regular_file,
)
from pmdoc.registry import find_renderer, parts
from pmdoc.render import AS_USUAL, PdfStandard, RenderOptions, TemplateFile
from pmdoc.validate import check as check_data

if TYPE_CHECKING:
    from pmdoc.compose import Composed
    from pmdoc.layout import Layout
    from pmdoc.model.document import Document
    from pmdoc.provenance import Asked, Ingredient
    from pmdoc.render import Renderer
    from pmdoc.style import Style
    from pmdoc.validate.rest import Rest

__all__ = [
    "MANIFEST",
    "Loaded",
    "Options",
    "ProblemsFound",
    "build",
    "check",
    "compose",
    "find_style",
    "load",
    "render",
]

MANIFEST = ".manifest.json"
"""The suffix of a build's account of itself."""
_LARGEST_TEMPLATE = 32 << 20
Input = Path | str | Origin
"""A file's path, or text that was handed over with a name."""


class Options(Struct, frozen=True, kw_only=True):
    """What a build may choose.

    Shape: `style` and `layout` are names or paths; empty for default. `is_full` leaves room to
    write for what the layout asks for and the incident file does not have.
    """

    layout: str = ""
    style: str = ""
    language: str = ""
    is_strict: bool = False
    is_full: bool = False
    has_digest: bool = False
    """Each page names the SHA-256 of the content."""
    has_manifest: bool = False
    """An account of all that went in and came out is written beside the report."""
    docx_template: Path | None = None
    """A house's Word file to take looks from."""
    render: RenderOptions = AS_USUAL


class Loaded(Struct, frozen=True, kw_only=True):
    """A valid incident, the file it came from, and what is doubtful about it."""

    incident: Incident
    source: Source
    folder: Path
    attachments: Attachments = field(default_factory=Attachments)
    problems: tuple[Problem, ...] = ()


class _House(Struct, frozen=True, kw_only=True):
    """What was chosen for a report, as far as it can be used, and what is wrong with the rest."""

    layout: Layout | None = None
    style: Style | None = None
    template: TemplateFile | None = None
    problems: tuple[Problem, ...] = ()
    error: PmdocError | None = None


def load(path: Input, *, is_strict: bool = False) -> Loaded:
    """Read, validate and lint an incident file.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors, or warnings when `is_strict`.
    """
    loaded, found = _examine(_origin(path))
    problems = _judge(found, is_strict=is_strict)
    if loaded is None or _has_errors(problems):
        raise ProblemsFound(problems=problems)
    return replace(loaded, problems=problems)


def check(
    path: Input, *, layout: str = "", style: str = "", is_strict: bool = False
) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by place; none for a good one.

    With a layout or a style, the problems of their files are among them, and notes on what that
    layout has no place for.

    Raises:
        InputError: the file is not there or can't be opened.
        UnknownName: there is no such layout or style.
    """
    origin = _origin(path)
    house = _find_house(origin.folder, Options(layout=layout, style=style))
    try:
        loaded, found = _examine(origin, is_check=True)
    except UnreadableInput as unreadable:
        loaded, found = None, unreadable.problems
    if loaded and layout and house.layout:
        from pmdoc.compose import unplaced  # noqa: PLC0415 -- 40 ms that most checks don't need

        noted = unplaced(loaded.incident, house.layout, parts())
        found = (*found, *loaded.source.place(noted))
    return _judge((*found, *house.problems), is_strict=is_strict)


def compose(loaded: Loaded, options: Options | None = None) -> Composed:
    """Lay a loaded incident out.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
    """
    options = options or Options()
    return _compose(loaded, find_layout(loaded.folder, options.layout)[0], options)


def _compose(loaded: Loaded, layout: Layout, options: Options, digest: str = "") -> Composed:
    from pmdoc.compose import Sources  # noqa: PLC0415 -- no check needs it
    from pmdoc.compose import compose as compose_incident  # noqa: PLC0415 -- see above
    from pmdoc.lang import load_language  # noqa: PLC0415 -- see above

    sources = Sources(
        layout=layout,
        language=load_language(options.language or loaded.incident.language),
        parts=parts(),
        layout_is_house=layout_path(loaded.folder, options.layout) is not None,
        images=loaded.attachments.images,
        data=loaded.attachments.data,
        author_language=_stated_language(loaded.source),
        digest=digest,
        source_date=source_date(),
        is_form=options.is_full,
    )
    return compose_incident(loaded.incident, sources)


def _stated_language(source: Source) -> str:
    """Return the language that the incident file says it is in; nothing where it does not."""
    stated = source.data.get("language") if isinstance(source.data, dict) else None
    return stated if isinstance(stated, str) else ""


def render(
    document: Document, format_name: str, style: Style, options: RenderOptions = AS_USUAL
) -> tuple[bytes, tuple[Problem, ...]]:
    """Make one file of a document.

    Raises:
        UnknownName: there is no such format.
        RenderError: the format can't express the document.
    """
    rendered = find_renderer(format_name).render(document, style, options)
    return rendered.data, rendered.problems


def build(
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
    from pmdoc.provenance import (  # noqa: PLC0415 -- no check needs it
        archive_problems,
        content_digest,
        manifest,
        to_embed,
    )

    renderers = [find_renderer(name) for name in formats]
    origin = _origin(path)
    tell = on_step or _quietly
    tell(origin.path.name)
    loaded, found = _examine(origin)
    house = _find_house(origin.folder, options, is_needed=True)
    problems = (*found, *house.problems)
    judged = _judge(problems, is_strict=options.is_strict)
    if house.layout is None or house.style is None or loaded is None or _has_errors(judged):
        kind = ProblemsFound if _has_errors(found) or house.error is None else type(house.error)
        raise kind(problems=judged)
    made_from = _ingredients(origin, loaded, options, house.style)
    digest = content_digest(made_from) if options.has_digest else ""
    composed = _compose(loaded, house.layout, options, digest)
    finish = options.render
    if house.template is not None:
        finish = replace(finish, docx_template=house.template)
    if finish.pdf_standard is PdfStandard.ARCHIVE_WITH_SOURCE:
        problems += archive_problems(made_from)
        finish = replace(finish, embedded_files=to_embed(made_from, _asked(origin, options)))
    outputs, noted = _render_all(
        renderers,
        composed,
        house.style,
        finish,
        lambda suffix: tell(f"{origin.path.name} → {suffix}"),
    )
    placed = _place(noted, loaded.source)
    judged = _judge_all((*problems, *placed), is_strict=options.is_strict)
    if options.has_manifest:
        outputs[MANIFEST] = manifest(made_from, outputs, origin.overrides)
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


def _place(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """Give problems of composing and rendering their place in the incident file."""
    from pmdoc.read import point_at_characters  # noqa: PLC0415 -- no check needs it

    return source.place(point_at_characters(problems, source))


def _judge_all(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Judge what was found on the whole way; no file may be written if one is an error.

    Raises:
        StyleError: no font has a character that is printed.
        ProblemsFound: something else is an error.
    """
    judged = _judge(problems, is_strict=is_strict)
    if _has_errors(judged):
        is_glyph = any(problem.id == "glyph-missing" for problem in judged)
        raise (StyleError if is_glyph else ProblemsFound)(problems=judged)
    return judged


def form(formats: Iterable[str], options: Options) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make a layout as a blank form, to be filled in by hand, in memory.

    Shape: the bytes are keyed by file suffix.

    Raises:
        PmdocError: whatever stops one of the steps; what would stop a build stops a form.
    """
    renderers = [find_renderer(name) for name in formats]
    house = _find_house(Path(), options, is_needed=True)
    if house.layout is None or house.style is None:
        kind = ProblemsFound if house.error is None else type(house.error)
        raise kind(problems=house.problems)
    nothing = Incident(incident=IncidentFacts(id="", title=""))
    loaded = Loaded(incident=nothing, source=Source(name="", text="", data={}), folder=Path())
    composed = _compose(loaded, house.layout, replace(options, is_full=True))
    outputs, noted = _render_all(renderers, composed, house.style, options.render, _quietly)
    return outputs, _judge_all((*house.problems, *noted), is_strict=options.is_strict)


def _read_template(path: Path) -> TemplateFile:
    """Read a house's Word file, whatever it holds; the renderer judges that.

    Raises:
        StyleError: it is not there, or too large.
    """
    try:
        data = read_regular_file(path, limit_bytes=_LARGEST_TEMPLATE)
    except InputError as error:
        raise StyleError(error.message, hint=error.hint) from error
    return TemplateFile(name=path.name, data=data)


def _ingredients(
    origin: Origin, loaded: Loaded, options: Options, style: Style
) -> tuple[Ingredient, ...]:
    """Read what the report is made from, if anything asks for it."""
    has_source = options.render.pdf_standard is PdfStandard.ARCHIVE_WITH_SOURCE
    if not (has_source or options.has_digest or options.has_manifest):
        return ()
    from pmdoc.house_files import layout_files, style_files  # noqa: PLC0415 -- few builds need it
    from pmdoc.provenance import Role, ingredients  # noqa: PLC0415 -- likewise

    language = options.language or loaded.incident.language
    layout = layout_path(origin.folder, options.layout)
    brand = style_path(origin.folder, options.style)
    house = {
        Role.LAYOUT: layout_files(layout) if layout else (),
        Role.STYLE: style_files(brand, style) if brand else (),
        Role.TEMPLATE: (options.docx_template,) if options.docx_template else (),
        Role.LANGUAGE: (Path(language),) if is_yaml_name(language) else (),
    }
    return ingredients(origin, loaded.source, loaded.attachments.files, house)


def _asked(origin: Origin, options: Options) -> Asked:
    """Say what the command was, as far as a PDF is concerned."""
    from pmdoc.provenance import Asked  # noqa: PLC0415 -- few builds need it

    flags = {
        "--full": options.is_full,
        "--fillable": options.render.is_fillable,
        "--digest": options.has_digest,
    }
    return Asked(
        layout=options.layout,
        style=options.style,
        language=options.language,
        flags=tuple(flag for flag, is_set in flags.items() if is_set),
        overrides=tuple(origin.overrides),
    )


def _quietly(_: str) -> None:
    """Tell nobody."""


def _origin(path: Input) -> Origin:
    return path if isinstance(path, Origin) else Origin(path=Path(path))


def _judge(problems: Iterable[Problem], *, is_strict: bool) -> tuple[Problem, ...]:
    """Order problems; where one has to be strict, warnings are errors."""
    if is_strict:
        problems = (
            replace(p, level=Level.ERROR) if p.level is Level.WARNING else p for p in problems
        )
    return sort_problems(problems)


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.level is Level.ERROR for problem in problems)


def _find_house(folder: Path, options: Options, *, is_needed: bool = False) -> _House:
    """Find layout, style and template as far as asked for or needed, with all their problems.

    Raises:
        UnknownName: there is no such layout or style.
    """
    layout, style, template = options.layout, options.style, options.docx_template
    problems: list[Problem] = []
    found_layout, found_style, found_template = None, None, None
    errors = []
    if layout or is_needed:
        found, error = tolerate(lambda: find_layout(folder, layout), layout)
        errors.append(error)
        if found is not None:
            found_layout = found[0]
            problems += found[1]
    if style or is_needed:
        found_style, error = tolerate(lambda: find_style(folder, style), style)
        errors.append(error)
        problems += found_style.warnings if found_style else ()
    if template is not None:
        found_template, error = tolerate(lambda: _read_template(template), str(template))
        errors.append(error)
    wrong = [error for error in errors if error is not None]
    problems += (problem for error in wrong for problem in error.problems)
    return _House(
        layout=found_layout,
        style=found_style,
        template=found_template,
        problems=tuple(problems),
        error=wrong[0] if wrong else None,
    )


def _examine(
    origin: Origin, *, is_check: bool = False
) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Read and check a file; there is nothing loaded where it is not valid.

    Where it is only a check, pictures are tried and not kept.
    """
    source = read_incident(origin)
    checked = check_data(source.data, blanks=source.blanks)
    incident, found = checked.incident, list(checked.problems)
    attachments = Attachments()
    if incident is not None:
        found += lint(incident, discover(), today=now().date())
        attachments = load_attachments(incident, origin.folder, is_check=is_check)
        found += attachments.problems
    elif checked.rest is not None:
        first = sort_problems(source.place(found))[0]
        found += _look_at(checked.rest, origin.folder, first.position)
    found += unusable_rules()
    problems = sort_problems((*source.problems, *source.place(found)))
    if incident is None:
        return None, problems
    loaded = Loaded(
        incident=incident,
        source=source,
        folder=origin.folder,
        attachments=attachments,
        problems=problems,
    )
    return loaded, problems


def _look_at(rest: Rest, folder: Path, error: Position) -> tuple[Problem, ...]:
    """Say what can be said already of a file with errors: all of it is to be mended in one go.

    Problems: those of rules and attachments, and `lint-partial` at the first error where rules
    have to wait.
    """
    from pmdoc.lint.partial import lint_rest  # noqa: PLC0415 -- only where something is wrong

    rules = discover()
    partial = lint_rest(rest, rules, today=now().date())
    found = [
        replace(problem, pointer=rest.in_file(problem.pointer))
        for problem in load_attachments(rest.incident, folder, is_check=True).problems
    ]
    if partial.waiting:
        count = f"{len(partial.waiting)} of {len(rules)}"
        found.append(
            Problem(
                id="lint-partial",
                level=Level.NOTE,
                message=f"{count} rules wait until errors are mended.",
                hint="What the others find is here already.",
                position=error,
            )
        )
    return (*partial.problems, *found)

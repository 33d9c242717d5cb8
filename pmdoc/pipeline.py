"""The one way through the house: load, check, compose, render, write.

In → Out: the path of an incident file in; problems, a document or written report files out.
Must not: decide what a report shows or how it looks, or print; `cli` speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmdoc.clock import source_date
from pmdoc.compose import Composed, Sources, check_layout, unplaced
from pmdoc.compose import compose as compose_incident
from pmdoc.errors import AssetError, LayoutError, PmdocError
from pmdoc.lang import load_language
from pmdoc.layout import DEFAULT_LAYOUT, Layout, load_layout
from pmdoc.lint import discover, lint
from pmdoc.model.document import Document, Image
from pmdoc.model.incident import Incident
from pmdoc.problems import Level, Problem, readable, sort_problems
from pmdoc.read import Source, UnreadableInput, load_image, read_yaml
from pmdoc.registry import find_renderer, parts
from pmdoc.render import AS_USUAL, RenderOptions
from pmdoc.style import DEFAULT_STYLE, Style, resolve_style
from pmdoc.validate import check as check_data

_BRAND = "_brand.yml"


class ProblemsFound(PmdocError):  # noqa: N818 -- named by what happened, as all of its family
    """The file has problems that stop the run. Shape: `problems` is never empty."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build may choose. Shape: `style`, `layout` are names or paths; empty for default."""

    layout: str = ""
    style: str = ""
    language: str = ""
    is_strict: bool = False
    render: RenderOptions = AS_USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A valid incident, the file it came from, and what is doubtful about it."""

    incident: Incident
    source: Source
    folder: Path
    images: Mapping[str, Image] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load(path: Path | str, *, is_strict: bool = False) -> Loaded:
    """Read, validate and lint an incident file.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors, or warnings when `is_strict`.
    """
    path = Path(path)
    loaded, problems = _examine(path, is_strict=is_strict)
    if loaded is None or any(p.level is Level.ERROR for p in problems):
        raise ProblemsFound(problems)
    return loaded


def check(path: Path | str, *, layout: str = "", is_strict: bool = False) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by place; none for a good one.

    With a layout, notes are among them on what that layout has no place for.

    Raises:
        InputError: the file is not there or can't be opened.
        UnknownName: there is no such layout.
        LayoutError: the layout can't be used.
    """
    try:
        loaded, problems = _examine(Path(path), is_strict=is_strict)
    except UnreadableInput as unreadable:
        return unreadable.problems
    if not layout or loaded is None:
        return problems
    found = unplaced(loaded.incident, _find_layout(loaded.folder, layout), parts())
    return sort_problems((*problems, *_place(found, loaded.source)))


def compose(loaded: Loaded, options: Options | None = None) -> Composed:
    """Lay a loaded incident out.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
    """
    options = options or Options()
    sources = Sources(
        layout=_find_layout(loaded.folder, options.layout),
        language=load_language(options.language or loaded.incident.language),
        parts=parts(),
        layout_is_house=Path(options.layout).suffix in {".yaml", ".yml"},
        images=loaded.images,
        source_date=source_date(),
    )
    return compose_incident(loaded.incident, sources)


def find_style(folder: Path, name: str = "") -> Style:
    """Load the style that was asked for, the `_brand.yml` beside the incident, or the default."""
    if name:
        return resolve_style(name)
    brand = folder / _BRAND
    return resolve_style(brand if brand.is_file() else DEFAULT_STYLE)


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
    path: Path, formats: Iterable[str], options: Options
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make the report files of one incident, in memory, with all problems on the way.

    Shape: the bytes are keyed by file suffix.

    Raises:
        PmdocError: whatever stops one of the steps.
    """
    renderers = [find_renderer(name) for name in formats]
    loaded = load(path, is_strict=options.is_strict)
    composed = compose(loaded, options)
    style = find_style(loaded.folder, options.style)
    problems = [*loaded.problems, *_place(composed.problems, loaded.source)]
    problems += [
        Problem(id="style-doubtful", level=Level.WARNING, message=text) for text in style.warnings
    ]
    outputs = {}
    for renderer in renderers:
        rendered = renderer.render(composed.document, style, options.render)
        outputs[renderer.suffix] = rendered.data
        problems.extend(_place(rendered.problems, loaded.source))
    return outputs, sort_problems(problems)


def _examine(path: Path, *, is_strict: bool) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Read and check a file; there is nothing loaded where it is not valid."""
    source = read_yaml(path)
    checked = check_data(source.data, blanks=source.blanks)
    incident, found = checked.incident, list(checked.problems)
    images: dict[str, Image] = {}
    if incident is not None:
        found += lint(incident, discover())
        images = _load_images(incident, path.parent, found)
    problems = [*source.problems, *_place(found, source)]
    if is_strict:
        problems = [
            replace(p, level=Level.ERROR) if p.level is Level.WARNING else p for p in problems
        ]
    ordered = sort_problems(problems)
    if incident is None:
        return None, ordered
    folder = path.parent
    loaded = Loaded(
        incident=incident, source=source, folder=folder, images=images, problems=ordered
    )
    return loaded, ordered


def _place(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """Give problems their place in the file, and put the path in an author's words in front."""
    placed = []
    for problem in problems:
        if problem.position.line:
            placed.append(problem)
            continue
        position = source.locate(problem.pointer, key=problem.id == "schema-unknown-key")
        path = readable(problem.pointer)
        message = f"{path} {problem.message}" if path else problem.message
        placed.append(replace(problem, position=position, message=message))
    return placed


def _find_layout(folder: Path, name: str) -> Layout:
    """Load a layout by its name, or as a file: where the path says, or beside the incident.

    Raises:
        LayoutError: it can't be used; every problem in it is named.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} and not path.is_file() and (folder / path).is_file():
        path = folder / path
    layout = load_layout(str(path) if name else DEFAULT_LAYOUT)
    if path.suffix in {".yaml", ".yml"}:  # a house's own; the shipped ones are tested
        wrong = [p for p in check_layout(layout, parts()) if p.level is Level.ERROR]
        if wrong:
            source = read_yaml(path)
            raise LayoutError("\n".join(str(p) for p in sort_problems(_place(wrong, source))))
    return layout


def _load_images(incident: Incident, folder: Path, problems: list[Problem]) -> dict[str, Image]:
    """Load every picture that the incident names, through the image gate.

    Problems: `image-unusable` for each that can't be used.
    """
    images: dict[str, Image] = {}
    for name in ("screenshots", "monitoring"):
        for index, picture in enumerate(getattr(incident.appendices, name)):
            try:
                images[picture.file] = load_image(picture.file, folder)
            except AssetError as error:
                pointer = f"/appendices/{name}/{index}/file"
                problems.append(
                    Problem(
                        id="image-unusable",
                        message=f"can't be used. {error.message}",
                        hint=error.hint,
                        pointer=pointer,
                    )
                )
    return images

"""Resolve the names and paths of layout, style and Word template.

In → Out: names or paths and the incident's folder in; the values, or problems with them, out.
Must not: read an incident, or stop at a problem that can be reported with the incident's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from pmdoc.diagnostics.errors import InputError, LayoutError, PmdocError, StyleError
from pmdoc.diagnostics.problem import Level, Position, Problem, has_errors
from pmdoc.pipeline.options import Options
from pmdoc.read.file_gate import absolute, is_file, is_repository, is_trusted
from pmdoc.read.regular_file import read_regular_file
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.render import TemplateFile
from pmdoc.runtime import limits

if TYPE_CHECKING:
    from pmdoc.layout import Layout
    from pmdoc.style import Style

T = TypeVar("T")
BRAND = "_brand.yml"
_BRAND_FOLDERS = ("", "_brand", "brand")
"""The folders where a brand file may be. Source: https://posit-dev.github.io/brand-yml/."""
_IDS = {3: "input-unreadable", 4: "file-unusable", 5: "render-failed", 6: "extra-missing"}
"""The problem that an error without problems becomes, by its exit code."""


class ResolvedProject(Struct, frozen=True, kw_only=True):
    """The layout, style and template of a report, None if unusable or not needed.

    Shape: `error` is the first error, None if all is usable; `problems` has those of all.
    """

    layout: Layout | None = None
    style: Style | None = None
    template: TemplateFile | None = None
    problems: tuple[Problem, ...] = ()
    error: PmdocError | None = None


def resolve_project(incident: Path, options: Options, *, is_build: bool = False) -> ResolvedProject:
    """Resolve layout, style and template, and gather the problems of all three.

    A build needs a layout and a style, and falls back to the default ones.

    Problems: `brand-untrusted`, `brand-used`, and those of the three.

    Raises:
        UnknownName: there is no such layout or style.
    """
    folder = incident.parent
    problems: list[Problem] = []
    errors: list[PmdocError] = []

    def attempt(find: Callable[[], T], file: str) -> T | None:
        try:
            return find()
        except (InputError, LayoutError, StyleError) as error:
            problems.extend(to_problems(error, file))
            errors.append(error)
            return None

    layout, style, template = None, None, None
    if options.layout or is_build:
        found = attempt(lambda: find_layout(folder, options.layout), options.layout)
        layout, warnings = found or (None, ())
        problems += warnings
    if options.style or is_build:
        style = attempt(lambda: find_style(incident, options.style), options.style)
        problems += style.warnings if style else ()
        problems += () if options.style else find_brands(incident)
    if (path := options.docx_template) is not None:
        template = attempt(lambda: _read_template(path), str(path))
    return ResolvedProject(
        layout=layout,
        style=style,
        template=template,
        problems=tuple(problems),
        error=errors[0] if errors else None,
    )


def find_layout(folder: Path, name: str = "") -> tuple[Layout, tuple[Problem, ...]]:
    """Load a layout; return it with warnings and notes on it.

    `name` is that of a shipped layout, or a file's path from the working folder or from the
    incident's.

    Raises:
        UnknownName: there is no such layout.
        LayoutError: it can't be used; the error lists every problem in it.
    """
    from pmdoc.compose import check_layout  # noqa: PLC0415 -- 40 ms that most checks don't need
    from pmdoc.layout import DEFAULT_LAYOUT, load_layout  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.plugins import parts  # noqa: PLC0415 -- see above

    path = file_path(folder, name)
    layout = load_layout(path or name or DEFAULT_LAYOUT)
    if path is None:  # the tests check shipped layouts
        return layout, ()
    problems = (*layout.problems, *check_layout(layout, parts()))
    if has_errors(problems):
        raise LayoutError(problems=problems)
    return layout, problems


def find_style(incident: Path, name: str = "") -> Style:
    """Load the named style, else the nearest `_brand.yml`, else the default.

    Raises:
        UnknownName: there is no such style.
        StyleError: it can't be used; the error lists every problem in it.
    """
    from pmdoc.style import DEFAULT_STYLE, resolve_style  # noqa: PLC0415 -- as in find_layout

    return resolve_style(style_path(incident, name) or name or DEFAULT_STYLE)


def _read_template(path: Path) -> TemplateFile:
    try:
        data = read_regular_file(path, limit_bytes=limits.TEMPLATE_BYTES)
    except InputError as error:
        raise StyleError(error.message, hint=error.hint) from error
    return TemplateFile(name=path.name, data=data)


def file_path(folder: Path, name: str) -> Path | None:
    """Return the file that the name of a layout or style means; None for a shipped one."""
    path = Path(name)
    if not is_yaml_name(path):
        return None
    return folder / path if not is_file(path) and is_file(folder / path) else path


def style_path(incident: Path, name: str) -> Path | None:
    """Return the file that a style's name means; None for a shipped style."""
    if name:
        return file_path(incident.parent, name)
    found = (path for path in brand_paths(incident) if is_file(path))
    return next((path for path in found if is_trusted(path, incident)), None)


def find_brands(incident: Path) -> Iterator[Problem]:
    """Report the brand file that is used although nobody named it, and those of strangers."""
    for path in brand_paths(incident):
        if is_file(path):
            if is_trusted(path, incident):
                yield Problem(
                    id="brand-used",
                    level=Level.NOTE,
                    message="is the style of this report.",
                    hint="To use another, give --style.",
                    position=Position(file=str(path)),
                )
                return
            yield Problem(
                id="brand-untrusted",
                level=Level.WARNING,
                message="is not used: it belongs to another user than the incident file.",
                hint=f"If you trust it, name it: --style {path}.",
                position=Position(file=str(path)),
            )


def brand_paths(incident: Path) -> tuple[Path, ...]:
    """Return the paths where a brand file may be, in the order in which they are tried.

    These are in the incident's folder and the folders above it, up to the one that has `.git`;
    without a repository of a trusted user, only in the incident's folder.
    """
    own = absolute(incident.parent)
    above = [own, *own.parents]
    top = next((index for index, one in enumerate(above) if is_repository(one, incident)), 0)
    paths = [one / name / BRAND for one in above[: top + 1] for name in _BRAND_FOLDERS]
    return (incident.parent / BRAND, *paths[1:])  # the first as typed, for short messages


def to_problems(error: PmdocError, file: str) -> tuple[Problem, ...]:
    """Return an error's problems, or the error itself as one problem of the file."""
    if error.problems:
        return tuple(error.problems)
    id = _IDS.get(error.exit_code, "input-unreadable")
    position = Position(file=file)
    return (Problem(id=id, message=error.message, hint=error.hint, position=position),)

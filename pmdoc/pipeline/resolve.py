"""What a house brings to a report: layout, style and Word template, found by name or as files.

In → Out: names or paths and the incident's folder in; what they mean, or their problems, out.
Must not: read an incident, or stop at a problem that can be said beside the incident's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from pmdoc.diagnostics.errors import InputError, LayoutError, PmdocError, StyleError
from pmdoc.diagnostics.problem import Level, Position, Problem
from pmdoc.pipeline.options import Options
from pmdoc.read import is_yaml_name, read_regular_file
from pmdoc.render import TemplateFile

if TYPE_CHECKING:
    from pmdoc.layout import Layout
    from pmdoc.style import Style

T = TypeVar("T")
BRAND = "_brand.yml"
_BRAND_PLACES = ("", "_brand", "brand")
"""Where a project keeps its brand file. Source: https://posit-dev.github.io/brand-yml/."""
_REPOSITORY = ".git"
_LARGEST_TEMPLATE = 32 << 20
"""Bytes."""
_IDS = {3: "input-unreadable", 4: "file-unusable", 5: "render-failed", 6: "extra-missing"}
"""The problem that an error without problems becomes, by its exit code."""


class ResolvedProject(Struct, frozen=True, kw_only=True):
    """What was chosen for a report, as far as it can be used, and what is wrong with the rest."""

    layout: Layout | None = None
    style: Style | None = None
    template: TemplateFile | None = None
    problems: tuple[Problem, ...] = ()
    error: PmdocError | None = None


def find_house(folder: Path, options: Options, *, is_needed: bool = False) -> ResolvedProject:
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
    return ResolvedProject(
        layout=found_layout,
        style=found_style,
        template=found_template,
        problems=tuple(problems),
        error=wrong[0] if wrong else None,
    )


def find_layout(folder: Path, name: str = "") -> tuple[Layout, tuple[Problem, ...]]:
    """Load a layout, with what is doubtful about it.

    `name` is that of a shipped one or a file: where the path says, or beside the incident.

    Raises:
        UnknownName: there is no such layout.
        LayoutError: it can't be used; every problem in it is named.
    """
    from pmdoc.compose import check_layout  # noqa: PLC0415 -- 40 ms that most checks don't need
    from pmdoc.layout import DEFAULT_LAYOUT, load_layout  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.plugins import parts  # noqa: PLC0415 -- see above

    path = layout_path(folder, name)
    layout = load_layout(path or name or DEFAULT_LAYOUT)
    if path is None:  # the shipped ones are tested
        return layout, ()
    problems = check_layout(layout, parts())
    if any(problem.level is Level.ERROR for problem in problems):
        raise LayoutError(problems=problems)
    return layout, problems


def find_style(folder: Path, name: str = "") -> Style:
    """Load the style that was asked for, the nearest `_brand.yml`, or the default.

    Raises:
        UnknownName: there is no such style.
        StyleError: it can't be used; every problem in it is named.
    """
    from pmdoc.style import DEFAULT_STYLE, resolve_style  # noqa: PLC0415 -- as in find_layout

    return resolve_style(style_path(folder, name) or name or DEFAULT_STYLE)


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


def layout_path(folder: Path, name: str) -> Path | None:
    """Say which file a layout's name means; None for a shipped layout."""
    return _file(folder, name)


def style_path(folder: Path, name: str) -> Path | None:
    """Say which file a style's name means; None for a shipped style."""
    return _file(folder, name) if name else _brand(folder)


def _brand(folder: Path) -> Path | None:
    """Find the brand file beside the incident, or in a folder above it in the same repository."""
    return next((place for place in brand_places(folder) if place.is_file()), None)


def brand_places(folder: Path) -> tuple[Path, ...]:
    """List where a brand file may be, the place that counts most first.

    The last folder is that which holds `.git`; without one, the incident's own folder is all.
    """
    own = folder.absolute()
    above = [own, *own.parents]
    top = next((at for at, one in enumerate(above) if (one / _REPOSITORY).exists()), 0)
    found = [one / place / BRAND for one in above[: top + 1] for place in _BRAND_PLACES]
    return (folder / BRAND, *found[1:])


def tolerate(find: Callable[[], T], file: str) -> tuple[T | None, PmdocError | None]:
    """Find a layout or style, or give what is wrong with it as problems; `file` is its name."""
    try:
        return find(), None
    except (LayoutError, StyleError) as error:
        return None, type(error)(problems=problems_of(error, file))


def problems_of(error: PmdocError, file: str) -> tuple[Problem, ...]:
    """Give an error's problems; one that says all in its message becomes a problem of the file."""
    if error.problems:
        return tuple(error.problems)
    id = _IDS.get(error.exit_code, "input-unreadable")
    position = Position(file=file)
    return (Problem(id=id, message=error.message, hint=error.hint, position=position),)


def _file(folder: Path, name: str) -> Path | None:
    path = Path(name)
    if not is_yaml_name(path):
        return None
    return folder / path if not path.is_file() and (folder / path).is_file() else path

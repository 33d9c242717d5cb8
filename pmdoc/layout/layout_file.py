"""Load a layout: its file, laid over those it extends.

In → Out: a layout's name or path in, a `Layout` out.
Must not: read an incident, or know what a part of a section shows.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout.former_keys import rename_former_keys
from pmdoc.layout.layout import Layout
from pmdoc.layout.option_reader import read_options, read_over
from pmdoc.layout.own_phases import add_phase_sections
from pmdoc.layout.sections import read_sections
from pmdoc.read.source import Source
from pmdoc.runtime.resources import layouts_folder
from pmdoc.validate.config_file import (
    ConfigFile,
    ConfigKind,
    find_schema_problems,
    raise_if_any,
)

DEFAULT_LAYOUT = "operations"


def _find_problems(source: Source) -> list[Problem]:
    return [*rename_former_keys(source), *find_schema_problems(source, "layout")]


_LAYOUTS = ConfigKind(
    name="layout",
    folder=layouts_folder(),
    error=LayoutError,
    first_line="`extends:`",
    find_problems=_find_problems,
    extends_problem="layout-value",
)
_NOT_OPTIONS = {"extends", "drop", "change", "sections"}


def layout_names() -> tuple[str, ...]:
    """Return the names of the shipped layouts, sorted."""
    return _LAYOUTS.names()


def load_layout(name: str | Path = DEFAULT_LAYOUT) -> Layout:
    """Load a layout by its shipped name or by the path of a file.

    Raises:
        UnknownName: no shipped layout has the name.
        LayoutError: a file can't be used; the message lists every problem in it.
    """
    files = _LAYOUTS.read_chain(name)
    layout = _read_layout(files[-1], None)
    for file in files[-2::-1]:
        layout = _read_layout(file, layout)
    return replace(
        add_phase_sections(layout),
        files=tuple(file.path for file in files if not file.is_shipped),
        problems=tuple(problem for file in files for problem in file.warnings),
    )


def _read_layout(file: ConfigFile, parent: Layout | None) -> Layout:
    problems: list[Problem] = []
    options = {key: value for key, value in file.data.items() if key not in _NOT_OPTIONS}
    if parent is None:
        layout = read_options(Layout, {"name": file.path.stem, **options}, "", problems)
    else:
        title = read_over(parent.title, options.pop("title", {}), "/title", problems)
        base = replace(parent, name=file.path.stem, title=title)
        layout = read_over(base, options, "", problems)
    sections = read_sections(file, parent, problems)
    raise_if_any(file.source.place(problems), LayoutError)
    return replace(layout, sections=sections, source=file.source)

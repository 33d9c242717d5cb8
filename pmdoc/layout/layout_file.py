"""Read a layout file over the one that it extends.

In → Out: a layout's name or path in, a `Layout` out.
Must not: read an incident, or know what a part of a section shows.

A house's layout `extends:` another one and says what differs; `sections` tells how its sections
are read. schema/layout.schema.json has all keys. The shipped layouts are checked by the tests, so
that a build need not prepare the schema for them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pmdoc.diagnostics.errors import LayoutError, UnknownName, suggest
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout.former_keys import rename_former_keys
from pmdoc.layout.layout import Layout
from pmdoc.layout.option_reader import layout_problem, read_options, read_over
from pmdoc.layout.sections import read_sections
from pmdoc.read import Source, is_yaml_name
from pmdoc.runtime.resources import layouts_folder
from pmdoc.validate.config_file import data_of, find_schema_problems, read_house_file, stop_on

DEFAULT_LAYOUT = "operations"
_TREE = {"extends", "drop", "change", "sections"}
"""Keys that say which sections there are; all others are options of the layout."""


def layout_names() -> tuple[str, ...]:
    """List the shipped layouts by name."""
    return tuple(sorted(path.stem for path in layouts_folder().glob("*.yaml")))


def load_layout(name: str | Path = DEFAULT_LAYOUT) -> Layout:
    """Load a layout by its shipped name or by the path of a file.

    Raises:
        UnknownName: a name that no shipped layout has.
        LayoutError: a file that can't be used; the message names every problem in it.
    """
    path = Path(name)
    if not is_yaml_name(path):
        path = layouts_folder() / f"{name}.yaml"
        if not path.is_file():
            raise UnknownName("layout", str(name), layout_names())
    return _load(path, ())


def _load(path: Path, seen: tuple[Path, ...]) -> Layout:
    """Load a layout file; `seen` are those that extend it."""
    source = read_house_file(path, "layout", LayoutError, start="`extends:`")
    is_shipped = path.parent.resolve() == layouts_folder().resolve()
    notes = () if is_shipped else rename_former_keys(source)
    if not is_shipped:
        stop_on(source.place(find_schema_problems(source, "layout")), LayoutError)
    data = data_of(source)
    seen = (*seen, path.resolve())
    parent = _load(_parent(path, source, seen), seen) if "extends" in data else None
    problems: list[Problem] = []
    plain = {key: value for key, value in data.items() if key not in _TREE}
    if parent is None:
        layout = read_options(Layout, {"name": path.stem, **plain}, "", problems)
    else:
        title = read_over(parent.title, plain.pop("title", {}), "/title", problems)
        under = replace(parent, name=path.stem, title=title)
        layout = read_over(under, plain, "", problems)
    sections = read_sections(source, parent, problems)
    stop_on(source.place(problems), LayoutError)
    files = (*(() if is_shipped else (path,)), *(parent.files if parent else ()))
    notes = (*notes, *(parent.problems if parent else ()))
    return replace(layout, sections=sections, source=source, files=files, problems=notes)


def _parent(path: Path, source: Source, seen: tuple[Path, ...]) -> Path:
    """Find the file that a layout extends."""
    data = data_of(source)
    name = data["extends"]
    is_file = is_yaml_name(name)
    parent = path.parent / name if is_file else layouts_folder() / f"{name}.yaml"
    hint = f"Put it at {parent}." if is_file else suggest(name, layout_names())
    problems: list[Problem] = []
    if parent.resolve() in seen:
        hint = "Remove one `extends:` of the circle."
        problems.append(layout_problem("/extends", "leads back to this file.", hint))
    elif not parent.is_file():
        problems.append(layout_problem("/extends", f"{name!r} is not there.", hint))
    stop_on(source.place(problems), LayoutError)
    return parent

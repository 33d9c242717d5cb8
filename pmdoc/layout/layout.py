"""What a report holds and in which order: a layout, as a data file says it.

In → Out: a layout's name or path in, a `Layout` out.
Must not: read an incident, or know what a part of a section shows; each part's own module does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pmdoc.errors import LayoutError, UnknownName
from pmdoc.layout.options import read_options
from pmdoc.model.document import Tone
from pmdoc.problems import Level, Problem, sort_problems
from pmdoc.read import Source, read_yaml
from pmdoc.resources import layouts_folder

DEFAULT_LAYOUT = "operations"


class WhenEmpty(StrEnum):
    """What a section without content does."""

    OMIT = "omit"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label of the title block and the path of its value, the first one that is filled in."""

    label: str
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSpec:
    """What the title block shows beside the title."""

    kicker: str = ""
    badges: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its parts and the sections below it.

    Shape: `parts` are plain maps with a key `part` that names a module of `compose/sections`.
    `empty_text` is the word for a section that must appear although it has no content.
    `name` is the handle by which a house's layout finds the section; the title where none is given.
    """

    title: str
    name: str = ""
    intro: str = ""
    parts: tuple[Mapping[str, Any], ...] = ()
    sections: tuple[Section, ...] = ()
    when_empty: WhenEmpty = WhenEmpty.OMIT
    empty_text: str = ""
    starts_page: bool = False
    is_numbered: bool = True
    is_listed: bool = True
    pointer: str = ""

    @property
    def handle(self) -> str:
        """What other layouts call this section."""
        return self.name or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole layout.

    Shape: `severities` maps the house's scale, worst first, to tones; `contents` is the depth of
    the contents list, 0 for none.
    """

    name: str
    description: str = ""
    title: TitleSpec = field(default_factory=TitleSpec)
    is_numbered: bool = False
    contents: int = 2
    severities: Mapping[str, Tone] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    watermark: bool = False
    closing: str = ""


def layout_names() -> tuple[str, ...]:
    """List the shipped layouts by name."""
    return tuple(sorted(path.stem for path in layouts_folder().glob("*.yaml")))


def load_layout(name: str | Path = DEFAULT_LAYOUT) -> Layout:
    """Load a layout by its shipped name or by the path of a file.

    Raises:
        UnknownName: a name that no shipped layout has.
        LayoutError: a file that can't be used; the message names every problem in it.
    """
    path = _find(name)
    source = read_yaml(path)
    if not isinstance(source.data, dict):
        raise LayoutError(f"{path} is not a layout.", hint="A layout is a map of keys to values.")
    problems: list[Problem] = []
    data = {key: value for key, value in source.data.items() if key != "sections"}
    layout = read_options(Layout, data, "", problems)
    sections = source.data.get("sections", [])
    if not isinstance(sections, list):
        raise LayoutError(f"{path}: sections must be a list.", hint="Start each with `- title:`.")
    tree = tuple(_sections(sections, "/sections", problems))
    _stop_on(problems, source)
    return replace(layout, sections=tree)


def _find(name: str | Path) -> Path:
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return path
    shipped = layouts_folder() / f"{name}.yaml"
    if not shipped.is_file():
        raise UnknownName("layout", str(name), layout_names())
    return shipped


def _sections(data: list[Any], pointer: str, problems: list[Problem]) -> Iterator[Section]:
    """Read a list of sections; the parts stay plain until their modules read them."""
    for index, entry in enumerate(data):
        where = f"{pointer}/{index}"
        if not isinstance(entry, dict):
            problems.append(_not_a_section(where))
            continue
        own = {k: v for k, v in entry.items() if k not in {"parts", "sections"}}
        section = read_options(Section, own, where, problems)
        parts = tuple(_parts(entry.get("parts", []), f"{where}/parts", problems))
        sections = entry.get("sections", [])
        below = tuple(
            _sections(
                sections if isinstance(sections, list) else [sections],
                f"{where}/sections",
                problems,
            )
        )
        yield replace(section, parts=parts, sections=below, pointer=where)


def _parts(data: Any, pointer: str, problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """Read a list of parts, each a map."""
    for index, part in enumerate(data if isinstance(data, list) else [data]):
        if isinstance(part, dict):
            yield part
        else:
            problems.append(
                Problem(
                    id="layout-value",
                    message="This is not a part.",
                    pointer=f"{pointer}/{index}",
                    hint="Write a map such as {part: text, value: notes}.",
                )
            )


def _not_a_section(pointer: str) -> Problem:
    return Problem(
        id="layout-value",
        message="This is not a section.",
        pointer=pointer,
        hint="Write a map with a title.",
    )


def _stop_on(problems: list[Problem], source: Source) -> None:
    """Raise one error that names every problem of the file, each with its place."""
    placed = [replace(p, position=source.locate(p.pointer)) for p in problems]
    errors = [str(p) for p in sort_problems(placed) if p.level is Level.ERROR]
    if errors:
        raise LayoutError("\n".join(errors))

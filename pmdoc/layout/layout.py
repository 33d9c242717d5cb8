"""What a report holds and in which order: a layout, as a data file says it.

In → Out: a layout's name or path in, a `Layout` out.
Must not: read an incident, or know what a part of a section shows; each part's own module does.

A house's layout `extends:` another one and says what differs: `drop` leaves sections out, `change`
changes them where they stand, and `sections` sets the order anew, with `use` for a section taken
over and the word `rest` for all that no one names. schema/layout.schema.json has all keys.
The shipped layouts are checked by the tests, so that a build need not prepare the schema for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.errors import LayoutError, UnknownName, suggest
from pmdoc.layout.options import read_options, read_over
from pmdoc.model.document import Tone
from pmdoc.problems import Problem, pointer_to
from pmdoc.read import Source, is_yaml_name
from pmdoc.resources import layouts_folder
from pmdoc.validate.house_file import find_schema_problems, read_house_file, stop_on

DEFAULT_LAYOUT = "operations"
_TREE = {"extends", "drop", "change", "sections"}
_INNER = {"use", "parts", "sections"}
_REST = "rest"


class WhenEmpty(StrEnum):
    """What a section without content does."""

    OMIT = "omit"
    SHOW = "show"


class Watermark(StrEnum):
    """Which word stands behind the text of a report that is not final."""

    NONE = "none"
    STATUS = "status"
    CLASSIFICATION = "classification"


class Fact(Struct, frozen=True, kw_only=True):
    """A label of the title block and the path of its value, the first one that is filled in."""

    label: str
    value: tuple[str, ...]


class TitleSpec(Struct, frozen=True, kw_only=True):
    """What the title block shows beside the title."""

    kicker: str = ""
    badges: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """A heading with its parts and the sections below it.

    Shape: `parts` are plain maps with a key `part` that names a module of `compose/sections`.
    `empty_text` is the word for a section that must appear although it has no content.
    `name` is the handle by which a house's layout finds the section; the title where none is given.
    `in_form` says that a blank form has the section too.
    `pointer` leads to the section in `source`, the file that says its parts.
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
    in_form: bool = True
    pointer: str = ""
    source: Source | None = None

    @property
    def handle(self) -> str:
        """What other layouts call this section."""
        return self.name or self.title


class Layout(Struct, frozen=True, kw_only=True):
    """A whole layout.

    Shape: `severities` maps the house's scale, worst first, to tones; `contents` is the depth of
    the contents list, 0 for none; `list_of_tables` and `list_of_figures` follow
    it; with `cover` the title has a page of its own.
    `source` is the file that says it, none for one made in memory.
    """

    name: str
    description: str = ""
    title: TitleSpec = field(default_factory=TitleSpec)
    is_numbered: bool = False
    contents: int = 2
    list_of_tables: bool = False
    list_of_figures: bool = False
    severities: Mapping[str, Tone] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    watermark: Watermark = Watermark.NONE
    cover: bool = False
    closing: str = ""
    source: Source | None = None


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
    if path.parent.resolve() != layouts_folder().resolve():
        stop_on(source.place(find_schema_problems(source, "layout")), LayoutError)
    data = _map(source)
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
    sections = _Tree(source, parent, problems).read()
    stop_on(source.place(problems), LayoutError)
    return replace(layout, sections=sections, source=source)


def _map(source: Source) -> Mapping[str, Any]:
    """Give the data of a file that was checked to be a map."""
    return cast("Mapping[str, Any]", source.data)


def _parent(path: Path, source: Source, seen: tuple[Path, ...]) -> Path:
    """Find the file that a layout extends."""
    data = _map(source)
    name = data["extends"]
    is_file = is_yaml_name(name)
    parent = path.parent / name if is_file else layouts_folder() / f"{name}.yaml"
    hint = f"Put it at {parent}." if is_file else suggest(name, layout_names())
    problems = []
    if parent.resolve() in seen:
        hint = "Remove one `extends:` of the circle."
        problems.append(_problem("/extends", "leads back to this file.", hint))
    elif not parent.is_file():
        problems.append(_problem("/extends", f"{name!r} is not there.", hint))
    stop_on(source.place(problems), LayoutError)
    return parent


class _Tree:
    """Reads the sections of one layout file, over those of the layout that it extends."""

    def __init__(self, source: Source, parent: Layout | None, problems: list[Problem]) -> None:
        self._source = source
        self._data = _map(source)
        self._parent = parent
        self._problems = problems
        self._known = _by_handle(parent.sections if parent else ())
        self._taken: set[int] = set()
        self._changes: dict[int, tuple[Mapping[str, Any], str]] = {}

    def read(self) -> tuple[Section, ...]:
        """Make the sections of the layout."""
        entries = self._data.get("sections", [_REST] if self._parent else [])
        named = list(_uses(entries, "/sections"))
        named += [
            (name, pointer_to("drop", i)) for i, name in enumerate(self._data.get("drop", []))
        ]
        changed = []
        for handle, change in self._data.get("change", {}).items():
            pointer = pointer_to("change", handle)
            changed.append((handle, pointer))
            named += _uses(change.get("sections", ()), f"{pointer}/sections")
            self._changes[id(self._find(handle))] = (change, pointer)
        self._taken.update(id(self._find(handle)) for handle, _ in named)
        self._check_handles([*named, *changed])
        siblings = self._parent.sections if self._parent else ()
        return tuple(self._entries(entries, siblings, "/sections"))

    def _check_handles(self, named: Sequence[tuple[str, str]]) -> None:
        """Note handles of no section, and sections that are named more than once."""
        count = Counter(id(self._find(handle)) for handle, _ in named)
        for handle, pointer in named:
            section = self._find(handle, pointer)
            if section is not None and count[id(section)] > 1:
                message = f"names {handle!r}, which is named elsewhere too."
                self._problems.append(_problem(pointer, message, "Say all about it in one place."))

    def _find(self, handle: str, pointer: str = "") -> Section | None:
        """Find a section of the parent; what is wrong is noted if there is a pointer."""
        found = self._known.get(handle, ())
        if len(found) == 1:
            return found[0][1]
        if found:
            message = f"{handle!r} is the name of {len(found)} sections."
            hint = f"Write one of: {', '.join(full for full, _ in found)}."
        elif self._parent is None:
            message, hint = f"{handle!r} is not there to be used.", "Add `extends:`."
        else:
            message = f"{handle!r} is not a section of {self._parent.name!r}."
            hint = suggest(handle, (known for known in self._known if " > " not in known))
        if pointer:
            self._problems.append(_problem(pointer, message, hint))
        return None

    def _entries(
        self, entries: Iterable[Any], siblings: Sequence[Section], pointer: str
    ) -> Iterator[Section]:
        """Read a list of sections; `siblings` are those that `rest` stands for."""
        has_rest = False
        for index, entry in enumerate(entries):
            where = f"{pointer}/{index}"
            if entry == _REST:
                if has_rest or not siblings:
                    message = "stands for nothing here."
                    self._problems.append(_problem(where, message, "Remove it."))
                has_rest = True
                yield from self._settled(siblings)
            elif "use" in entry:
                section = self._find(entry["use"])
                if section is not None:
                    yield self._over(section, entry, where)
            else:
                own = {key: entry[key] for key in entry if key not in _INNER}
                section = read_options(Section, own, where, self._problems)
                parts = {"parts": (), **entry}
                yield self._filled(section, parts, where)

    def _settled(self, sections: Iterable[Section]) -> Iterator[Section]:
        """Take sections over, without those that are dropped or used elsewhere."""
        for section in sections:
            if id(section) not in self._taken:
                yield self._over(section, *self._changes.get(id(section), ({}, "")))

    def _over(self, section: Section, entry: Mapping[str, Any], pointer: str) -> Section:
        """Lay what an entry says over a section that is taken over."""
        own = {key: entry[key] for key in entry if key not in _INNER}
        return self._filled(read_over(section, own, pointer, self._problems), entry, pointer)

    def _filled(self, section: Section, entry: Mapping[str, Any], pointer: str) -> Section:
        """Give a section the parts and the sections below it."""
        below = self._settled(section.sections)
        if "sections" in entry:
            below = self._entries(entry["sections"], section.sections, f"{pointer}/sections")
        filled = replace(section, sections=tuple(below))
        if "parts" not in entry:
            return filled
        parts = tuple(entry["parts"])
        return replace(filled, parts=parts, pointer=pointer, source=self._source)


def _by_handle(
    sections: Iterable[Section], above: str = ""
) -> dict[str, list[tuple[str, Section]]]:
    """List all sections by handle, and by handle after that of the section above."""
    found: dict[str, list[tuple[str, Section]]] = {}
    for section in sections:
        full = f"{above} > {section.handle}" if above else section.handle
        for name in dict.fromkeys((section.handle, full)):
            found.setdefault(name, []).append((full, section))
        for name, inner in _by_handle(section.sections, section.handle).items():
            found.setdefault(name, []).extend(inner)
    return found


def _uses(entries: Iterable[Any], pointer: str) -> Iterator[tuple[str, str]]:
    """List the handles that entries name at any depth, each with the pointer to it."""
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            if "use" in entry:
                yield entry["use"], f"{pointer}/{index}/use"
            yield from _uses(entry.get("sections", ()), f"{pointer}/{index}/sections")


def _problem(pointer: str, message: str, hint: str) -> Problem:
    return Problem(id="layout-value", message=message, pointer=pointer, hint=hint)

"""The sections of a layout file, laid over those of the layout that it extends.

In → Out: a checked layout file and the layout below it in, its sections and problems out.
Must not: know what a part of a section shows; its options are read when it is asked to compose.

A house's layout names the sections below it by their handles: `drop` leaves some out, `change`
changes some where they stand, and `sections` sets the order anew, with `use` for a section taken
over and the word `rest` for all that no one names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.layout.layout import Layout, Section
from pmdoc.layout.option_reader import layout_problem, read_options, read_over
from pmdoc.validate.config_file import ConfigFile

_INNER = {"use", "parts", "sections"}
"""Keys of a section that are no options of its own."""
_REST = "rest"


def read_sections(
    file: ConfigFile, parent: Layout | None, problems: list[Problem]
) -> tuple[Section, ...]:
    """Make the sections of a layout.

    Problems: `layout-value` for a handle of no section or of several, for a section that is named
    twice, and for a `rest` of nothing; those of `read_options`.
    """
    return _SectionTree(file, parent, problems).read()


class _SectionTree:
    """Reads the sections of one layout file, over those of the layout that it extends."""

    def __init__(self, file: ConfigFile, parent: Layout | None, problems: list[Problem]) -> None:
        self._source = file.source
        self._data = file.data
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
                self._problems.append(
                    layout_problem(pointer, message, "Say all about it in one place.")
                )

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
            self._problems.append(layout_problem(pointer, message, hint))
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
                    self._problems.append(layout_problem(where, message, "Remove it."))
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

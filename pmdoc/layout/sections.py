"""Read the sections of a layout file over those of the layout it extends.

In → Out: a checked layout file and its parent layout in, sections and problems out.
Must not: know the options of a section's parts, which are read when the report is composed.

A layout refers to inherited sections by their handles. For a parent with A, B, C and D:

    drop: [B]                       ->  A, C, D
    change: {C: {title: Cause}}     ->  A, B, Cause, D
    sections: [{use: D}, rest]      ->  D, A, B, C
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

_NOT_OPTIONS = {"use", "parts", "sections"}
"""Keys of a section that are not fields to read as they are."""
_REST = "rest"


def read_sections(
    file: ConfigFile, parent: Layout | None, problems: list[Problem]
) -> tuple[Section, ...]:
    """Return the sections of a layout.

    Problems: `layout-value` for a handle of no or several sections, a section named twice, or an
    empty `rest`; those of `read_options`.
    """
    return _SectionTree(file, parent, problems).read()


class _SectionTree:
    """Reads the sections of one layout file over those of its parent.

    `_taken` has the ids of sections that the file names anywhere: they are not part of a `rest`.
    """

    def __init__(self, file: ConfigFile, parent: Layout | None, problems: list[Problem]) -> None:
        self._source = file.source
        self._data = file.data
        self._parent = parent
        self._problems = problems
        self._known = _by_handle(parent.sections if parent else ())
        self._taken: set[int] = set()
        self._changes: dict[int, tuple[Mapping[str, Any], str]] = {}

    def read(self) -> tuple[Section, ...]:
        entries = self._data.get("sections", [_REST] if self._parent else [])
        named = list(_used_handles(entries, "/sections"))
        named += [
            (name, pointer_to("drop", i)) for i, name in enumerate(self._data.get("drop", []))
        ]
        changed = []
        for handle, change in self._data.get("change", {}).items():
            pointer = pointer_to("change", handle)
            changed.append((handle, pointer))
            named += _used_handles(change.get("sections", ()), f"{pointer}/sections")
            self._changes[id(self._find(handle))] = (change, pointer)
        self._taken.update(id(self._find(handle)) for handle, _ in named)
        self._check_handles([*named, *changed])
        siblings = self._parent.sections if self._parent else ()
        return tuple(self._read_list(entries, siblings, "/sections"))

    def _check_handles(self, named: Sequence[tuple[str, str]]) -> None:
        count = Counter(id(self._find(handle)) for handle, _ in named)
        for handle, pointer in named:
            section = self._find(handle, pointer)
            if section is not None and count[id(section)] > 1:
                message = f"names {handle!r}, which is named elsewhere too."
                hint = "Put all changes to a section in one place."
                self._problems.append(layout_problem(pointer, message, hint))

    def _find(self, handle: str, pointer: str = "") -> Section | None:
        """Return a section of the parent; report a failure if there is a pointer."""
        matches = self._known.get(handle, ())
        if len(matches) == 1:
            return matches[0][1]
        if matches:
            message = f"{handle!r} is the name of {len(matches)} sections."
            hint = f"Write one of: {', '.join(full for full, _ in matches)}."
        elif self._parent is None:
            message = f"{handle!r} is unknown, as this layout extends none."
            hint = "Add `extends:`."
        else:
            message = f"{handle!r} is not a section of {self._parent.name!r}."
            hint = suggest(handle, (known for known in self._known if " > " not in known))
        if pointer:
            self._problems.append(layout_problem(pointer, message, hint))
        return None

    def _read_list(
        self, entries: Iterable[Any], siblings: Sequence[Section], pointer: str
    ) -> Iterator[Section]:
        """Read a list of sections; `rest` is replaced by the unnamed `siblings`."""
        has_rest = False
        for index, entry in enumerate(entries):
            entry_pointer = f"{pointer}/{index}"
            if entry == _REST:
                if has_rest or not siblings:
                    problem = layout_problem(entry_pointer, "has no sections left.", "Remove it.")
                    self._problems.append(problem)
                has_rest = True
                yield from self._inherit(siblings)
            elif "use" in entry:
                section = self._find(entry["use"])
                if section is not None:
                    yield self._change(section, entry, entry_pointer)
            else:
                section = read_options(Section, _options(entry), entry_pointer, self._problems)
                yield self._fill(section, {"parts": (), **entry}, entry_pointer)

    def _inherit(self, sections: Iterable[Section]) -> Iterator[Section]:
        """Yield inherited sections with their changes, without dropped and used ones."""
        for section in sections:
            if id(section) not in self._taken:
                yield self._change(section, *self._changes.get(id(section), ({}, "")))

    def _change(self, section: Section, entry: Mapping[str, Any], pointer: str) -> Section:
        if "title" in entry:  # the span is that of the inherited title
            section = replace(section, span=None)
        changed = read_over(section, _options(entry), pointer, self._problems)
        return self._fill(changed, entry, pointer)

    def _fill(self, section: Section, entry: Mapping[str, Any], pointer: str) -> Section:
        below = self._inherit(section.sections)
        if "sections" in entry:
            below = self._read_list(entry["sections"], section.sections, f"{pointer}/sections")
        filled = replace(section, sections=tuple(below))
        if "parts" not in entry:
            return filled
        parts = tuple(entry["parts"])
        return replace(filled, parts=parts, pointer=pointer, source=self._source)


def _options(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in _NOT_OPTIONS}


def _by_handle(
    sections: Iterable[Section], parent: str = ""
) -> dict[str, list[tuple[str, Section]]]:
    """Return all sections, with their full handles, by handle and by full handle.

    A section "Cost" below "Impact" is found as "Cost" and as "Impact > Cost".
    """
    found: dict[str, list[tuple[str, Section]]] = {}
    for section in sections:
        full = f"{parent} > {section.handle}" if parent else section.handle
        for name in dict.fromkeys((section.handle, full)):
            found.setdefault(name, []).append((full, section))
        for name, inner in _by_handle(section.sections, section.handle).items():
            found.setdefault(name, []).extend(inner)
    return found


def _used_handles(entries: Iterable[Any], pointer: str) -> Iterator[tuple[str, str]]:
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            if "use" in entry:
                yield entry["use"], f"{pointer}/{index}/use"
            yield from _used_handles(entry.get("sections", ()), f"{pointer}/{index}/sections")

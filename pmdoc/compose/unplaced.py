"""Find the properties of an incident that a layout does not show.

In → Out: an incident, a layout and the available parts in, one note for each property out.
Must not: guess from names; a part shows what its `reads` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pmdoc.compose.formatting.values import DESCRIPTION, NAMES
from pmdoc.compose.front_matter import FRONT
from pmdoc.compose.layout_walk import walk_reads
from pmdoc.compose.part import Part
from pmdoc.compose.paths import is_filled
from pmdoc.compose.reads import Alternatives, Records, filter_records
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.layout import Layout
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.incident import CustomField, Incident, Person
from pmdoc.model.moment import Moment
from pmdoc.model.struct_fields import defaults_of

_VALUES = (Amount, Duration, Moment, CustomField)
_SETTINGS = {"pmdoc", "lint", "language", "time_zone", "times", "comments"}
# people are found by their keys, the items of other lists by their indices
_POSITION = re.compile(r"(?:(?<=^/people)/[^/]+|/\d+)(?=/|$)")


class _Located(Struct, frozen=True):
    pointer: str
    value: object


def find_unplaced(
    incident: Incident, layout: Layout, parts: Mapping[str, Part]
) -> tuple[Problem, ...]:
    """Return a note for each property that has a value but is not shown, at its first occurrence.

    Example: if no part shows `actions.notes`, and three actions have notes, there is one problem at
    `/actions/0/notes`, which mentions the two others.

    Problems: `layout-no-place`.
    """
    shown: set[str] = set()
    _mark_roots(FRONT, incident, shown)
    for *_, reads in walk_reads(layout, parts, []):  # its problems are `check_layout`'s
        _mark_roots(reads.root, incident, shown)
        for records in reads.records:
            _mark_records(records, incident, shown)
    groups: dict[str, dict[str, None]] = {}
    for value in _plain_values(_Located("", incident)):
        if value.pointer not in shown:
            pointer = _shorten(value.pointer, shown)
            groups.setdefault(_POSITION.sub("/*", pointer), {})[pointer] = None
    return tuple(_problem(tuple(group), layout) for group in groups.values())


def _problem(pointers: tuple[str, ...], layout: Layout) -> Problem:
    others = len(pointers) - 1
    more = f" (and {others} more like it)" if others else ""
    return Problem(
        id="layout-no-place",
        level=Level.NOTE,
        message=f"is not shown by the layout {layout.name!r}{more}.",
        pointer=pointers[0],
        hint="It is left out of the report.",
    )


def _shorten(pointer: str, shown: set[str]) -> str:
    """Return the pointer of the outermost list or record around a value that isn't shown at all."""
    for match in _POSITION.finditer(pointer):
        for end in (match.start(), match.end()):
            outer = pointer[:end]
            if not any(s == outer or s.startswith(f"{outer}/") for s in shown):
                return outer
    return pointer


def _mark_roots(roots: tuple[Alternatives, ...], incident: Incident, shown: set[str]) -> None:
    for paths in roots:
        _mark_first(_Located("", incident), tuple(map(_stated_path, paths)), shown)


def _mark_records(records: Records, incident: Incident, shown: set[str]) -> None:
    for path in records.lists:
        for record in _records(_Located("", incident), path):
            value = record.value
            if not filter_records((value,), records.where):
                continue
            if isinstance(value, str) or not records.inside:
                _mark(record, shown)
                continue
            for key in records.where:
                shown.add(record.pointer + pointer_to(key))
            for paths in records.inside:
                _mark_first(record, paths, shown)


def _mark_first(record: _Located, paths: Alternatives, shown: set[str]) -> None:
    for path in paths:
        found = list(_locate(record, path))
        if found:
            for item in found:
                _mark(item, shown)
            return


def _mark(found: _Located, shown: set[str]) -> None:
    """Mark a value as shown; of a record, only its name and description."""
    value = found.value
    if isinstance(value, Struct) and not isinstance(value, _VALUES):
        name = next((n for n in NAMES if getattr(value, n, "")), "")
        shown.update(found.pointer + pointer_to(n) for n in (name, DESCRIPTION) if n)
    elif isinstance(value, tuple):
        for item in _items(found):
            _mark(item, shown)
    else:
        shown.add(found.pointer)


def _stated_path(path: str) -> str:
    """Return the path at which an author can state a derived figure."""
    if path == "derived.services":
        return "impact.services.name"
    return path.replace("derived.", "incident.", 1) if path.startswith("derived.") else path


def _records(root: _Located, path: str) -> Iterator[_Located]:
    for found in _locate(root, path):
        if isinstance(found.value, tuple):
            yield from _items(found)
        else:
            yield found


def _locate(root: _Located, path: str) -> Iterator[_Located]:
    name, _, rest = path.partition(".")
    if isinstance(root.value, tuple):
        for item in _items(root):
            yield from _locate(item, path)
        return
    if name == "custom" and isinstance(root.value, Incident):
        for found in _items(_Located("/custom", root.value.custom)):
            if isinstance(found.value, CustomField) and found.value.name == rest:
                yield found
        return
    value = getattr(root.value, name, None)
    if not is_filled(value):
        return
    found = _Located(root.pointer + pointer_to(name), value)
    if rest:
        yield from _locate(found, rest)
    else:
        yield found


def _items(found: _Located) -> Iterator[_Located]:
    """Yield the items of a list; people and custom fields are found by their keys."""
    if not isinstance(found.value, tuple):
        return
    for index, item in enumerate(found.value):
        key: str | int = index
        if isinstance(item, Person):
            key = item.key
        elif isinstance(item, CustomField):
            key = item.name
        yield _Located(found.pointer + pointer_to(key), item)


def _plain_values(found: _Located) -> Iterator[_Located]:
    value = found.value
    if isinstance(value, tuple):
        for item in _items(found):
            yield from _plain_values(item)
    elif isinstance(value, Struct) and not isinstance(value, _VALUES):
        defaults = defaults_of(type(value))
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            skipped = name in _SETTINGS and isinstance(value, Incident)
            skipped = skipped or (name in {"key", "name"} and isinstance(value, Person))
            if is_filled(inner) and not skipped and inner != defaults.get(name):
                yield from _plain_values(_Located(found.pointer + pointer_to(name), inner))
    elif value is not None:
        yield found

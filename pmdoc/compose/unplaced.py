"""Say which filled-in properties of an incident a layout has no place for.

In → Out: an incident, a layout and the known parts in, one note a property out.
Must not: guess from names; what a part shows is what it says it reads.

One incident file can be laid out in several ways, and a short layout shows less of it. That is
meant, but it must not happen unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pmdoc.compose.front_matter import FRONT
from pmdoc.compose.layout_walk import walk_reads
from pmdoc.compose.part import Part
from pmdoc.compose.paths import is_filled
from pmdoc.compose.reads import Alternatives, Records
from pmdoc.compose.record_filter import filter_records
from pmdoc.compose.values import DESCRIPTION, NAMES
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.layout import Layout
from pmdoc.model.amount import Amount
from pmdoc.model.defaults import defaults_of
from pmdoc.model.duration import Duration
from pmdoc.model.incident import CustomField, Incident, Person
from pmdoc.model.moment import Moment

_VALUES = (Amount, Duration, Moment, CustomField)
_SETTINGS = {"pmdoc", "lint", "language", "time_zone", "comments"}
# people stand under keys of their own where other lists have positions
_POSITION = re.compile(r"(?:(?<=^/people)/[^/]+|/\d+)(?=/|$)")


class _Found(Struct, frozen=True):
    """A value and its JSON Pointer."""

    pointer: str
    value: object


def find_unplaced(
    incident: Incident, layout: Layout, parts: Mapping[str, Part]
) -> tuple[Problem, ...]:
    """Name each property that is filled in and not shown, once, at its first place.

    Problems: `layout-no-place`.
    """
    shown: set[str] = set()
    _mark_roots(FRONT, incident, shown)
    for *_, reads in walk_reads(layout, parts, []):  # its problems are `check_layout`'s
        _mark_roots(reads.root, incident, shown)
        for records in reads.records:
            _mark_records(records, incident, shown)
    lost = [leaf.pointer for leaf in _leaves(_Found("", incident)) if leaf.pointer not in shown]
    groups: dict[str, dict[str, None]] = {}
    for pointer in lost:
        where = _whole(pointer, shown)
        groups.setdefault(_POSITION.sub("/*", where), {})[where] = None
    return tuple(_problem(tuple(group), layout) for group in groups.values())


def _problem(pointers: tuple[str, ...], layout: Layout) -> Problem:
    others = len(pointers) - 1
    more = f", and so with {others} more" if others else ""
    return Problem(
        id="layout-no-place",
        level=Level.NOTE,
        message=f"has no place in the layout {layout.name!r}{more}.",
        pointer=pointers[0],
        hint="It is left out of the report.",
    )


def _whole(pointer: str, shown: set[str]) -> str:
    """Shorten a pointer to the record or list around it if nothing at all of that is shown."""
    for match in _POSITION.finditer(pointer):
        for end in (match.start(), match.end()):
            place = pointer[:end]
            if not any(s == place or s.startswith(f"{place}/") for s in shown):
                return place
    return pointer


def _mark_roots(roots: tuple[Alternatives, ...], incident: Incident, shown: set[str]) -> None:
    for paths in roots:
        for path in paths:
            found = list(_locate(_Found("", incident), _source_of(path)))
            if found:
                for item in found:
                    _mark(item, shown)
                break


def _mark_records(records: Records, incident: Incident, shown: set[str]) -> None:
    for path in records.lists:
        for record in _records(_Found("", incident), path):
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


def _mark_first(record: _Found, paths: Alternatives, shown: set[str]) -> None:
    """Mark the first of the alternatives that the record has."""
    for path in paths:
        found = list(_locate(record, path))
        if found:
            for item in found:
                _mark(item, shown)
            return


def _mark(found: _Found, shown: set[str]) -> None:
    """Mark a value as shown; of a record its name and description, which is all it is called."""
    value = found.value
    if isinstance(value, Struct) and not isinstance(value, _VALUES):
        name = next((n for n in NAMES if getattr(value, n, "")), "")
        shown.update(found.pointer + pointer_to(n) for n in (name, DESCRIPTION) if n)
    elif isinstance(value, tuple):
        for item in _items(found):
            _mark(item, shown)
    else:
        shown.add(found.pointer)


def _source_of(path: str) -> str:
    """Name the property that a derived figure shows where the author states it."""
    if path == "derived.services":
        return "impact.services.name"
    return path.replace("derived.", "incident.", 1) if path.startswith("derived.") else path


def _records(root: _Found, path: str) -> Iterator[_Found]:
    """Yield the records of a list, or a single value as one record."""
    for found in _locate(root, path):
        if isinstance(found.value, tuple):
            yield from _items(found)
        else:
            yield found


def _locate(root: _Found, path: str) -> Iterator[_Found]:
    """Yield what is filled in at a path, through the items of lists on the way."""
    name, _, rest = path.partition(".")
    if isinstance(root.value, tuple):
        for item in _items(root):
            yield from _locate(item, path)
        return
    if name == "custom" and isinstance(root.value, Incident):
        yield from (f for f in _items(_Found("/custom", root.value.custom)) if _is_named(f, rest))
        return
    value = getattr(root.value, name, None)
    if not is_filled(value):
        return
    found = _Found(root.pointer + pointer_to(name), value)
    if rest:
        yield from _locate(found, rest)
    else:
        yield found


def _is_named(found: _Found, name: str) -> bool:
    return isinstance(found.value, CustomField) and found.value.name == name


def _items(found: _Found) -> Iterator[_Found]:
    """Yield the items of a list; people and custom fields stand under their own keys."""
    if not isinstance(found.value, tuple):
        return
    for index, item in enumerate(found.value):
        key: str | int = index
        if isinstance(item, Person):
            key = item.key
        elif isinstance(item, CustomField):
            key = item.name
        yield _Found(found.pointer + pointer_to(key), item)


def _leaves(found: _Found) -> Iterator[_Found]:
    """Yield what the author filled in: plain values, figures and moments."""
    value = found.value
    if isinstance(value, tuple):
        for item in _items(found):
            yield from _leaves(item)
    elif isinstance(value, Struct) and not isinstance(value, _VALUES):
        defaults = defaults_of(type(value))
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            skipped = name in _SETTINGS and isinstance(value, Incident)
            skipped = skipped or (name in {"key", "name"} and isinstance(value, Person))
            if is_filled(inner) and not skipped and inner != defaults.get(name):
                yield from _leaves(_Found(found.pointer + pointer_to(name), inner))
    elif value is not None:
        yield found

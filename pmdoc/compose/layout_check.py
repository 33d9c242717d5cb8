"""Check a layout without an incident.

In → Out: a layout and the available parts in, problems with positions in the layout file out.
Must not: stop at the first problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from pmdoc.compose.layout_walk import locate, walk_reads
from pmdoc.compose.part import Part
from pmdoc.compose.paths import check_path, hints_of, item_type, type_at
from pmdoc.compose.reads import NONE, Reads, Records, is_inside
from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.layout import Layout
from pmdoc.model.course import Derived
from pmdoc.model.incident import Incident
from pmdoc.read.source import Source

_Filters = dict[tuple[str, str], set[str] | None]
"""The values that the filters on a list and one of its properties accept; None for all of them."""


def check_layout(layout: Layout, parts: Mapping[str, Part]) -> tuple[Problem, ...]:
    """Return the problems of a layout's parts.

    Problems: `layout-unknown-part`, `layout-unknown-key`, `layout-missing-key`, `layout-value`;
    `layout-path` for a path that no incident has; `layout-filter` for a value that a filter can
    never match; `layout-filter-gap`, a warning, for records that all filters leave out.
    """
    problems: list[Problem] = []
    filters: _Filters = {}
    positions: dict[str, tuple[str, Source | None]] = {}
    for pointer, source, reads in walk_reads(layout, parts, problems):
        part_problems = [*_check_root(reads, pointer)]
        for records in reads.records:
            part_problems.extend(_check_records(records, layout, pointer))
            _note_filters(records, filters)
            for path in records.lists:
                positions.setdefault(path, (pointer, source))
        problems.extend(locate(part_problems, source))
    if not problems:
        problems.extend(_find_gaps(filters, positions))
    return tuple(problems)


def _check_root(reads: Reads, pointer: str) -> Iterator[Problem]:
    """Check the paths from the incident."""
    for path in (path for paths in reads.root for path in paths):
        head, _, rest = path.partition(".")
        kind, inner = (Derived, rest) if head == "derived" else (Incident, path)
        problem = check_path(kind, inner, pointer)
        if problem is not None:
            yield problem


def _check_records(records: Records, layout: Layout, pointer: str) -> Iterator[Problem]:
    for path in records.lists:
        problem = check_path(Incident, path, pointer)
        if problem is not None:
            yield problem
            continue
        kind = type_at(Incident, path)
        if not hints_of(kind):  # a list of plain values
            continue
        for inner in (p for paths in records.inside for p in paths):
            problem = check_path(kind, inner, pointer)
            if problem is not None and is_inside(inner):
                yield problem
        for key, values in records.where.items():
            problem = check_path(kind, key, pointer)
            if problem is not None:
                yield problem
            else:
                own = {phase.name for phase in layout.phases} if key == "phase" else set()
                yield from _check_values(kind, key, set(values) - own, pointer)


def _check_values(kind: type, key: str, values: Iterable[str], pointer: str) -> Iterator[Problem]:
    known = _values_of(kind, key)
    for value in sorted(values):
        if known and value not in known:
            yield Problem(
                id="layout-filter",
                message=f"filters by {key} {value!r}, which no incident can have.",
                pointer=pointer,
                hint=suggest(value, known),
            )


def _values_of(kind: type, key: str) -> frozenset[str]:
    """Return the values that a property can have, and the one for none; empty for free text."""
    choice = item_type(type_at(kind, key))
    if not isinstance(choice, type) or not issubclass(choice, StrEnum):
        return frozenset()
    return frozenset({*(member.value for member in choice), NONE})


def _note_filters(records: Records, filters: _Filters) -> None:
    """Record the values that the filters of a list accept; None if a part has no filter."""
    for path in records.lists:
        if not records.where:
            filters[(path, "")] = None
        if len(records.where) == 1:  # gaps between combined filters can't be found one by one
            for key, values in records.where.items():
                accepted = filters.setdefault((path, key), set())
                if accepted is not None:
                    accepted.update(values)


def _find_gaps(
    filters: _Filters, positions: Mapping[str, tuple[str, Source | None]]
) -> Iterator[Problem]:
    for (path, key), accepted in filters.items():
        if accepted is None or (path, "") in filters:
            continue
        missing = sorted(_values_of(type_at(Incident, path), key) - accepted)
        if missing:
            pointer, source = positions[path]
            problem = Problem(
                id="layout-filter-gap",
                level=Level.WARNING,
                message=f"leaves out {path} whose {key} is {' or '.join(missing)}, "
                "and no other part shows them.",
                pointer=pointer,
                hint="Add these values to the filter of one of the parts.",
            )
            yield from locate([problem], source)

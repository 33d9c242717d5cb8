"""Check a layout before any incident is laid out by it.

In → Out: a layout and the known parts in, problems with pointers into the layout file out.
Must not: stop at the first problem, or read an incident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from pmdoc.compose.layout_walk import locate, walk_reads
from pmdoc.compose.part import Part
from pmdoc.compose.paths import check_path, hints_of, item_type, type_at
from pmdoc.compose.reads import Reads, Records
from pmdoc.compose.record_filter import NONE
from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.layout import Layout
from pmdoc.model.derived import Derived
from pmdoc.model.incident import Incident
from pmdoc.read import Source

_Filters = dict[tuple[str, str], set[str] | None]


def check_layout(layout: Layout, parts: Mapping[str, Part]) -> tuple[Problem, ...]:
    """Find what is wrong with a layout's parts, each with its place in the file that says it.

    Problems: `layout-unknown-part`, `layout-unknown-key`, `layout-missing-key`, `layout-value`;
    `layout-path` for a path that no incident has; `layout-filter` for a word that a filter can
    never find; `layout-filter-gap`, a warning, for records that no filter of the layout lets in.
    """
    problems: list[Problem] = []
    filters: _Filters = {}
    places: dict[str, tuple[str, Source | None]] = {}
    for pointer, source, reads in walk_reads(layout, parts, problems):
        wrong = [*_check_all_roots(reads, pointer)]
        for records in reads.records:
            wrong.extend(_check_records(records, pointer))
            _note_filters(records, filters)
            for path in records.lists:
                places.setdefault(path, (pointer, source))
        problems.extend(locate(wrong, source))
    if not problems:
        problems.extend(_gaps(filters, places))
    return tuple(problems)


def _check_all_roots(reads: Reads, pointer: str) -> Iterator[Problem]:
    for path in (path for paths in reads.root for path in paths):
        problem = _check_root(path, pointer)
        if problem is not None:
            yield problem


def _check_root(path: str, pointer: str) -> Problem | None:
    """Say what is wrong with a path from the incident; a house's own fields may be any."""
    place, _, rest = path.partition(".")
    if place == "custom":
        return None
    if place == "derived":
        return check_path(Derived, rest, pointer)
    return check_path(Incident, path, pointer)


def _check_records(records: Records, pointer: str) -> Iterator[Problem]:
    """Check the lists, then the paths from their records and the words of the filter."""
    for path in records.lists:
        problem = check_path(Incident, path, pointer)
        if problem is not None:
            yield problem
            continue
        kind = type_at(Incident, path)
        if not hints_of(kind):  # plain values are shown as they are
            continue
        for inner in (p for paths in records.inside for p in paths):
            problem = check_path(kind, inner, pointer)
            if problem is not None and _is_inner(inner):
                yield problem
        for key, words in records.where.items():
            problem = check_path(kind, key, pointer)
            if problem is not None:
                yield problem
            else:
                yield from _check_words(kind, key, words, pointer)


def _is_inner(path: str) -> bool:
    """Say whether a path is looked up in the record; some always start at the incident."""
    return path.partition(".")[0] not in {"derived", "custom"} and path != "report.classification"


def _check_words(kind: type, key: str, words: Iterable[str], pointer: str) -> Iterator[Problem]:
    known = _words_of(kind, key)
    for word in words:
        if known and word not in known:
            yield Problem(
                id="layout-filter",
                message=f"asks for {key} {word!r}, which no incident has.",
                pointer=pointer,
                hint=suggest(word, known),
            )


def _words_of(kind: type, key: str) -> frozenset[str]:
    """List the words that a property can have, with the word for none; empty for free text."""
    choice = item_type(type_at(kind, key))
    if not isinstance(choice, type) or not issubclass(choice, StrEnum):
        return frozenset()
    return frozenset({*(member.value for member in choice), NONE})


def _note_filters(records: Records, filters: _Filters) -> None:
    """Remember which words the filters of a list let in; None where a part takes them all."""
    for path in records.lists:
        if not records.where:
            filters[(path, "")] = None
        if len(records.where) == 1:  # two filters at once can't be judged one by one
            for key, words in records.where.items():
                seen = filters.setdefault((path, key), set())
                if seen is not None:
                    seen.update(words)


def _gaps(filters: _Filters, places: Mapping[str, tuple[str, Source | None]]) -> Iterator[Problem]:
    """Name the words of a filtered list that no part of the layout asks for."""
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (path, key), seen in filters.items():
        if seen is not None and (path, "") not in filters:
            known = _words_of(type_at(Incident, path), key)
            missing[(path, key)] = sorted(known - seen)
    for (path, key), words in missing.items():
        if words:
            pointer, source = places[path]
            problem = Problem(
                id="layout-filter-gap",
                level=Level.WARNING,
                message=f"leaves out {path} whose {key} is {' or '.join(words)}, "
                "and no other part shows them.",
                pointer=pointer,
                hint="Add the words to the filter of one of the parts.",
            )
            yield from locate([problem], source)

"""Extract the valid part of an incident file with errors, so that rules can already check it.

In → Out: plain data, its problems and the schema in; a valid incident and what it lacks out.
Must not: repair anything, or remove less than a whole list entry, which would then seem incomplete.

The set of what is missing is deliberately large: an unknown key may be a misspelling of any absent
key, and may belong anywhere, so all of these count as missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, field

from pmdoc.diagnostics.problem import Problem, parts_of, pointer_to
from pmdoc.model.incident import Incident
from pmdoc.validate.comment_collector import find_comment_problems, gather_comments
from pmdoc.validate.incident_builder import build_incident
from pmdoc.validate.schema_errors import find_structure_problems
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.schemas import CompiledSchema
from pmdoc.validate.semantics import find_semantic_problems
from pmdoc.validate.synonyms import meant_key

_Path = tuple[str | int, ...]
_ROUNDS = 4
"""Taking a part out may uncover what it was needed for; more than that is not worth the time."""
FACT_SECTIONS = ("incident", "report")  # sections of single facts, which are lost one by one
_SETTINGS = ("pmdoc", "lint")  # without these the rest can't be interpreted
_PLACEHOLDER = "-"


class ValidSubset(Struct, frozen=True, kw_only=True):
    """The valid part of a file.

    Shape: `lost` are the sections, such as `timeline`, and single properties, such as
    `report.status`, that may be incomplete here though not in the file. The entries of `doubtful`
    sections may lack a key that is elsewhere by mistake. `moved` maps the pointer of a list with
    removed entries to the original indexes of the remaining ones.
    """

    incident: Incident
    lost: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    moved: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def in_file(self, pointer: str) -> str:
        """Return the pointer into the file for a pointer into this incident."""
        return pointer_to(*_original(parts_of(pointer), self.moved))


def valid_subset_of(
    data: Any, problems: Iterable[Problem], compiled: CompiledSchema
) -> ValidSubset | None:
    """Remove what has problems; return None if nothing certain is left."""
    if not isinstance(data, dict):
        return None
    pruner = _Pruner(data, compiled)
    found = list(problems)
    for _ in range(_ROUNDS):
        before = len(pruner.taken)
        if not all(pruner.take_out(problem) for problem in found) or len(pruner.taken) == before:
            return None
        left, moved = pruner.left()
        found = [
            *find_structure_problems(left, compiled),
            *find_semantic_problems(left, compiled.index),
        ] or [*find_comment_problems(left, compiled.index)]
        if not found:
            incident = build_incident(gather_comments(left, compiled.index))
            lost, doubtful = frozenset(pruner.lost), frozenset(pruner.doubtful)
            return ValidSubset(incident=incident, lost=lost, doubtful=doubtful, moved=moved)
    return None


class _Pruner:
    def __init__(self, data: dict[str, Any], compiled: CompiledSchema) -> None:
        self.taken: set[_Path] = set()
        self.lost: set[str] = set()
        self.doubtful: set[str] = set()
        self._data = data
        self._index = compiled.index
        self._moved: dict[str, tuple[int, ...]] = {}

    def take_out(self, problem: Problem) -> bool:
        """Remove the part that a problem is about; return whether that was possible."""
        path = _original(parts_of(problem.pointer), self._moved)
        part = self._part(path)
        if not part or part[0] in _SETTINGS:
            return False
        self.taken.add(part)
        self.lost.update(self._names(part))
        if problem.id == "schema-unknown-key":
            if self._may_be_settings(path):
                return False
            self._doubt(path)
        return True

    def _names(self, part: _Path) -> Iterator[str]:
        """Yield the names of a part for `lost`; for a section of single properties, all of them."""
        if part[0] not in FACT_SECTIONS:
            yield str(part[0])
        elif len(part) > 1:
            yield f"{part[0]}.{part[1]}"
        else:
            yield from (f"{part[0]}.{fact}" for fact in self._index.keys[str(part[0])].keys)

    def _may_be_settings(self, path: _Path) -> bool:
        here: Any = self._data
        for step in path:
            here = here.get(step) if isinstance(here, dict) else None
        return isinstance(here, dict) and any(_is_like(key, "ignore") for key in here)

    def _part(self, path: _Path) -> _Path:
        """Return the path of the part that contains a place; empty if it is the whole file."""
        here: Any = self._data
        for depth, step in enumerate(path):
            if isinstance(here, list):
                return (*path[:depth], int(step))
            here = here.get(step) if isinstance(here, dict) else None
        if path[:1] == ("people",):
            # without their names, keys of people can't be resolved
            return path[:3] if len(path) > 2 and path[2] != "name" else ()
        return path[:2] if path and path[0] in FACT_SECTIONS else path[:1]

    def _doubt(self, path: _Path) -> None:
        """Record what an unknown key may have been meant to be."""
        key = str(path[-1])
        absent = set(self._absent())
        like = {name for name in absent if _is_like(key, name.rpartition(".")[2])}
        is_clear = any(_is_like(key, name) for name in self._known_at(path[:-1]))
        deeper = {
            name
            for name, node in self._sections()
            for inner in _keys_below(node)
            if inner == key or (not is_clear and _is_like(key, inner))
        }
        self.doubtful |= deeper
        self.lost |= like if like or deeper or is_clear else absent

    def _sections(self) -> Iterator[tuple[str, SchemaNode]]:
        """Yield sections, and dotted properties of sections of single properties, with nodes."""
        for name, node in self._index.keys.items():
            if name in FACT_SECTIONS:
                yield from ((f"{name}.{inner}", below) for inner, below in node.keys.items())
            else:
                yield name, node

    def _absent(self) -> Iterator[str]:
        """Return the names of absent sections and properties."""
        yield from (name for name in self._index.keys if name not in self._data)
        for name, _ in self._sections():
            section, _, fact = name.partition(".")
            data = self._data.get(section)
            if fact and not (isinstance(data, dict) and fact in data):
                yield name

    def _known_at(self, path: _Path) -> Iterable[str]:
        node: SchemaNode | None = self._index
        for step in path:
            node = node and (node.keys.get(str(step)) or node.others or node.item)
        return node.keys if node else ()

    def left(self) -> tuple[dict[str, Any], dict[str, tuple[int, ...]]]:
        """Return the data without the removed parts, and the original indexes of list entries."""
        self._moved = {}
        ways = {part[:depth] for part in self.taken for depth in range(len(part))}
        left: dict[str, Any] = self._copy(self._data, (), ways)
        facts = left.get("incident", {})
        left["incident"] = {"id": _PLACEHOLDER, "title": _PLACEHOLDER, **facts}
        return left, self._moved

    def _copy(self, data: Any, path: _Path, ways: set[_Path]) -> Any:
        """Copy the containers on the way to removed parts; share everything else."""
        if path not in ways:
            return data
        if isinstance(data, dict):
            return {
                key: self._copy(value, (*path, key), ways)
                for key, value in data.items()
                if (*path, key) not in self.taken
            }
        if isinstance(data, list):
            kept = [at for at in range(len(data)) if (*path, at) not in self.taken]
            self._moved[pointer_to(*path)] = tuple(kept)
            return [data[at] for at in kept]
        return data


def _keys_below(node: SchemaNode, seen: set[int] | None = None) -> Iterator[str]:
    """Return the keys at any depth below a node, which may refer to itself."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return
    seen.add(id(node))
    yield from node.keys
    for below in (*node.keys.values(), node.others, node.item):
        if below is not None:
            yield from _keys_below(below, seen)


def _is_like(key: str, name: str) -> bool:
    """Return whether an unknown key may be a misspelling or synonym of a known one."""
    return bool(get_close_matches(key, [name], n=1) or meant_key(key, [name]))


def _original(parts: tuple[str, ...], moved: Mapping[str, tuple[int, ...]]) -> _Path:
    """Return the path in the file for a path in the subset; list indexes become integers."""
    path: list[str | int] = []
    for index, part in enumerate(parts):
        places = moved.get(pointer_to(*parts[:index])) if part.isdecimal() else None
        if places is not None and int(part) < len(places):
            path.append(places[int(part)])
        else:
            path.append(part)
    return tuple(path)

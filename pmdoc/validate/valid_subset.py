"""What is left of an incident file without the parts that have errors, to be looked at already.

In → Out: plain data, its problems and the contract in; a valid incident and what it lacks out.
Must not: mend anything, or take out less than a whole entry of a list: half an entry would seem to
lack what was only taken out.

What is lost is named generously. A key that nobody knows may be any that is not there, and may
belong anywhere; so all of these count as lost, too.
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
_IN_PARTS = ("incident", "report")
"""Sections of single facts, which are lost one by one."""
_SETTLES = ("pmdoc", "lint")
"""Without these nobody knows how the rest is to be read."""
_STANDS_IN = "-"


class ValidSubset(Struct, frozen=True, kw_only=True):
    """The valid part of a file.

    Shape: `lost` names what may be missing only here, whole or some of its entries: sections, such
    as `timeline`, and facts, such as `report.status`. The entries of what is `doubtful` may lack a
    key that stands elsewhere by mistake. `moved` has, by the pointer of a list from which entries
    were taken, the places where those that are left stand in the file.
    """

    incident: Incident
    lost: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    moved: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def in_file(self, pointer: str) -> str:
        """Turn a pointer into this incident into one into the file."""
        return pointer_to(*_original(parts_of(pointer), self.moved))


def rest_of(data: Any, problems: Iterable[Problem], contract: CompiledSchema) -> ValidSubset | None:
    """Take out what has problems; None where nothing is left of which one can be sure."""
    if not isinstance(data, dict):
        return None
    cut = _Pruner(data, contract)
    found = list(problems)
    for _ in range(_ROUNDS):
        before = len(cut.taken)
        if not all(cut.take_out(problem) for problem in found) or len(cut.taken) == before:
            return None
        left, moved = cut.left()
        found = [
            *find_structure_problems(left, contract),
            *find_semantic_problems(left, contract.shape),
        ] or [*find_comment_problems(left, contract.shape)]
        if not found:
            incident = build_incident(gather_comments(left, contract.shape))
            return ValidSubset(
                incident=incident,
                lost=frozenset(cut.lost),
                doubtful=frozenset(cut.doubtful),
                moved=moved,
            )
    return None


class _Pruner:
    """What is taken out of data. Shape: `taken` are paths to keys and to entries of lists."""

    def __init__(self, data: dict[str, Any], contract: CompiledSchema) -> None:
        self.taken: set[_Path] = set()
        self.lost: set[str] = set()
        self.doubtful: set[str] = set()
        self._data = data
        self._shape = contract.shape
        self._moved: dict[str, tuple[int, ...]] = {}

    def take_out(self, problem: Problem) -> bool:
        """Take out the part that a problem is about; say whether that can be done."""
        path = _original(parts_of(problem.pointer), self._moved)
        part = self._part(path)
        if not part or part[0] in _SETTLES:
            return False
        self.taken.add(part)
        self.lost.update(self._names(part))
        if problem.id == "schema-unknown-key":
            if self._may_be_settings(path):
                return False
            self._doubt(path)
        return True

    def _names(self, part: _Path) -> Iterator[str]:
        """Name a part as `lost` does; a section of facts by all that it may hold."""
        if part[0] not in _IN_PARTS:
            yield str(part[0])
        elif len(part) > 1:
            yield f"{part[0]}.{part[1]}"
        else:
            yield from (f"{part[0]}.{fact}" for fact in self._shape.keys[str(part[0])].keys)

    def _may_be_settings(self, path: _Path) -> bool:
        """Say whether an unknown key may be the one that says what the file accepts."""
        here: Any = self._data
        for step in path:
            here = here.get(step) if isinstance(here, dict) else None
        return isinstance(here, dict) and any(_is_like(key, "ignore") for key in here)

    def _part(self, path: _Path) -> _Path:
        """Find the part of the file that a place is in; empty where it is all of the file."""
        here: Any = self._data
        for depth, step in enumerate(path):
            if isinstance(here, list):
                return (*path[:depth], int(step))
            here = here.get(step) if isinstance(here, dict) else None
        if path[:1] == ("people",):
            # without their names, nobody knows who is meant by a key
            return path[:3] if len(path) > 2 and path[2] != "name" else ()
        return path[:2] if path and path[0] in _IN_PARTS else path[:1]

    def _doubt(self, path: _Path) -> None:
        """Note what an unknown key may have been meant to be, by what it is like."""
        key = str(path[-1])
        absent = set(self._absent())
        like = {name for name in absent if _is_like(key, name.rpartition(".")[2])}
        is_clear = any(_is_like(key, name) for name in self._known_at(path[:-1]))
        deeper = {
            name
            for name, shape in self._sections()
            for inner in _keys_below(shape)
            if inner == key or (not is_clear and _is_like(key, inner))
        }
        self.doubtful |= deeper
        self.lost |= like if like or deeper or is_clear else absent

    def _sections(self) -> Iterator[tuple[str, SchemaNode]]:
        """List the sections with their shapes, and the facts of sections of single facts."""
        for name, shape in self._shape.keys.items():
            if name in _IN_PARTS:
                yield from ((f"{name}.{inner}", below) for inner, below in shape.keys.items())
            else:
                yield name, shape

    def _absent(self) -> Iterator[str]:
        """Name the sections and facts that are not there."""
        yield from (name for name in self._shape.keys if name not in self._data)
        for name, _ in self._sections():
            section, _, fact = name.partition(".")
            data = self._data.get(section)
            if fact and not (isinstance(data, dict) and fact in data):
                yield name

    def _known_at(self, path: _Path) -> Iterable[str]:
        """List the keys that may stand at a place."""
        shape: SchemaNode | None = self._shape
        for step in path:
            shape = shape and (shape.keys.get(str(step)) or shape.others or shape.item)
        return shape.keys if shape else ()

    def left(self) -> tuple[dict[str, Any], dict[str, tuple[int, ...]]]:
        """Give the data without what was taken out, and where the entries of lists were."""
        self._moved = {}
        ways = {part[:depth] for part in self.taken for depth in range(len(part))}
        left: dict[str, Any] = self._copy(self._data, (), ways)
        facts = left.get("incident", {})
        left["incident"] = {"id": _STANDS_IN, "title": _STANDS_IN, **facts}
        return left, self._moved

    def _copy(self, data: Any, path: _Path, ways: set[_Path]) -> Any:
        """Copy the way to what was taken out; all else stays as it is."""
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


def _keys_below(shape: SchemaNode, seen: set[int] | None = None) -> Iterator[str]:
    """List the keys at any depth below a place; a shape may lead back to itself."""
    seen = set() if seen is None else seen
    if id(shape) in seen:
        return
    seen.add(id(shape))
    yield from shape.keys
    for below in (*shape.keys.values(), shape.others, shape.item):
        if below is not None:
            yield from _keys_below(below, seen)


def _is_like(key: str, name: str) -> bool:
    """Say whether an unknown key may be another spelling, or another word, for a known one."""
    return bool(get_close_matches(key, [name], n=1) or meant_key(key, [name]))


def _original(parts: tuple[str, ...], moved: Mapping[str, tuple[int, ...]]) -> _Path:
    """Turn a path in what is left into one in the file; its places in lists become numbers."""
    path: list[str | int] = []
    for index, part in enumerate(parts):
        places = moved.get(pointer_to(*parts[:index])) if part.isdecimal() else None
        if places is not None and int(part) < len(places):
            path.append(places[int(part)])
        else:
            path.append(part)
    return tuple(path)

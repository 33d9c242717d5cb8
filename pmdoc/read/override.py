"""Apply `--set`: values that replace those of the file for one run.

In → Out: a source and overrides in, a new source out.
Must not: validate a value; problems found later have the position `--set`.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pmdoc.diagnostics.problem import Position, Problem, parts_of, readable
from pmdoc.read.joining import MergedData, MergedEntry
from pmdoc.read.origin import Override
from pmdoc.read.source import INCLUDE, SET, Data, Source, UnreadableInput, pack_place
from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime import limits

_HINT = "Lists count from 0: actions[0].status=done is for the first action."
_FLOW = ("[", "{", '"', "'")


def with_overrides(source: Source, overrides: Iterable[Override]) -> Source:
    """Return a copy of a source with the overrides applied.

    A value that begins with a bracket or a quote is parsed as YAML, any other is plain text; an
    empty value removes the key.

    Raises:
        UnreadableInput: a path does not exist, or a value is not valid YAML; it has a problem for
            each.

    Problems: `set-path`, and those of `read_yaml`.
    """
    setter = _Setter(source)
    data = source.data
    problems: list[Problem] = []
    for override in overrides:
        try:
            data = setter.set(data, override)
        except UnreadableInput as unreadable:
            problems += unreadable.problems
    if problems:
        raise UnreadableInput(problems)
    return replace(
        source,
        data=data,
        names=tuple(setter.merged.names[1:]),
        blanks=tuple(setter.merged.blanks(data)),
        places=setter.merged.places,
        kept=setter.merged,
    )


class _Setter:
    def __init__(self, source: Source) -> None:
        self.merged = MergedData()
        self.merged.add(source)
        self.merged.names += source.names
        self.merged.places.root = source.places.root
        if SET not in self.merged.names:
            self.merged.names.append(SET)
        self._place = pack_place(0, 0, self.merged.names.index(SET))

    def set(self, data: Data, override: Override) -> Data:
        parts = parts_of(override.pointer)
        if len(parts) > limits.YAML_DEPTH:
            raise _path_error(parts[:3], f"goes on for more than {limits.YAML_DEPTH} levels.")
        if parts[0] == INCLUDE:
            hint = "Write it in the file: included files are read before values are set."
            raise _path_error((INCLUDE,), "can't be set for one run.", hint)
        return self._set(data, parts, 0, self._value(override.value))

    def _set(self, data: Data, parts: tuple[str, ...], at: int, value: Data) -> Data:
        """Copy the containers on the path `parts[at:]`, or create them, and set the value."""
        if at == len(parts):
            return value
        part = parts[at]
        if part.isdecimal() and (data is None or isinstance(data, list)):
            items = self.merged.items(data) if data else []
            index = int(part)
            if index > len(items):
                extent = f"ends at {len(items) - 1}" if items else "is empty"
                raise _path_error(parts[: at + 1], f"does not exist: the list {extent}.")
            old = items[index][0] if index < len(items) else None
            items[index : index + 1] = [(self._set(old, parts, at + 1, value), self._place)]
            return self.merged.sequence(items)
        if data is not None and not isinstance(data, dict):
            kind = "a list" if isinstance(data, list) else "text"
            raise _path_error(parts[:at], f"is {kind} and has no {part!r}.")
        entries = {e.key: e for e in self.merged.entries(data)} if data else {}
        old_entry = entries.get(part)
        inner = self._set(old_entry.value if old_entry else None, parts, at + 1, value)
        is_last = at + 1 == len(parts)
        place = self._place if is_last or old_entry is None else old_entry.place
        key_place = self._place if old_entry is None else old_entry.key_place
        entries[part] = MergedEntry(part, inner, key_place, place)
        return self.merged.mapping(entries.values())

    def _value(self, text: str) -> Data:
        if not text:
            return None
        if not text.startswith(_FLOW):
            return Plain(text)
        source = read_yaml(text, name=SET)
        self.merged.kept.append(source)
        for identity, places in source.places.of.items():
            self.merged.places.of[identity] = [self._place] * len(places)
        self.merged.places.keys.update(source.places.keys)
        return source.data


def _path_error(parts: tuple[str, ...], message: str, hint: str = _HINT) -> UnreadableInput:
    pointer = "".join(f"/{part}" for part in parts)
    problem = Problem(
        id="set-path",
        message=f"{readable(pointer)} {message}",
        hint=hint,
        pointer=pointer,
        position=Position(file=SET),
    )
    return UnreadableInput([problem])

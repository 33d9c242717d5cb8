"""`--set`: values that count instead of the file's, for one run.

In → Out: a source and overrides in, a new source out; the old one stays as it is.
Must not: judge a value; validation does, and its problems then stand at `--set`.
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

_HINT = "Lists count from 0: actions[0].status=done sets the first one's."
_FLOW = ("[", "{", '"', "'")


def with_overrides(source: Source, overrides: Iterable[Override]) -> Source:
    """Set values in a copy of a source.

    A value is read as YAML if it begins with a bracket or a quote, else as the text it is; an
    empty one takes the key away.

    Raises:
        UnreadableInput: a path leads nowhere, or a value is no YAML; it carries a problem for each.

    Problems: `set-path` as an error, and those of `read_yaml`.
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
        names=tuple(setter.joint.names[1:]),
        blanks=tuple(setter.joint.blanks(data)),
        places=setter.joint.places,
        kept=setter.joint,
    )


class _Setter:
    """Sets one value after another, copying only the way to it."""

    def __init__(self, source: Source) -> None:
        self.joint = MergedData()
        self.joint.add(source)
        self.joint.names += source.names
        self.joint.places.root = source.places.root
        if SET not in self.joint.names:
            self.joint.names.append(SET)
        self._place = pack_place(0, 0, self.joint.names.index(SET))

    def set(self, data: Data, override: Override) -> Data:
        """Give the data with one value set."""
        if parts_of(override.pointer)[0] == INCLUDE:
            message = "can't be set for one run."
            raise _nowhere((INCLUDE,), message, "Write it in the file, which is read by then.")
        return self._set(data, parts_of(override.pointer), 0, self._value(override.value))

    def _set(self, data: Data, parts: tuple[str, ...], at: int, value: Data) -> Data:
        """Copy the way from a container to the value; what is not there yet is made."""
        if at == len(parts):
            return value
        part = parts[at]
        if part.isdecimal() and (data is None or isinstance(data, list)):
            items = self.joint.items(data) if data else []
            index = int(part)
            if index > len(items):
                held = f"ends at {len(items) - 1}" if items else "is empty"
                raise _nowhere(parts[: at + 1], f"is not there: the list {held}.")
            old = items[index][0] if index < len(items) else None
            items[index : index + 1] = [(self._set(old, parts, at + 1, value), self._place)]
            return self.joint.sequence(items)
        if data is not None and not isinstance(data, dict):
            kind = "a list" if isinstance(data, list) else "one text"
            message = f"is {kind}, in which there is no {part!r}."
            raise _nowhere(parts[:at], message)
        entries = {e.key: e for e in self.joint.entries(data)} if data else {}
        old_entry = entries.get(part)
        inner = self._set(old_entry.value if old_entry else None, parts, at + 1, value)
        is_last = at + 1 == len(parts)
        place = self._place if is_last or old_entry is None else old_entry.place
        key_place = self._place if old_entry is None else old_entry.key_place
        entries[part] = MergedEntry(part, inner, key_place, place)
        return self.joint.mapping(entries.values())

    def _value(self, text: str) -> Data:
        """Read a value as it was typed."""
        if not text:
            return None
        if not text.startswith(_FLOW):
            return Plain(text)
        source = read_yaml(text, name=SET)
        self.joint.kept.append(source)
        for identity, places in source.places.of.items():
            self.joint.places.of[identity] = [self._place] * len(places)
        self.joint.places.keys.update(source.places.keys)
        return source.data


def _nowhere(parts: tuple[str, ...], message: str, hint: str = _HINT) -> UnreadableInput:
    pointer = "".join(f"/{part}" for part in parts)
    problem = Problem(
        id="set-path",
        message=f"{readable(pointer)} {message}",
        hint=hint,
        pointer=pointer,
        position=Position(file=SET),
    )
    return UnreadableInput([problem])

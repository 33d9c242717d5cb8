"""Build plain data with positions from the parser's events.

In → Out: a text in; data, positions and problems out.
Must not: convert values, nest more deeply than `limits.YAML_DEPTH`, or repeat more data by
references than `limits.YAML_REFERENCES`.
Source: https://yaml.org/spec/1.2.2/ chapter 3
"""

from __future__ import annotations

from typing import Any

from yaml.composer import ComposerError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from pmdoc.diagnostics.problem import pointer_to
from pmdoc.read.source import COLUMN_BITS, Data, Positions, pack_place
from pmdoc.read.yaml.events import NextEvent, events_of
from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.read.yaml.problem_collector import ProblemCollector
from pmdoc.read.yaml.tags import EMPTY_WORDS, ScalarKind, has_collection_tag, is_unquoted, kind_of
from pmdoc.read.yaml.text_gate import TextGate
from pmdoc.runtime import limits

# Typed as Any because in PyYAML's stubs an event's marks are optional; the parser always sets them.
_ALIAS: Any = AliasEvent
_SCALAR: Any = ScalarEvent
_LONGEST_WORD = len("false")
_CHARACTERS_PER_VALUE = 10
"""How many repeated characters count as one value."""
_NUMBERS_BEGIN = frozenset("+-.0123456789")


class TooDeep(Exception):  # noqa: N818 -- an event inside this package, never shown
    """The nesting exceeds the limit. Shape: `parent` is the first event of the innermost part."""

    def __init__(self, parent: Any) -> None:
        super().__init__()
        self.parent = parent


class DataBuilder:
    """Builds the data of one text. Call `build` once, then use `places`, `blanks` and `problems`.

    `text` is the author's; `clean` is what the parser gets: if `is_odd`, a changed copy of it (see
    `text_source.parseable`), otherwise the same.

    Problems: `yaml-duplicate-key`, `yaml-key`, `yaml-merge-key`, `yaml-tag`,
    `yaml-recursive-reference`, `yaml-reference-growth` as errors; those of `TextGate` as warnings.
    """

    def __init__(self, *, name: str, text: str, clean: str, is_odd: bool) -> None:
        self.places = Positions()
        self.blanks: list[str] = []
        self._clean = clean
        self._notes = ProblemCollector(name)
        self.problems = self._notes.problems
        self._gate = TextGate(text, self._notes, is_odd=is_odd)
        self._path = self._notes.path
        self._report = self._notes.add
        self._next: NextEvent
        self._end: Any = None
        """The event that ended the last collection."""
        self._keys: dict[str, str] = {}
        self._named: dict[str, Any] = {}
        self._built: dict[int, tuple[Data, int]] = {}
        self._depth = 0
        self._count = 0
        self._repeated = 0

    def build(self) -> Data:
        """Return the data of the text's only document, or None if it has none.

        Raises:
            yaml.YAMLError: the text is not valid YAML, or has several documents.
            TooDeep: the nesting exceeds `limits.YAML_DEPTH`.
        """
        with events_of(self._clean) as self._next:
            self._next()
            if self._next().__class__ is StreamEndEvent:
                return None
            root = self._next()
            self.places.root = _place_of(root)
            data = self._value(root)
            self._next()
            after = self._next()
            if after.__class__ is not StreamEndEvent:
                message = "expected a single document in the stream"
                raise ComposerError(message, root.start_mark, None, after.start_mark)
        return data

    def _value(self, event: Any) -> Data:
        if event.__class__ is _ALIAS:
            return self._repeat(self._meant(event))
        self._note_name(event)
        if event.__class__ is _SCALAR:
            return self._scalar(event)
        if not has_collection_tag(event, self._notes):
            self._pass_over(self._collection, event)
            return None
        return self._collection(event)

    def _note_name(self, event: Any) -> None:
        if event.anchor is None:
            return
        known = self._named.setdefault(event.anchor, event)
        if known is not event:
            message = "found duplicate anchor"
            raise ComposerError(message, known.start_mark, None, event.start_mark)

    def _meant(self, event: Any) -> Any:
        if event.__class__ is not _ALIAS:
            return event
        if event.anchor not in self._named:
            raise ComposerError(None, None, "found undefined alias", event.start_mark)
        return self._named[event.anchor]

    def _repeat(self, event: Any) -> Data:
        if event.__class__ is _SCALAR:
            self._count_repeated(event, 1 + len(event.value) // _CHARACTERS_PER_VALUE)
            return self._scalar(event)
        if not has_collection_tag(event, self._notes):
            return None
        if id(event) not in self._built:
            message = "This value refers to itself."
            self._report("yaml-recursive-reference", event, message, "Write it out instead.")
            return None
        data, size = self._built[id(event)]
        self._count_repeated(event, size)
        return data

    def _count_repeated(self, event: Any, size: int) -> None:
        self._count += size
        if self._repeated <= limits.YAML_REFERENCES < self._repeated + size:
            message = "References (*name) repeat this value too often."
            hint = "Write the values out instead."
            self._report("yaml-reference-growth", event, message, hint)
        self._repeated += size

    def _pass_over(self, read: Any, event: Any) -> None:
        """Read a value that has been refused, and discard further problems in it."""
        known = len(self.problems)
        read(event)
        del self.problems[known:]

    def _scalar(self, event: Any) -> str | None:
        kind = kind_of(event, self._notes)
        if kind is None or kind is ScalarKind.EMPTY:
            return None
        text = self._gate.text_of(event)
        return _unquoted(text) if kind is ScalarKind.PLAIN else text

    def _collection(self, event: Any) -> Data:
        before = self._count
        self._depth += 1
        data: Data
        if self._depth == limits.YAML_DEPTH:
            data = self._deepest(event)
        else:
            data = self._mapping() if event.__class__ is MappingStartEvent else self._sequence()
        self._depth -= 1
        if event.anchor is not None:
            characters = self._end.end_mark.index - event.start_mark.index
            size = self._count - before + characters // _CHARACTERS_PER_VALUE
            self._built[id(event)] = data, size
        return data

    def _deepest(self, event: Any) -> Data:
        """Build a mapping or list at the depth limit, which must be empty."""
        self._end = self._next()
        if self._end.__class__ not in {MappingEndEvent, SequenceEndEvent}:
            raise TooDeep(event)
        return {} if event.__class__ is MappingStartEvent else []

    def _mapping(self) -> dict[str, Data] | None:
        """Build a mapping; if none of its keys has a value, return None."""
        # This loop takes most of the time: hence the local names, and the common cases first.
        data: dict[str, Data] = {}
        places: list[int] = []
        value: Data
        next_event, known, gate = self._next, self._keys, self._gate
        has_blank = False
        indices: dict[str, int] = {}  # of the keys, once one of them is a duplicate
        while (start := next_event()).__class__ is not MappingEndEvent:
            key = None
            if (
                start.__class__ is _SCALAR
                and start.anchor is None
                and start.tag is None
                and start.end_mark.index < gate.sign
            ):
                key = known.get(start.value)
            if key is None:
                key, start = self._key(start), self._meant(start)
                if key is None:
                    self._pass_over(self._value, next_event())
                    continue
            event = next_event()
            if (
                event.__class__ is _SCALAR
                and event.anchor is None
                and event.tag is None
                and event.end_mark.index < gate.sign
                and event.value not in EMPTY_WORDS
            ):
                value = _unquoted(event.value) if event.implicit[0] else event.value
            else:
                value, event = self._below(key, event)
                has_blank = has_blank or value is None
            if key in data:
                indices = indices or {known: index for index, known in enumerate(data)}
                self._report_duplicate(key, start, places[2 * indices[key]])
                continue
            if indices:
                indices[key] = len(data)
            data[key] = value
            mark = start.start_mark
            places.append(mark.line << COLUMN_BITS | mark.column)
            mark = event.start_mark
            places.append(mark.line << COLUMN_BITS | mark.column)
        self._end = start
        self._count += len(data)
        if has_blank:
            return self._filled(data, places)
        self.places.of[id(data)] = places
        return data

    def _below(self, key: str, event: Any) -> tuple[Data, Any]:
        self._path.append(key)
        value = self._value(event)
        self._path.pop()
        return value, self._meant(event)

    def _filled(self, data: dict[str, Data], places: list[int]) -> dict[str, Data] | None:
        """Remove keys without a value, and add them to `blanks`."""
        self.blanks.extend(pointer_to(*self._path, k) for k, v in data.items() if v is None)
        filled: dict[str, Data] = {key: value for key, value in data.items() if value is not None}
        if not filled and self._path:
            return None
        self.places.keys[id(filled)] = list(data)
        self.places.of[id(filled)] = places
        return filled

    def _sequence(self) -> list[Data]:
        data: list[Data] = []
        places: list[int] = []
        next_event = self._next
        self._path.append(0)
        while (event := next_event()).__class__ is not SequenceEndEvent:
            self._path[-1] = len(data)
            data.append(self._value(event))
            places.append(_place_of(self._meant(event)))
        self._end = event
        self._path.pop()
        self._count += len(data)
        self.places.of[id(data)] = places
        return data

    def _key(self, event: Any) -> str | None:
        meant = self._meant(event)
        if meant.__class__ is not _SCALAR:
            self._pass_over(self._value, event)
            hint = "Put quotes around it if it is meant as text."
            self._report("yaml-key", meant, "A list or mapping can't be a key.", hint)
            return None
        if meant is event:
            self._note_name(event)
        kind = kind_of(meant, self._notes)
        if is_unquoted(meant) and meant.value == "<<":
            message = 'The merge key "<<" is not supported.'
            self._report("yaml-merge-key", meant, message, "Write the keys out where they belong.")
            return None
        if kind is ScalarKind.EMPTY:
            self._report("yaml-key", meant, "A key is empty.", "Name it, or put it in quotes.")
        if kind is None or kind is ScalarKind.EMPTY:
            return None
        key = self._gate.text_of(meant)
        if key == meant.value and key not in EMPTY_WORDS and key != "<<":
            self._keys[key] = key
        return key

    def _report_duplicate(self, key: str, event: Any, first: int) -> None:
        first_line, line = (first >> COLUMN_BITS) + 1, event.start_mark.line + 1
        message = f"{key!r} is used twice: on line {first_line} and on line {line}."
        self._report("yaml-duplicate-key", event, message, "Keep one of them.", key=key)


def _unquoted(text: str) -> str:
    if len(text) <= _LONGEST_WORD or text[0] in _NUMBERS_BEGIN:
        return Plain(text)
    return text


def _place_of(event: Any) -> int:
    mark = event.start_mark
    return pack_place(mark.line, mark.column)

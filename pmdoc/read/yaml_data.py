"""From YAML's tree to plain data, with the place of each part.

In → Out: the root node in; data, places and problems out.
Must not: resolve values, or let references multiply the data beyond `REFERENCE_LIMIT`.
Source: https://yaml.org/spec/1.2.2/#103-core-schema for the tags that are accepted.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from pmdoc.problems import Level, Position, Problem, pointer_to
from pmdoc.read.plain import Plain
from pmdoc.read.source import Data, Places, pack_place
from pmdoc.read.text_source import FORBIDDEN, find_turning, name_character, restored, visible
from pmdoc.read.yaml_composer import COLLECTION, EMPTY, PLAIN, TEXT

REFERENCE_LIMIT = 1_000_000

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {
    _CORE + "str": TEXT,
    _CORE + "null": EMPTY,
    _CORE + "bool": PLAIN,
    _CORE + "int": PLAIN,
    _CORE + "float": PLAIN,
}
_COMMENT_IN_TEXT = re.compile(r"[ \t]+#[^\s#!]")
# An escape in double quotes that can make a character which the file itself may not hold, or a
# comment sign right before a word, as in `Merged #12`: the values then need a closer look.
_NEEDS_CLOSER_LOOK = re.compile(r"\\[0abefvxuUN]|\S[ \t]+#[^\s#!]")


class DataBuilder:
    """Turns one tree into data. Use once: `build`, then read `places`, `blanks` and `problems`.

    `text` is the author's; `is_odd` says that the tree was made from a parseable twin of it.

    Problems: `yaml-duplicate-key`, `yaml-key`, `yaml-merge-key`, `yaml-tag`,
    `yaml-recursive-reference`, `yaml-reference-growth` as errors; `text-control-character`,
    `text-turning-character`, `yaml-comment-in-text` as warnings.
    """

    def __init__(self, *, name: str, text: str, is_odd: bool) -> None:
        self.places = Places()
        self.problems: list[Problem] = []
        self.blanks: list[str] = []
        self._name = name
        self._text = text
        self._is_odd = is_odd
        self._is_closer_look = is_odd or bool(_NEEDS_CLOSER_LOOK.search(text))
        self._path: list[str | int] = []
        self._built: dict[int, tuple[Data, int]] = {}
        self._open: set[int] = set()
        self._count = 0
        self._repeated = 0

    def build(self, root: Node) -> Data:
        """Turn the tree into data."""
        mark = root.start_mark
        self.places.root = pack_place(mark.line, mark.column)
        return self._value(root)

    def _value(self, node: Node) -> Data:
        """Turn any node into data."""
        if node.__class__ is ScalarNode:
            return self._scalar(node)
        if node.tag is not COLLECTION and not self._has_collection_tag(node):
            return None
        return self._collection(node)

    def _scalar(self, node: Node) -> str | None:
        kind = self._kind(node)
        if kind is None or kind is EMPTY:
            return None
        value = self._closer_look(node) if self._is_closer_look else node.value
        return Plain(value) if kind is PLAIN else value

    def _kind(self, node: Node) -> str | None:
        """Say whether a value is unquoted, quoted or empty; None if its tag had to be refused."""
        tag: str = node.tag
        if tag is PLAIN or tag is TEXT or tag is EMPTY:
            return tag
        if tag not in _SCALAR_TAGS:
            self._refuse_tag(node)
        return _SCALAR_TAGS.get(tag)

    def _collection(self, node: Node) -> Data:
        """Turn a mapping or sequence into data, once however often it is referred to."""
        identity = id(node)
        if identity in self._built:
            return self._repeat(node)
        if identity in self._open:
            message = "This part refers to itself."
            self._report("yaml-recursive-reference", node, message, "Write the part out instead.")
            return None
        self._open.add(identity)
        before = self._count
        self._count += len(node.value)
        data = self._mapping(node) if node.__class__ is MappingNode else self._sequence(node)
        self._open.discard(identity)
        self._built[identity] = data, self._count - before
        return data

    def _repeat(self, node: Node) -> Data:
        """Give the data of a node that was met before, as long as the total stays bounded."""
        data, size = self._built[id(node)]
        self._count += size
        if self._repeated <= REFERENCE_LIMIT < self._repeated + size:
            message = "References (*name) repeat this part so often that the file would explode."
            self._report("yaml-reference-growth", node, message, "Write the parts out instead.")
        self._repeated += size
        return data

    def _mapping(self, node: Node) -> dict[str, Data] | None:
        """Turn a mapping into data; one whose keys all wait to be filled in has no value itself."""
        # The busiest loop of reading: names are local and the common cases come first.
        data: dict[str, Data] = {}
        places: list[int] = []
        keys: list[str] = []
        is_closer_look = self._is_closer_look
        for key_node, node_of_value in node.value:
            key = key_node.value
            if key_node.tag is not PLAIN or key == "<<" or is_closer_look:
                key = self._key(key_node)
                if key is None:
                    continue
            tag = node_of_value.tag
            value: Data
            if tag is PLAIN and not is_closer_look:
                value = Plain(node_of_value.value)
            elif tag is TEXT and not is_closer_look:
                value = node_of_value.value
            else:
                self._path.append(key)
                value = self._value(node_of_value)
                self._path.pop()
            if key in data:
                self._report_duplicate(node, key_node, key)
                continue
            data[key] = value
            keys.append(key)
            mark = key_node.start_mark
            places.append(pack_place(mark.line, mark.column))
            mark = node_of_value.start_mark
            places.append(pack_place(mark.line, mark.column))
        if None in data.values():
            self.blanks.extend(pointer_to(*self._path, k) for k, v in data.items() if v is None)
            data = {key: value for key, value in data.items() if value is not None}
            if not data and self._path:
                return None
            self.places.keys[id(data)] = keys
        self.places.of[id(data)] = places
        return data

    def _sequence(self, node: Node) -> list[Data]:
        data: list[Data] = []
        places: list[int] = []
        self._path.append(0)
        for index, item in enumerate(node.value):
            self._path[-1] = index
            data.append(self._value(item))
            places.append(pack_place(item.start_mark.line, item.start_mark.column))
        self._path.pop()
        self.places.of[id(data)] = places
        return data

    def _key(self, node: Node) -> str | None:
        """Take a key's text, or report why it can't be a key."""
        if node.__class__ is not ScalarNode:
            hint = "Put quotes around it if it is meant as text."
            self._report("yaml-key", node, "A list or mapping stands where a key belongs.", hint)
            return None
        if node.tag is PLAIN and node.value == "<<":
            message = 'The merge key "<<" is not supported.'
            self._report("yaml-merge-key", node, message, "Write the keys out where they belong.")
            return None
        kind = self._kind(node)
        if kind is EMPTY:
            self._report("yaml-key", node, "A key is empty.", "Name it, or put it in quotes.")
        if kind is None or kind is EMPTY:
            return None
        return self._closer_look(node) if self._is_closer_look else str(node.value)

    def _closer_look(self, node: Node) -> str:
        """Compare a value with the text that it was written as, and make its oddities visible."""
        if node.tag is PLAIN and _COMMENT_IN_TEXT.match(self._text, node.end_mark.index):
            message = 'The text ends at " #", which begins a comment.'
            hint = 'Put the text in quotes, or write a comment with a space: "# like this".'
            self._report("yaml-comment-in-text", node, message, hint, self._raw(node))
        if self._is_odd or not node.value.isprintable():
            return self._visible(node)
        return str(node.value)

    def _visible(self, node: Node) -> str:
        """Replace what documents can't carry, whether typed as such or as an escape."""
        raw = self._raw(node)
        value = restored(node.value, raw)
        found = FORBIDDEN.search(raw)
        odd = found or FORBIDDEN.search(value)
        if odd:
            message = f"The text holds the control character {name_character(odd.group())}."
            hint = f"Delete it; the report shows {visible(odd.group())!r} in its place."
            before = raw[: found.start()] if found else ""
            self._report("text-control-character", node, message, hint, before)
        turning = find_turning(value)
        if turning:
            message = f"The text holds {name_character(turning.group())}, which turns words round."
            hint = "Delete it: readers would see another order than the file has."
            before = raw.partition(turning.group())[0] if turning.group() in raw else ""
            self._report("text-turning-character", node, message, hint, before)
        return visible(value)

    def _raw(self, node: Node) -> str:
        return self._text[node.start_mark.index : node.end_mark.index]

    def _has_collection_tag(self, node: Node) -> bool:
        """Check a tag that the author wrote at a mapping or list."""
        expected = "map" if node.__class__ is MappingNode else "seq"
        if node.tag == _CORE + expected:
            return True
        self._refuse_tag(node)
        return False

    def _refuse_tag(self, node: Node) -> None:
        message = f"The tag {node.tag.replace(_CORE, '!!')!r} is not supported here."
        hint = "Leave it out; or put quotes around a value that begins with an exclamation mark."
        self._report("yaml-tag", node, message, hint)

    def _report_duplicate(self, node: Node, key_node: Node, key: str) -> None:
        """Name both lines; the key's earlier node is found again only now."""
        others = (k for k, _ in node.value if k is not key_node and self._same(k, key_node))
        first = next(others, key_node).start_mark.line + 1
        message = f"{key!r} is given twice: on line {first} and on line {_line(key_node)}."
        self._report("yaml-duplicate-key", key_node, message, "Keep one of them.", key=key)

    @staticmethod
    def _same(one: Node, other: Node) -> bool:
        return bool(one.__class__ is ScalarNode and one.value == other.value)

    def _report(
        self, id: str, node: Node, message: str, hint: str, before: str = "", key: str | None = None
    ) -> None:
        """Note a problem at a node, or behind the part of it that `before` is."""
        path = self._path if key is None else [*self._path, key]
        level = Level.WARNING if id in _WARNINGS else Level.ERROR
        self.problems.append(
            Problem(
                id=id,
                level=level,
                message=message,
                hint=hint,
                pointer=pointer_to(*path),
                position=self._position(node, before),
            )
        )

    def _position(self, node: Node, before: str = "") -> Position:
        lines = re.split("\r\n|\r|\n", before)
        mark: Any = node.start_mark
        column = mark.column if len(lines) == 1 else 0
        return Position(
            file=self._name,
            line=mark.line + len(lines),
            column=column + len(lines[-1]) + 1,
        )


_WARNINGS = frozenset({"text-control-character", "text-turning-character", "yaml-comment-in-text"})


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1

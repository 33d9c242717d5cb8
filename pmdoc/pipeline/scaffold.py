"""A file to start from: an incident file that holds what a layout shows, yet to be filled in.

In → Out: a layout and the known parts in, YAML text out.
Must not: write a file, or name a section or a property that no first report needs; the layout says
what is shown, the schema what to write there.

Text is a placeholder in square brackets, which the rule `placeholder-left` finds later. Where the
schema asks for more than text, such as a date, there is no value at all, and the comment has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from pmdoc.compose import Part
from pmdoc.compose.front_matter import FRONT
from pmdoc.compose.layout_walk import walk_reads
from pmdoc.compose.reads import Records
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout import Layout
from pmdoc.model.derived import DURATION_ENDS
from pmdoc.runtime.resources import schema_folder

_Schema = Mapping[str, Any]
_Tree = dict[str, "_Tree"]

_REQUIRED = ("incident.title", "incident.id")
_FIRST_REPORT = {
    *("report.status", "report.version", "report.classification"),
    *("incident.id", "incident.title", "incident.severity", "incident.status"),
    *("incident.started", "incident.detected", "incident.resolved"),
    "summary.one_line",
    *("timeline.at", "timeline.event", "timeline.actor", "timeline.phase"),
    "root_cause.statement",
    *("actions.id", "actions.action", "actions.owner", "actions.due"),
    *("actions.status", "actions.horizon"),
}
"""What a first report needs, of what its layout shows."""
_FIRST_COUNTS = {"timeline": 3, "actions": 2}
_TEXT = {"text", "title_line", "person_name", "token", "version", "verbatim"}
"""The definitions of the schema that admit any words, and so a placeholder."""
_NONE = "none"
_REF = "#/$defs/"
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z`])")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?! )|(?<! )#)*")
_IN_FLOW = re.compile(r"[^,\[\]{}]*")


class _Wanted(Struct):
    """What the file is to hold.

    Shape: `paths` are in the order in which they are first read; `optional` are those that are
    left without a value; `filters` maps the path of a property of records to the words that the
    layout's filters let in, one set a filter.
    """

    paths: dict[str, None] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)
    filters: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)


def scaffold(layout: Layout, parts: Mapping[str, Part], *, is_minimal: bool = False) -> str:
    """Write an incident file that holds what the layout shows, or what a first report needs of it.

    Raises:
        LayoutError: the layout can't be used.
    """
    text = (schema_folder() / "incident.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    wanted = _wanted(layout, parts)
    if is_minimal:
        wanted.paths = {path: None for path in wanted.paths if path in _FIRST_REPORT}
    writer = _ScaffoldWriter(schema, wanted, layout, _FIRST_COUNTS if is_minimal else {})
    lines = [
        # The `$id` is a name, not a place: editors would look for it on the network in vain.
        "# yaml-language-server: $schema=incident.schema.json",
        f"# For the layout {layout.name}. Replace each [placeholder]; fill in or delete the rest.",
        "pmdoc: 1",
    ]
    tree = _tree(wanted.paths)
    for key in tree:
        lines += ["", *writer.entry(key, key, schema["properties"], tree[key], 0)]
    return "\n".join(lines) + "\n"


def _wanted(layout: Layout, parts: Mapping[str, Part]) -> _Wanted:
    """Gather what the layout reads, then what every report needs and can show."""
    wanted, problems = _Wanted(), list[Problem]()
    for *_, reads in walk_reads(layout, parts, problems):
        for alternatives in reads.root:
            # the others are shown only where the first is missing
            wanted.paths.update(dict.fromkeys(_sources(alternatives[0])))
        for records in reads.records:
            _add_records(records, wanted)
    if problems:
        raise LayoutError(problems=problems)
    wanted.paths = _with_required(wanted.paths)
    front = dict.fromkeys(paths[0] for paths in FRONT)
    wanted.optional = front.keys() - wanted.paths.keys() - _FIRST_REPORT
    wanted.paths.update(front)
    return wanted


def _with_required(paths: Iterable[str]) -> dict[str, None]:
    """Put the title first, as it heads the page, and add the id if nothing reads it."""
    title, number = _REQUIRED
    ordered = [path for path in paths if path != title]
    known = enumerate(ordered)
    first = next((n for n, path in known if path.startswith("incident.")), len(ordered))
    return dict.fromkeys([*ordered[:first], title, *ordered[first:], number])


def _sources(path: str) -> Iterator[str]:
    """Name what the author writes so that a path shows something."""
    place, _, name = path.partition(".")
    if place != "derived":
        yield path
    elif name == "services":
        yield "impact.services.name"
    elif name == "date":
        yield "incident.date"
    elif name in DURATION_ENDS:
        start, ends = DURATION_ENDS[name]
        yield f"incident.{start}"
        yield f"incident.{ends[0]}"
    else:
        yield "actions.status"


def _add_records(records: Records, wanted: _Wanted) -> None:
    """Add lists with what is shown of their records, and what the filters look at."""
    for path in records.lists:
        own = [a[0] for a in records.inside if a[0].partition(".")[0] not in {"derived", "custom"}]
        shown = [f"{path}.{name}" for name in (*own, *records.where)] or [path]
        wanted.paths.update(dict.fromkeys(shown))
        for name, words in records.where.items():
            wanted.filters.setdefault(f"{path}.{name}", []).append(words)


def _tree(paths: Iterable[str]) -> _Tree:
    """Nest dotted paths; what lies below one key comes together at its first place."""
    root: _Tree = {}
    for path in paths:
        here = root
        for name in path.split("."):
            here = here.setdefault(name, {})
    return root


class _ScaffoldWriter(Struct, frozen=True):
    """Writes keys, each with its comment. Units: `indent` counts blanks."""

    schema: _Schema
    wanted: _Wanted
    layout: Layout
    counts: Mapping[str, int]

    def entry(
        self, key: str, path: str, known: _Schema, below: _Tree, indent: int, position: int = 1
    ) -> list[str]:
        """Write one key with all that stands below it."""
        if key not in known:
            raise LayoutError(f"The layout reads {path!r}, which no incident has.")
        schema = self._resolve(known[key])
        pad = " " * indent
        if not below or self._needs_more_than_text(schema):
            return self._leaf(key, path, schema, indent, position)
        head = [f"{pad}# {_sentence(schema)}", f"{pad}{key}:"]
        if schema.get("type") == "array":
            count = self.counts.get(path, 1)
            entries = (self._record(path, schema, below, indent, n + 1) for n in range(count))
            return [*head, *(line for lines in entries for line in lines)]
        inner = self._object(schema)
        if "properties" in inner:
            return [*head, *self._map(path, inner, below, indent + 2)]
        return [*head, *self._named(path, schema, below, indent + 2)]

    def _map(
        self, path: str, schema: _Schema, below: _Tree, indent: int, position: int = 1
    ) -> list[str]:
        """Write the keys of a mapping, in the layout's order, and those that must be there."""
        known = schema["properties"]
        keys = dict.fromkeys([*below, *schema.get("required", ())])
        return [
            line
            for key in keys
            for line in self.entry(
                key, f"{path}.{key}", known, below.get(key, {}), indent, position
            )
        ]

    def _record(
        self, path: str, schema: _Schema, below: _Tree, indent: int, position: int
    ) -> list[str]:
        """Write one entry of a list."""
        item = self._object(self._resolve(schema["items"]))
        lines = self._map(path, item, below, indent + 4, position)
        if position > 1:  # the first entry has said it all
            lines = [
                line.partition("  # ")[0] if line.lstrip()[0] != "#" else line for line in lines
            ]
        return [" " * (indent + 2) + "- " + lines[0].lstrip(), *lines[1:]]

    def _named(self, path: str, schema: _Schema, below: _Tree, indent: int) -> list[str]:
        """Write a mapping whose keys the author chooses: records, or a house's own fields."""
        pad = " " * indent
        item = self._object(self._resolve(schema["additionalProperties"]))
        if "properties" not in item:
            return [f'{pad}{name}: "[{name}]"' for name in below]
        key = next(iter(schema["examples"][0]))
        return [f"{pad}{key}:", *self._map(path, item, below, indent + 2)]

    def _leaf(self, key: str, path: str, schema: _Schema, indent: int, position: int) -> list[str]:
        """Write a key without keys below it: a placeholder, or nothing, with an example."""
        pad = " " * indent
        comment = f"# {_sentence(schema)} {self._example(path, schema)}".rstrip()
        placeholder = json.dumps(f"[{schema['title']}]", ensure_ascii=False)
        if key == "id" and path not in _REQUIRED and not path.startswith("report."):
            value = re.sub(r"\d+$", str(position), str(schema["examples"][0]))
        elif path in self.wanted.filters:
            value = _filter_word(self.wanted.filters[path])
        elif path in self.wanted.optional or "Leave it out" in schema["description"]:
            value = ""
        elif schema.get("type") == "array" and self._is_text(schema["items"]):
            return [f"{pad}{comment}", f"{pad}{key}:", f"{pad}  - {placeholder}"]
        else:
            value = placeholder if self._is_text(schema) else ""
        return [f"{pad}{key}: {value}".rstrip() + f"  {comment}"]

    def _example(self, path: str, schema: _Schema) -> str:
        """Word what can stand there: the choices, or an example."""
        choices = next((s["enum"] for s in (schema, *schema.get("anyOf", ())) if "enum" in s), ())
        if path == "incident.severity" and self.layout.severities:
            choices = tuple(self.layout.severities)
        if choices:
            # the label of a class may also be written with its scheme in front
            words = ", ".join(word for word in choices if not word.startswith("TLP:"))
            return f"{'Such as' if 'anyOf' in schema else 'One of'}: {words}."
        if schema.get("type") == "boolean":
            return "true or false."
        example = schema["examples"][0]
        if schema.get("type") == "array":
            example = example[0]
            return f"Example: {'' if self._is_text(schema['items']) else '- '}{_flow(example)}"
        return f"Example: {_flow(example)}"

    def _needs_more_than_text(self, schema: _Schema) -> bool:
        """Say whether an entry of a list needs more, as a picture or a chart needs its file."""
        if schema.get("type") != "array":
            return False
        item = self._object(self._resolve(schema["items"]))
        known = item.get("properties", {})
        if any(shape.get("$ref") == f"{_REF}file" for shape in known.values()):
            return True
        return not all(self._is_text(known[name]) for name in item.get("required", ()))

    def _is_text(self, schema: _Schema) -> bool:
        """Say whether any words fit."""
        definitions = (s.get("$ref", "") for s in (schema, *schema.get("anyOf", ())))
        return any(ref.removeprefix(_REF) in _TEXT for ref in definitions)

    def _object(self, schema: _Schema) -> _Schema:
        """Choose the mapping where text or a list may stand too."""
        options = (self._resolve(option) for option in schema.get("anyOf", ()))
        return next((o for o in options if "properties" in o), schema)

    def _resolve(self, schema: _Schema) -> _Schema:
        """Follow a reference; what stands beside it says more than its definition."""
        ref = schema.get("$ref", "").removeprefix(_REF)
        return {**self.schema["$defs"][ref], **schema} if ref else schema


def _filter_word(filters: Sequence[tuple[str, ...]]) -> str:
    """Choose a word that a filter lets in; none where that will do."""
    return "" if any(_NONE in words for words in filters) else filters[0][0]


def _sentence(schema: _Schema) -> str:
    """Take the first sentence of a description."""
    return _SENTENCE_END.split(schema["description"], maxsplit=1)[0]


def _flow(value: object, *, is_inside: bool = False) -> str:
    """Write a value as YAML on one line; inside another, more signs need quotes."""
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_flow(part, is_inside=True)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part, is_inside=True) for part in value) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value if not is_inside or _IN_FLOW.fullmatch(value) else json.dumps(value)
    return json.dumps(value, ensure_ascii=False)

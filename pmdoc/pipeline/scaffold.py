"""Write an incident file to start from, with placeholders for what a layout shows.

In → Out: a layout and the parts in, YAML text out.
Must not: write to disk, or name keys beyond those of a first report; the layout says which keys
are shown, the schema what they mean.

A text value is a placeholder in square brackets, which the rule `placeholder-left` finds later. If
the schema asks for more than text, such as a date, the value is empty and the comment has an
example:

    started:  # When it began. Example: 2017-01-31T23:00Z
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from pmdoc.compose import Part
from pmdoc.compose.formatting.inferred import has_basis
from pmdoc.compose.front_matter import FRONT
from pmdoc.compose.layout_walk import walk_reads
from pmdoc.compose.paths import check_path, type_at
from pmdoc.compose.reads import Records
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout import Layout
from pmdoc.model.course import DURATION_ENDS
from pmdoc.model.incident import Incident
from pmdoc.model.report import SignOff
from pmdoc.runtime.resources import schema_folder

INCIDENT_SCHEMA = "incident.schema.json"
"""The name of the schema, which the first line of the file refers to."""
_Schema = Mapping[str, Any]
_Tree = dict[str, "_Tree"]

_REQUIRED = ("incident.title", "incident.id")
_FIRST_REPORT_KEYS = {
    *("report.status", "report.version", "report.classification"),
    *("incident.id", "incident.title", "incident.severity", "incident.status"),
    *("incident.started", "incident.detected", "incident.resolved"),
    "summary.one_line",
    *("timeline.at", "timeline.event", "timeline.actor", "timeline.phase"),
    "root_cause.statement",
    *("actions.id", "actions.action", "actions.owner", "actions.due"),
    *("actions.status", "actions.horizon"),
}
"""The keys that a first report needs, if its layout shows them."""
_FIRST_REPORT_ENTRIES = {"timeline": 3, "actions": 2}
_TEXT = {"text", "line", "title_line", "person_name", "token", "version", "verbatim"}
"""The definitions of the schema that accept any text, and so a placeholder."""
_NONE = "none"
_REF = "#/$defs/"
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z`])")
# A text that YAML reads as itself without quotes: `a: b` and `a #b` need quotes, `10:30` and `a#b`
# don't. Inside `[…]` or `{…}`, commas and brackets need quotes too.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?! )|(?<! )#)*")
_IN_FLOW = re.compile(r"[^,\[\]{}]*")


class _Content(Struct):
    """The content of the file.

    Shape: `paths` are in the order in which the layout first reads them; those in `optional` get
    no value, and those in `lists` are lists of records; `filters` maps the path of a records'
    property to the values that each filter of the layout accepts, such as
    `{"actions.horizon": [("immediate",), ("short-term", "none")]}`; `standing` has the values of a
    property, one for each entry that the layout proposes.
    """

    paths: dict[str, None] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    filters: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    standing: dict[str, tuple[str, ...]] = field(default_factory=dict)


def scaffold(layout: Layout, parts: Mapping[str, Part], *, has_all_keys: bool = False) -> str:
    """Return an incident file with the keys of a first report, or all that the layout shows.

    Raises:
        LayoutError: the layout can't be used.
    """
    schema = json.loads((schema_folder() / INCIDENT_SCHEMA).read_text(encoding="utf-8"))
    content = _content_of(layout, parts)
    counts = {path.rpartition(".")[0]: len(names) for path, names in content.standing.items()}
    if not has_all_keys:
        content.paths = {path: None for path in content.paths if path in _FIRST_REPORT_KEYS}
        counts = _FIRST_REPORT_ENTRIES
    writer = _ScaffoldWriter(schema, content, layout, counts)
    lines = [
        # Not the schema's `$id`, which is a name: editors would try to download it.
        f"# yaml-language-server: $schema={INCIDENT_SCHEMA}",
        f"# For the layout {layout.name}. Replace each [placeholder]; fill in or delete the rest.",
        "pmdoc: 1",
    ]
    tree = _tree(content.paths)
    for key in tree:
        lines += ["", *writer.entry(key, key, schema["properties"], tree[key], 0)]
    return "\n".join(lines) + "\n"


def _content_of(layout: Layout, parts: Mapping[str, Part]) -> _Content:
    content, problems = _Content(), list[Problem]()
    for *_, reads in walk_reads(layout, parts, problems):
        for alternatives in reads.root:
            # the others are shown only if the first has no value
            content.paths.update(dict.fromkeys(_authored_paths(alternatives[0])))
        for records in reads.records:
            _add_records(records, content)
    if problems:
        raise LayoutError(problems=problems)
    content.paths = _with_required(_with_marks(content.paths))
    front = dict.fromkeys(paths[0] for paths in FRONT)
    content.optional = front.keys() - content.paths.keys() - _FIRST_REPORT_KEYS
    content.paths.update(front)
    return content


def _with_marks(paths: Iterable[str]) -> Iterator[str]:
    """Add the keys that say how sure a statement is, or that a signer is not to be named."""
    for path in paths:
        yield path
        above, _, name = path.rpartition(".")
        if not above or check_path(Incident, path, ""):
            continue
        kind = type_at(Incident, above)
        if has_basis(kind, name):
            yield f"{above}.basis"
        elif kind is SignOff and name == "name":
            yield f"{above}.name_withheld"


def _with_required(paths: Iterable[str]) -> dict[str, None]:
    """Move the title before other keys of `incident`, and add the id if nothing reads it."""
    title, id = _REQUIRED
    ordered = [path for path in paths if path != title]
    numbered = enumerate(ordered)
    first = next((n for n, path in numbered if path.startswith("incident.")), len(ordered))
    return dict.fromkeys([*ordered[:first], title, *ordered[first:], id])


def _authored_paths(path: str) -> Iterator[str]:
    """Yield the paths that an author fills in to give `path` a value.

    `derived.duration` is computed from `incident.started` and `incident.resolved`.
    """
    root, _, name = path.partition(".")
    if root != "derived":
        yield path
    elif name == "services":
        yield "impact.services.name"
    elif name in {"date", "downtime"}:
        yield f"incident.{name}"
    elif name in DURATION_ENDS:
        start, ends = DURATION_ENDS[name]
        yield f"incident.{start}"
        yield f"incident.{ends[0]}"
    else:
        yield "actions.status"


def _add_records(records: Records, content: _Content) -> None:
    for path in records.lists:
        content.lists.add(path)
        own = [a[0] for a in records.inside if a[0].partition(".")[0] not in {"derived", "custom"}]
        shown = [f"{path}.{name}" for name in (*own, *records.where)] or [path]
        content.paths.update(dict.fromkeys(shown))
        for name, entries in records.standing.items():
            if entries:
                content.standing[f"{path}.{name}"] = entries
        for name, accepted in records.where.items():
            content.filters.setdefault(f"{path}.{name}", []).append(accepted)


def _tree(paths: Iterable[str]) -> _Tree:
    """Nest dotted paths: `["a.b", "c", "a.d"]` gives `{"a": {"b": {}, "d": {}}, "c": {}}`."""
    root: _Tree = {}
    for path in paths:
        node = root
        for name in path.split("."):
            node = node.setdefault(name, {})
    return root


class _ScaffoldWriter(Struct, frozen=True):
    schema: _Schema
    content: _Content
    layout: Layout
    counts: Mapping[str, int]

    def entry(
        self, key: str, path: str, known: _Schema, below: _Tree, indent: int, position: int = 1
    ) -> list[str]:
        """Return the lines of a key and everything below it."""
        if key not in known:
            raise LayoutError(f"The layout reads {path!r}, which no incident has.")
        schema = self._resolve(known[key])
        pad = " " * indent
        if not below or self._needs_more_than_text(schema):
            return self._value(key, path, schema, indent, position)
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
        known = schema["properties"]
        keys = dict.fromkeys([*below, *schema.get("required", ())])
        lines: list[str] = []
        for key in keys:
            tree = below.get(key, {})
            lines += self.entry(key, f"{path}.{key}", known, tree, indent, position)
        return lines

    def _record(
        self, path: str, schema: _Schema, below: _Tree, indent: int, position: int
    ) -> list[str]:
        item = self._object(self._resolve(schema["items"]))
        lines = self._map(path, item, below, indent + 4, position)
        if position > 1:  # the comments are in the first entry
            lines = [s if s.lstrip()[0] == "#" else s.partition("  # ")[0] for s in lines]
        return [" " * (indent + 2) + "- " + lines[0].lstrip(), *lines[1:]]

    def _named(self, path: str, schema: _Schema, below: _Tree, indent: int) -> list[str]:
        """Return a mapping whose keys the author chooses, such as `people` or `custom`."""
        pad = " " * indent
        item = self._object(self._resolve(schema["additionalProperties"]))
        if path == "custom":
            return [line for name in below for line in self._custom(name, path, below, indent)]
        key = next(iter(schema["examples"][0]))
        return [f"{pad}{key}:", *self._map(path, item, below, indent + 2)]

    def _custom(self, name: str, above: str, tree: _Tree, indent: int) -> list[str]:
        """Return a custom field; a list of records has one, with the keys that the layout shows."""
        path, pad, below = f"{above}.{name}", " " * indent, tree[name]
        if not below:
            return [f'{pad}{name}: "[{name}]"']
        inner = indent + (4 if path in self.content.lists else 2)
        lines = [line for key in below for line in self._custom(key, path, below, inner)]
        if path in self.content.lists:
            lines[0] = f"{pad}  - {lines[0].lstrip()}"
        return [f"{pad}{name}:", *lines]

    def _value(self, key: str, path: str, schema: _Schema, indent: int, position: int) -> list[str]:
        """Return a key with a placeholder or no value, and a comment with an example."""
        pad = " " * indent
        comment = f"# {_sentence(schema)} {self._example(path, schema)}".rstrip()
        placeholder = json.dumps(f"[{schema['title']}]", ensure_ascii=False)
        if key == "id" and path not in _REQUIRED and not path.startswith("report."):
            value = re.sub(r"\d+$", str(position), str(schema["examples"][0]))
        elif path in self.content.standing:
            value = _flow(self.content.standing[path][position - 1])
        elif path in self.content.filters:
            filters = self.content.filters[path]
            value = "" if any(_NONE in accepted for accepted in filters) else filters[0][0]
        elif path in self.content.optional or "Leave it out" in schema["description"]:
            value = ""
        elif schema.get("type") == "array" and self._is_text(schema["items"]):
            return [f"{pad}{comment}", f"{pad}{key}:", f"{pad}  - {placeholder}"]
        else:
            value = placeholder if self._is_text(schema) else ""
        return [f"{pad}{key}: {value}".rstrip() + f"  {comment}"]

    def _example(self, path: str, schema: _Schema) -> str:
        choices = next((s["enum"] for s in (schema, *schema.get("anyOf", ())) if "enum" in s), ())
        if path == "incident.severity" and self.layout.severities:
            choices = tuple(self.layout.severities)
        if choices:
            # TLP:RED is only another spelling of RED
            listed = ", ".join(choice for choice in choices if not choice.startswith("TLP:"))
            return f"{'Such as' if 'anyOf' in schema else 'One of'}: {listed}."
        if schema.get("type") == "boolean":
            return "true or false."
        example = schema["examples"][0]
        if schema.get("type") == "array":
            example = example[0]
            return f"Example: {'' if self._is_text(schema['items']) else '- '}{_flow(example)}"
        return f"Example: {_flow(example)}"

    def _needs_more_than_text(self, schema: _Schema) -> bool:
        """Return whether a list's entries need more than text, such as an image's file."""
        if schema.get("type") != "array":
            return False
        item = self._object(self._resolve(schema["items"]))
        known = item.get("properties", {})
        if any(shape.get("$ref") == f"{_REF}file" for shape in known.values()):
            return True
        return not all(self._is_text(known[name]) for name in item.get("required", ()))

    def _is_text(self, schema: _Schema) -> bool:
        definitions = (s.get("$ref", "") for s in (schema, *schema.get("anyOf", ())))
        return any(ref.removeprefix(_REF) in _TEXT for ref in definitions)

    def _object(self, schema: _Schema) -> _Schema:
        """Return the alternative that is a mapping, if there is one, else the schema itself."""
        options = (self._resolve(option) for option in schema.get("anyOf", ()))
        return next((o for o in options if "properties" in o), schema)

    def _resolve(self, schema: _Schema) -> _Schema:
        """Follow `$ref`; the keys next to it override those of the definition."""
        ref = schema.get("$ref", "").removeprefix(_REF)
        return {**self.schema["$defs"][ref], **schema} if ref else schema


def _sentence(schema: _Schema) -> str:
    return _SENTENCE_END.split(schema["description"], maxsplit=1)[0]


def _flow(value: object, *, is_inside: bool = False) -> str:
    """Return a value as YAML on one line; inside a list or mapping, commas need quotes too."""
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_flow(part, is_inside=True)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part, is_inside=True) for part in value) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value if not is_inside or _IN_FLOW.fullmatch(value) else json.dumps(value)
    return json.dumps(value, ensure_ascii=False)

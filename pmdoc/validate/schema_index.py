"""An index of the schema: what is allowed at each place, for fast walks along data.

In → Out: a JSON Schema in, a tree of `SchemaNode` out.
Must not: validate data.
Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12/json-schema-core

Supports the part of JSON Schema that `schema/` uses: local `$ref`, `anyOf`, `type`, `enum`,
`const`, `properties`, `additionalProperties` and `items`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

Schema = Mapping[str, Any]

_TYPE_OF: dict[type, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
_NAME_OF: dict[type, str] = {**_TYPE_OF, type(None): "null", dict: "object", list: "array"}
_DEFINITION = "#/$defs/"


class SchemaNode(Struct):
    """The types, keys and items that are allowed at one place.

    Shape: `types` are JSON Schema's type names; `definitions` the names below `$defs` that led
    here; `others` is for keys that are not listed.
    """

    types: set[str] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    keys: dict[str, SchemaNode] = field(default_factory=dict)
    others: SchemaNode | None = None
    item: SchemaNode | None = None


def index_schema(schema: Schema) -> SchemaNode:
    """Build the node of a schema and of everything below it."""
    return _Indexer(schema.get("$defs", {})).node_of(schema)


class _Indexer:
    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self._known: dict[str, SchemaNode] = {}

    def node_of(self, schema: Schema) -> SchemaNode:
        reference = schema.get("$ref", "")
        if reference and not set(schema) & {"anyOf", "properties", "items", "type"}:
            return self._named(reference.removeprefix(_DEFINITION))
        node = SchemaNode()
        self._add(schema, node)
        return node

    def _named(self, name: str) -> SchemaNode:
        """Return the only node of a definition, which may refer to itself."""
        if name not in self._known:
            node = self._known[name] = SchemaNode(definitions={name})
            self._add(self._definitions[name], node)
        return self._known[name]

    def _add(self, schema: Schema, node: SchemaNode) -> None:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_DEFINITION)
            node.definitions.add(name)
            self._add(self._definitions[name], node)
        for alternative in schema.get("anyOf", ()):
            self._add(alternative, node)
        node.types |= types_of(schema)
        for key, inner in schema.get("properties", {}).items():
            node.keys[key] = self.node_of(inner)
        if isinstance(schema.get("additionalProperties"), Mapping):
            node.others = self.node_of(schema["additionalProperties"])
        if "items" in schema:
            node.item = self.node_of(schema["items"])


def types_of(schema: Schema) -> set[str]:
    """Return the types that a schema allows itself, without references."""
    named = schema.get("type", ())
    types = {named} if isinstance(named, str) else set(named)
    choices = schema.get("enum", ()) or ([schema["const"]] if "const" in schema else [])
    return types | {_TYPE_OF[type(choice)] for choice in choices}


def type_name(value: object) -> str:
    """Return the JSON type of a value."""
    return _NAME_OF.get(type(value), "string")

"""What the schema admits at each place, in a form that data can be walked along quickly.

In → Out: a JSON Schema in, a tree of `SchemaNode` out.
Must not: judge data; it only knows what may stand where.
Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12/json-schema-core

Knows the part of JSON Schema that `schema/` uses: local `$ref`, `anyOf`, `type`, `enum`, `const`,
`properties`, `additionalProperties` and `items`.
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
    """What may stand at one place: types, keys, items, and the definitions that say so.

    Shape: `types` are JSON Schema's type names; `definitions` the names below `$defs` that were
    followed to get here; `others` is for keys without a shape of their own.
    """

    types: set[str] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    keys: dict[str, SchemaNode] = field(default_factory=dict)
    others: SchemaNode | None = None
    item: SchemaNode | None = None


def compile_shape(schema: Schema) -> SchemaNode:
    """Make the shape of everything that a schema describes."""
    return _Compiler(schema.get("$defs", {})).shape_of(schema)


class _Compiler:
    """Turns schemas into shapes, each definition once."""

    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self._known: dict[str, SchemaNode] = {}

    def shape_of(self, schema: Schema) -> SchemaNode:
        """Make the shape of one schema."""
        reference = schema.get("$ref", "")
        if reference and not set(schema) & {"anyOf", "properties", "items", "type"}:
            return self._named(reference.removeprefix(_DEFINITION))
        shape = SchemaNode()
        self._add(schema, shape)
        return shape

    def _named(self, name: str) -> SchemaNode:
        """Give the one shape of a definition, which may refer to itself."""
        if name not in self._known:
            shape = self._known[name] = SchemaNode(definitions={name})
            self._add(self._definitions[name], shape)
        return self._known[name]

    def _add(self, schema: Schema, shape: SchemaNode) -> None:
        """Add all that a schema admits to a shape."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_DEFINITION)
            shape.definitions.add(name)
            self._add(self._definitions[name], shape)
        for alternative in schema.get("anyOf", ()):
            self._add(alternative, shape)
        shape.types |= types_of(schema)
        for key, inner in schema.get("properties", {}).items():
            shape.keys[key] = self.shape_of(inner)
        if isinstance(schema.get("additionalProperties"), Mapping):
            shape.others = self.shape_of(schema["additionalProperties"])
        if "items" in schema:
            shape.item = self.shape_of(schema["items"])


def types_of(schema: Schema) -> set[str]:
    """Name the types that a schema admits by itself, without what it refers to."""
    named = schema.get("type", ())
    types = {named} if isinstance(named, str) else set(named)
    choices = schema.get("enum", ()) or ([schema["const"]] if "const" in schema else [])
    return types | {_TYPE_OF[type(choice)] for choice in choices}


def type_name(value: object) -> str:
    """Name the JSON type of a value."""
    return _NAME_OF.get(type(value), "string")

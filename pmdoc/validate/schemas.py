"""The shipped schemas, compiled.

In → Out: a schema or the name of a shipped one in, a `CompiledSchema` out.
Must not: fetch anything; each schema refers only to itself.
"""

from __future__ import annotations

import json
from functools import cache

import jsonschema_rs
from msgspec import Struct

from pmdoc.runtime.resources import schema_folder
from pmdoc.validate.schema_index import Schema, SchemaNode, index_schema


class CompiledSchema(Struct, frozen=True, kw_only=True):
    """A schema as data, as an index to walk along, and as a fast validator."""

    schema: Schema
    index: SchemaNode
    validator: jsonschema_rs.Draft202012Validator


def compile_schema(schema: Schema) -> CompiledSchema:
    """Compile a schema."""
    return CompiledSchema(
        schema=schema,
        index=index_schema(schema),
        validator=jsonschema_rs.Draft202012Validator(dict(schema)),
    )


def incident_schema() -> CompiledSchema:
    """Return the schema of incident files."""
    return shipped_schema("incident")


@cache
def shipped_schema(name: str) -> CompiledSchema:
    """Return a shipped schema: incident, style, layout or language."""
    text = (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    return compile_schema(json.loads(text))

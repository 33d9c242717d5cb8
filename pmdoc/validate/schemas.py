"""The schemas that pmdoc ships, ready for use.

In → Out: a schema or the name of a shipped one in, a `CompiledSchema` out.
Must not: fetch anything; each schema refers to itself only.
"""

from __future__ import annotations

import json
from functools import cache

import jsonschema_rs
from msgspec import Struct

from pmdoc.runtime.resources import schema_folder
from pmdoc.validate.schema_index import Schema, SchemaNode, compile_shape


class CompiledSchema(Struct, frozen=True, kw_only=True):
    """A schema in three forms: as data, as a shape to walk along, as a fast yes or no."""

    schema: Schema
    shape: SchemaNode
    validator: jsonschema_rs.Draft202012Validator


def make_contract(schema: Schema) -> CompiledSchema:
    """Prepare a schema."""
    return CompiledSchema(
        schema=schema,
        shape=compile_shape(schema),
        validator=jsonschema_rs.Draft202012Validator(dict(schema)),
    )


def incident_contract() -> CompiledSchema:
    """Prepare the schema of incident files."""
    return shipped_contract("incident")


@cache
def shipped_contract(name: str) -> CompiledSchema:
    """Prepare one of the schemas that pmdoc ships: incident, style, layout or language."""
    text = (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    return make_contract(json.loads(text))

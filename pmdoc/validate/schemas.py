"""The schemas that pmdoc ships, ready for use.

In → Out: a schema or the name of a shipped one in, a `Contract` out.
Must not: fetch anything; each schema refers to itself only.
"""

from __future__ import annotations

import json
from functools import cache

import jsonschema_rs
from msgspec import Struct

from pmdoc.runtime.resources import schema_folder
from pmdoc.validate.schema_index import Schema, Shape, compile_shape


class Contract(Struct, frozen=True, kw_only=True):
    """A schema in three forms: as data, as a shape to walk along, as a fast yes or no."""

    schema: Schema
    shape: Shape
    validator: jsonschema_rs.Draft202012Validator


def make_contract(schema: Schema) -> Contract:
    """Prepare a schema."""
    return Contract(
        schema=schema,
        shape=compile_shape(schema),
        validator=jsonschema_rs.Draft202012Validator(dict(schema)),
    )


def incident_contract() -> Contract:
    """Prepare the schema of incident files."""
    return shipped_contract("incident")


@cache
def shipped_contract(name: str) -> Contract:
    """Prepare one of the schemas that pmdoc ships: incident, style, layout or language."""
    text = (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    return make_contract(json.loads(text))

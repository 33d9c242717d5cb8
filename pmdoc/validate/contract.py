"""The schema of incident files, ready for use.

In → Out: nothing, or another schema, in; a `Contract` out.
Must not: fetch anything; the schema refers to itself only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import jsonschema_rs

from pmdoc.resources import schema_folder
from pmdoc.validate.shape import Schema, Shape, compile_shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
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


@cache
def incident_contract() -> Contract:
    """Prepare the schema that pmdoc ships."""
    text = (schema_folder() / "incident.schema.json").read_text(encoding="utf-8")
    return make_contract(json.loads(text))

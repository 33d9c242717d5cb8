"""Generate incidents from our schema.

In → Out: the schema in; a strategy for valid incidents out.
Must not: generate dates that don't exist or missing pictures; such incidents are refused before
anything is built.

Supports the part of JSON Schema that the schema uses, like `pmdoc.validate.schema_index`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from pmdoc.lint import discover
from pmdoc.validate.schemas import incident_schema
from tests.fuzz.words import any_text

PICTURE = "picture.png"
"""The one picture that generated incidents name."""
PART = "part.yaml"
"""The one file that they include."""

_SCHEMA = incident_schema().schema
_MOST_KEYS = 5
_Values = st.SearchStrategy[Any]


def incidents() -> _Values:
    """Generate incidents that only lint rules may complain about."""
    return _of_schema(_SCHEMA).map(_with_own_ids)


def buildable_incidents() -> _Values:
    """Generate incidents that can be built: all lint rules are ignored."""
    return incidents().map(lambda incident: {**incident, "lint": IGNORE_ALL})


def as_yaml(incident: Any, style: str | None = None) -> bytes:
    """Write an incident as YAML; `style` is the quote for all values, or "|" for blocks."""
    return yaml.dump(
        incident,
        Dumper=yaml.CSafeDumper,
        default_style=style,
        allow_unicode=True,
        sort_keys=False,
        encoding="utf-8",
    )


IGNORE_ALL = {"ignore": [{"rule": rule.id, "reason": "fuzzed"} for rule in discover()]}


def _with_own_ids(incident: dict[str, Any]) -> dict[str, Any]:
    """Make ids unique by numbering them."""
    for name in ("actions", "references"):
        for index, item in enumerate(incident.get(name, ())):
            if isinstance(item, dict) and "id" in item:  # an action may be text alone
                item["id"] = f"{index}{item['id']}"
    return incident


def _of_schema(schema: Any) -> _Values:
    """Generate values that fit a schema."""
    if "$ref" in schema:
        return _of_definition(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return st.one_of([_of_schema(inner) for inner in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_type(kind, schema) for kind in kinds])


@cache
def _of_definition(name: str) -> _Values:
    return _KNOWN[name] if name in _KNOWN else _of_schema(_SCHEMA["$defs"][name])


def _of_type(kind: str, schema: Any) -> _Values:
    if kind == "object":
        return _of_object(schema)
    if kind == "array":
        return st.lists(_of_schema(schema["items"]), max_size=4)
    if kind == "string":
        return _of_pattern(schema["pattern"]) if "pattern" in schema else any_text()
    if kind == "boolean":
        return st.booleans()
    low, high = schema.get("minimum"), schema.get("maximum")
    whole = st.integers(low if low is not None else -(10**15), high if high is not None else 10**15)
    if kind == "integer":
        return whole
    return whole | st.floats(low, high, allow_nan=False, allow_infinity=False)


def _of_pattern(pattern: str) -> _Values:
    inner = pattern.removesuffix(r"$(?!\n)").removeprefix("^")
    return st.from_regex(inner, fullmatch=True)


@st.composite
def _of_object(draw: st.DrawFn, schema: Any) -> dict[str, Any]:
    """Generate an object with its required keys and a few of the others."""
    properties = schema.get("properties", {})
    needed = [*schema.get("required", []), *schema.get("else", {}).get("required", [])]
    others = sorted(set(properties) - set(needed) - _POINTING)
    keys = list(needed)
    if others:
        fewest = 1 if schema.get("minProperties") and not needed else 0
        keys += draw(
            st.lists(st.sampled_from(others), min_size=fewest, max_size=_MOST_KEYS, unique=True)
        )
    made = {
        key: draw(_BY_KEY[key] if key in _BY_KEY else _of_schema(properties[key])) for key in keys
    }
    if isinstance(schema.get("additionalProperties"), dict):
        free = draw(st.lists(_of_schema(schema["propertyNames"] | {"type": "string"}), max_size=3))
        made |= {key: draw(_of_schema(schema["additionalProperties"])) for key in free}
    return made


# Values that a pattern can't describe: dates that exist, known time zones, an existing file.
_DAYS = st.dates(dt.date(1901, 1, 1), dt.date(2097, 12, 31)).map(str)
_CLOCKS = st.from_regex(
    r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?", fullmatch=True
)
_OFFSETS = st.from_regex(r"[Zz]|[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]", fullmatch=True)
_TIMES = st.builds("{}{}{}{}".format, _DAYS, st.sampled_from("Tt "), _CLOCKS, _OFFSETS)
_AFTERWARDS = st.sampled_from(["2099-12-31", "2099-01-01T00:00Z", "2098-06-30t12:00:59.5+05:30"])
_BY_KEY = {"until": _AFTERWARDS, "include": st.just(PART)}
_POINTING = {"on", "csv"}
"""Keys whose values must refer to something that exists: a path, a column of a file."""
_MOMENTS = st.builds("{}{}".format, st.sampled_from(["", "about "]), _DAYS | _TIMES)
_KNOWN: dict[str, _Values] = {
    "date": _DAYS,
    "partial_date": _DAYS | st.sampled_from(["2024", "1999-12"]),
    "timestamp": _DAYS | _TIMES,
    "moment": _MOMENTS
    | st.just("unknown")
    | st.deferred(lambda: _of_schema(_SCHEMA["$defs"]["moment"]["anyOf"][1])),
    "file": st.just(PICTURE),
    "time_zone": st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"]),
    "language": st.just("en"),
}

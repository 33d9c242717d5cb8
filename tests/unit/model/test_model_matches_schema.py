"""The classes of the model and the schema match."""

from __future__ import annotations

import datetime as dt
import types
import typing
from enum import StrEnum
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from pmdoc.model import choice
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.custom import CustomRecord
from pmdoc.model.improvement import Due
from pmdoc.model.incident import Incident, Person
from pmdoc.model.moment import Moment, Period
from pmdoc.model.name import Name, Names
from pmdoc.model.tlp import Tlp
from pmdoc.validate.schemas import incident_schema

DEFINITIONS = incident_schema().schema["$defs"]
LEAVES = {
    **{Moment: "moment", Duration: "duration", Amount: "amount", Due: "due", Names: "names"},
    **{dt.date: "date", Tlp: "tlp", Period: "partial_date"},
}
KEY_FIELDS = {Person: {"key"}}
"""Fields that are not properties: the key of a mapping."""
NOT_IN_SCHEMA = {
    Moment: {"has_seconds", "zone"},
    Duration: {"text", "approximate", "derivation"},
    Amount: set(),
}


def pair_classes_with_schema() -> dict[str, tuple[type, dict[str, Any]]]:
    """Walk both from the root, and pair each class with its schema object."""
    found: dict[str, tuple[type, dict[str, Any]]] = {}
    _walk(Incident, incident_schema().schema, found)
    return found


def _walk(kind: type, schema: dict[str, Any], found: dict[str, Any]) -> None:
    if kind.__name__ in found:
        return
    found[kind.__name__] = kind, schema
    hints = typing.get_type_hints(kind)
    for name, node in schema["properties"].items():
        inner = _item(hints.get(name))
        if (
            isinstance(inner, type)
            and issubclass(inner, Struct)
            and inner not in LEAVES
            and inner is not CustomRecord
        ):
            _walk(inner, _object(node), found)


def _item(hint: Any) -> Any:
    """Return the inner type of an optional or list type."""
    arguments = [a for a in typing.get_args(hint) if a not in {types.NoneType, Ellipsis}]
    return _item(arguments[0]) if arguments else hint


def _object(node: dict[str, Any]) -> dict[str, Any]:
    """Return the object behind references, lists and maps."""
    if "$ref" in node:
        return _object(DEFINITIONS[node["$ref"].rpartition("/")[2]])
    for inner in [*node.get("anyOf", ()), node.get("items"), node.get("additionalProperties")]:
        if isinstance(inner, dict) and "properties" in _object(inner):
            return _object(inner)
    return node


READ_AWAY = {"include"}
"""Properties that are resolved when a file is read."""
GATHERED = {"comments"}
"""Properties that any node may have, collected in one list of the incident."""
PAIRS = pair_classes_with_schema()


@pytest.mark.parametrize("name", PAIRS)
def test_fields_match_the_properties(name: str):
    """Names and their order are equal, so that one search finds both."""
    kind, schema = PAIRS[name]
    names = [name for name in kind.__struct_fields__ if name not in KEY_FIELDS.get(kind, ())]
    elsewhere = READ_AWAY | (set() if kind is Incident else GATHERED)
    assert names == [name for name in schema["properties"] if name not in elsewhere]


@pytest.mark.parametrize("name", PAIRS)
def test_required_properties_have_no_default(name: str):
    """`pmdoc` has only one value, so it has a default."""
    kind, schema = PAIRS[name]
    needed = {f.name for f in fields(kind) if f.default is f.default_factory and f.name != "key"}
    assert needed == set(schema.get("required", ())) - {"pmdoc"}


@pytest.mark.parametrize("kind", [Moment, Duration, Amount], ids=lambda kind: kind.__name__)
def test_moments_durations_and_amounts_have_the_schema_keys(kind: type):
    schema = _object({"$ref": f"#/$defs/{LEAVES[kind]}"})
    names = set(kind.__struct_fields__) - NOT_IN_SCHEMA[kind]
    assert names == set(schema["properties"]) - GATHERED


def test_every_object_definition_has_a_class():
    objects = {name for name, node in DEFINITIONS.items() if node.get("type") == "object"}
    classes = {_snake(kind.__name__) for kind, _ in PAIRS.values()}
    assert objects - {"account", "custom_record"} <= classes


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


ENUMS = [e for e in vars(choice).values() if isinstance(e, type) and issubclass(e, StrEnum)]


@pytest.mark.parametrize("enum", [e for e in ENUMS if e is not StrEnum], ids=lambda e: e.__name__)
def test_choices_match_the_schema(enum: type[StrEnum]):
    """They have the same values in the same order."""
    node = DEFINITIONS[_snake(enum.__name__)]
    known = node["enum"] if "enum" in node else node["anyOf"][0]["enum"]  # beside own names
    assert [member.value for member in enum] == known


def test_tlp_labels_match_the_schema():
    """Each label is allowed with and without its prefix."""
    labels = [label.value for label in Tlp]
    short = [label.removeprefix("TLP:") for label in labels]
    assert DEFINITIONS["tlp"]["enum"] == short + labels


@pytest.mark.parametrize("name", PAIRS)
def test_field_types_match_the_schema(name: str):
    """Lists are tuples, people are names, and leaf types have their own class."""
    kind, schema = PAIRS[name]
    hints = typing.get_type_hints(kind, include_extras=True)
    elsewhere = READ_AWAY | (set() if kind is Incident else GATHERED)
    for key in schema["properties"].keys() - elsewhere:
        node = schema["properties"][key]
        is_tuple = typing.get_origin(hints[key]) is tuple
        is_map = isinstance(node.get("additionalProperties"), dict) and key != "custom"
        assert is_tuple == (node.get("type") == "array" or is_map), key
        inner = _item(hints[key]) if hints[key] is not Name else Name
        if Period in typing.get_args(hints[key]):
            inner = Period
        reference = (node.get("items") or node).get("$ref", "").rpartition("/")[2]
        if inner in LEAVES:
            assert reference == LEAVES[inner], key
        is_name = hints[key] in {Name, tuple[Name, ...]}
        assert is_name == (reference == "person_name"), key

"""The schema is documented, closed, local and free of slow patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from pmdoc.validate.schemas import incident_schema
from tests.incidents import model_classes
from tests.timing import assert_linear

SCHEMA = incident_schema().schema


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk all subschemas."""
    if isinstance(node, dict):
        yield path, node
        for key, inner in node.items():
            if key not in {"examples", "enum", "default", "const"}:
                yield from nodes(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from nodes(inner, f"{path}/{index}")


NODES = dict(nodes(SCHEMA))
PROPERTIES = {
    f"{path}/{key}": inner
    for path, node in NODES.items()
    if not path.endswith(("/properties", "/if"))  # a condition has no title
    for key, inner in node.get("properties", {}).items()
}
PATTERNS = sorted(
    {node["pattern"] for node in NODES.values() if isinstance(node.get("pattern"), str)}
)


def test_schema_is_valid():
    """It fits the metaschema of its draft."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_only_three_keys_are_required():
    """A file needs its format, an id and a title; other required keys are in optional parts."""
    assert SCHEMA["required"] == ["pmdoc", "incident"]
    assert SCHEMA["$defs"]["incident_facts"]["required"] == ["id", "title"]


_BUILT_BY_HAND = {"account", "moment", "duration", "amount"}
"""Definitions whose texts are printed in one line wherever they stand."""


def test_line_of_the_schema_is_a_line_of_the_model():
    """Whether a property holds blocks is said twice, and has to be the same."""
    in_schema = {
        f"{path.split('/')[2]}.{path.rpartition('/')[2]}"
        for path, node in PROPERTIES.items()
        if node.get("$ref", "").rpartition("/")[2] in {"line", "title_line"}
        and path.split("/")[2] not in _BUILT_BY_HAND
    }
    in_model = {
        f"{re.sub(r'(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}.{name}"
        for kind in model_classes()
        for name, annotation in kind.__annotations__.items()
        if annotation == "Line"
    }

    assert in_schema == in_model


@pytest.mark.parametrize("path", PROPERTIES)
def test_property_is_documented(path: str):
    """An editor can show a title, a sentence and an example."""
    node = PROPERTIES[path]
    assert node["title"]
    assert node["description"].endswith((".", "…")), path
    assert node["examples"]


def test_definitions_are_documented():
    for name, node in SCHEMA["$defs"].items():
        assert node["title"], name
        assert node["description"].endswith("."), name
        assert node["examples"], name


@pytest.mark.parametrize("path", PROPERTIES)
def test_examples_are_valid(path: str):
    """An editor may suggest them."""
    node = {**PROPERTIES[path], "$defs": SCHEMA["$defs"]}
    validator = jsonschema_rs.Draft202012Validator(node)
    for example in node["examples"]:
        assert validator.is_valid(example), example


def test_objects_are_closed():
    """Unknown keys are errors except in maps with keys of the author."""
    open_places = [
        path
        for path, node in NODES.items()
        if node.get("type") == "object" and node.get("additionalProperties") is not False
    ]
    assert open_places == [*("/properties/people", "/properties/custom", "/$defs/custom_record")]


def test_references_are_local():
    references = {node["$ref"] for node in NODES.values() if isinstance(node.get("$ref"), str)}
    assert all(r.startswith("#/$defs/") and r[8:] in SCHEMA["$defs"] for r in references)
    assert {r[8:] for r in references} == set(SCHEMA["$defs"])


def test_keys_are_snake_case():
    for path in PROPERTIES:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", path.rpartition("/")[2]), path


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_is_safe(pattern: str):
    """It accepts no foreign digits or trailing newline, and backtracks linearly."""
    assert r"\d" not in pattern
    assert r"\w" not in pattern
    if pattern != r"\S":
        assert pattern.startswith("^")
        assert pattern.endswith(r"$(?!\n)")
    for piece in ["1", "a", "9 h ", "2017-01-31T", "a-", "a/", "http://a", "about ", "0.0"]:
        assert_linear(lambda n, piece=piece: re.search(pattern, piece * n + "\n!"), 5_000)

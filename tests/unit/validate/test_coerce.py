"""Unquoted text becomes a number or truth value only if the schema allows nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.validate.coerce import coerce
from pmdoc.validate.schema_index import SchemaNode, index_schema
from pmdoc.validate.schemas import incident_schema

TEXT = SchemaNode(types={"string"})
NUMBER = SchemaNode(types={"number"})
INTEGER = SchemaNode(types={"integer"})
BOOLEAN = SchemaNode(types={"boolean"})
AMOUNT = SchemaNode(types={"string", "number"})


@given(st.text())
def test_text_is_never_changed(text: str):
    """If only text is allowed, the result is a plain `str` as written."""
    value = coerce(Plain(text), TEXT)
    assert value == text
    assert type(value) is str


@pytest.mark.parametrize("hour", range(24))
def test_clock_times_stay_text(hour: int):
    """No time of day becomes a number, whatever else is allowed."""
    for minute in range(60):
        text = f"{hour:02}:{minute:02}"
        assert coerce(Plain(text), TEXT) == text
        assert coerce(Plain(text), AMOUNT) == text


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        (NUMBER, "5", 5),
        (NUMBER, "-5", -5),
        (NUMBER, "+5", 5),
        (NUMBER, "1.10", 1.1),
        (NUMBER, ".5", 0.5),
        (NUMBER, "1e3", 1000.0),
        (NUMBER, "0x1F", 31),
        (NUMBER, "0o17", 15),
        (INTEGER, "012", 12),
        (BOOLEAN, "true", True),
        (BOOLEAN, "FALSE", False),
    ],
)
def test_core_schema_values_are_converted(shape: SchemaNode, text: str, expected: object):
    """Numbers and truth values of YAML 1.2 are converted if only those are allowed."""
    value = coerce(Plain(text), shape)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (NUMBER, "1_000"),
        (NUMBER, "12:30"),
        (NUMBER, ".nan"),
        (NUMBER, "-.inf"),
        (NUMBER, "1e999"),
        (NUMBER, "5 ms"),
        (NUMBER, "٣"),
        (NUMBER, "9" * 5000),
        (BOOLEAN, "yes"),
        (BOOLEAN, "off"),
        (BOOLEAN, "1"),
        (NUMBER, "true"),
    ],
)
def test_unfit_text_stays_as_written(shape: SchemaNode, text: str):
    """The message needs the original."""
    assert coerce(Plain(text), shape) == text


@pytest.mark.parametrize("text", ["99.90", "1e3", "0x1F", "012", "+5", "1.10", "007", "1."])
def test_amount_keeps_how_a_number_was_written(text: str):
    """If both are allowed, only a number that prints the same is converted."""
    assert coerce(Plain(text), AMOUNT) == text


@pytest.mark.parametrize(("text", "number"), [("5", 5), ("0.1", 0.1), ("-3", -3), ("12.5", 12.5)])
def test_amount_reads_plain_numbers(text: str, number: float):
    assert coerce(Plain(text), AMOUNT) == number


def test_quoted_text_is_text():
    assert coerce("5", NUMBER) == "5"


def test_version_stays_text():
    """`version: 1.0` must not become 1, nor 1.1 a number."""
    shape = incident_schema().index
    plain = coerce({"report": {"version": Plain("1.1")}}, shape)
    assert plain == {"report": {"version": "1.1"}}


def test_values_of_unknown_keys_become_plain_str():
    """Validators accept only `str`, so no marked text may remain."""
    plain = coerce({"nonsense": [{"a": Plain("x")}, None]}, incident_schema().index)
    assert type(plain["nonsense"][0]["a"]) is str


def test_recursive_definitions_are_supported():
    schema = {
        "$ref": "#/$defs/tree",
        "$defs": {
            "tree": {
                "type": "object",
                "properties": {"leaf": {"type": "integer"}, "tree": {"$ref": "#/$defs/tree"}},
            }
        },
    }
    data = {"tree": {"tree": {"leaf": Plain("7")}}}
    assert coerce(data, index_schema(schema)) == {"tree": {"tree": {"leaf": 7}}}

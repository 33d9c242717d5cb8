"""Unquoted text becomes a number or truth value only where the schema asks for one.

In → Out: nothing in; pass or fail out.
Must not: read files.
"""

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
    """Where text is admitted alone, whatever was written comes back, as plain `str`."""
    value = coerce(Plain(text), TEXT)
    assert value == text
    assert type(value) is str


@pytest.mark.parametrize("hour", range(24))
def test_clock_times_stay_text(hour: int):
    """No time of day turns into a number, whatever is admitted beside text."""
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
def test_core_schema_values_are_read(shape: SchemaNode, text: str, expected: object):
    """What YAML 1.2 calls a number or truth value becomes one where only that fits."""
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
def test_what_does_not_fit_stays_text(shape: SchemaNode, text: str):
    """Anything else stays as written, so that the message can speak of it."""
    assert coerce(Plain(text), shape) == text


@pytest.mark.parametrize("text", ["99.90", "1e3", "0x1F", "012", "+5", "1.10", "007", "1."])
def test_amount_keeps_how_a_number_was_written(text: str):
    """Where both fit, only a number that prints the same becomes one."""
    assert coerce(Plain(text), AMOUNT) == text


@pytest.mark.parametrize(("text", "number"), [("5", 5), ("0.1", 0.1), ("-3", -3), ("12.5", 12.5)])
def test_amount_reads_plain_numbers(text: str, number: float):
    """A number in its usual form is a number."""
    assert coerce(Plain(text), AMOUNT) == number


def test_quoted_text_is_text():
    """Quotes say that text is meant."""
    assert coerce("5", NUMBER) == "5"


def test_version_stays_text():
    """`version: 1.0` must not become 1, nor 1.1 a number."""
    shape = incident_schema().index
    plain = coerce({"report": {"version": Plain("1.1")}}, shape)
    assert plain == {"report": {"version": "1.1"}}


def test_unknown_keys_lose_their_mark_too():
    """Validators know `str` only, so no marked text may be left anywhere."""
    plain = coerce({"nonsense": [{"a": Plain("x")}, None]}, incident_schema().index)
    assert type(plain["nonsense"][0]["a"]) is str


def test_shapes_of_definitions_may_refer_to_themselves():
    """A schema that is recursive has a shape, too."""
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

"""An incident in which every text field holds a text chosen by the test.

In → Out: a text in, the incident's data and its text fields out; or a report's text in, the text
between a field's marks out.
Must not: know fields by name; the schema defines which take any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmdoc.diagnostics.problem import pointer_to
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate.coerce import coerce
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.schemas import incident_schema
from tests.judges import ROOT

TEXTS = frozenset({"text", "line", "verbatim", "title_line", "person_name"})
"""The schema's definitions that take any text."""
VERBATIM = "verbatim"
_FULL = ROOT / "tests" / "cases" / "valid" / "full.yaml"


@dataclass(frozen=True, kw_only=True)
class Field:
    """A text field; its marks contain `number`, and the schema types it by `definitions`."""

    pointer: str
    number: int
    definitions: frozenset[str]

    def marked(self, text: str) -> str:
        """Put a text between the field's marks."""
        return f"Qa{self.number}q{text}qz{self.number}Q"

    def found_in(self, report: str) -> list[str]:
        """Return the text between the marks for each occurrence."""
        return re.findall(rf"Qa{self.number}q(.*?)qz{self.number}Q", report, re.DOTALL)


def filled(
    text_for: Callable[[Field], str], definitions: frozenset[str] = TEXTS
) -> tuple[Any, tuple[Field, ...]]:
    """Fill every text field of the case that has all fields.

    Charts are left out: their texts are in drawings or name columns of files.
    """
    contract = incident_schema()
    filler = _Filler(text_for, definitions)
    data: Any = coerce(read_yaml(_FULL).data, contract.index)
    del data["metrics"]["charts"]
    made = filler.fill(data, contract.index, "")
    return made, tuple(filler.fields)


class _Filler:
    """Copies data, replacing texts where the schema allows any text."""

    def __init__(self, text_for: Callable[[Field], str], definitions: frozenset[str]) -> None:
        self.fields: list[Field] = []
        self._text_for = text_for
        self._definitions = definitions

    def fill(self, data: Any, shape: SchemaNode | None, pointer: str) -> Any:
        """Copy the data at one pointer."""
        if isinstance(data, dict):
            keys, others = (shape.keys, shape.others) if shape else ({}, None)
            return {
                key: self.fill(value, keys.get(key, others), pointer + pointer_to(key))
                for key, value in data.items()
            }
        if isinstance(data, list):
            item = shape.item if shape else None
            return [self.fill(v, item, pointer + pointer_to(i)) for i, v in enumerate(data)]
        named = shape.definitions if shape else set()
        if isinstance(data, str) and named & self._definitions and "amount" not in named:
            self.fields.append(
                Field(pointer=pointer, number=len(self.fields), definitions=frozenset(named))
            )
            return self._text_for(self.fields[-1])
        return data

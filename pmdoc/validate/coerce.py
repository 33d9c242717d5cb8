"""Convert unquoted text to numbers and booleans where the schema asks for them.

In → Out: data with plain scalars in; the same data as JSON values out.
Must not: convert where text is allowed: `1.10`, `12:30`, `no`, `2017-01-31` stay as written.
Source: YAML 1.2.2 core schema, https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from typing import Any

from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.validate.schema_index import SchemaNode

TRUTH_VALUES = {"true": True, "True": True, "TRUE": True}
TRUTH_VALUES |= {"false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEXADECIMAL = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_KEPT = frozenset({"version", "token"})
_LONGEST_NUMBER = 40
"""Longer digits are no figure of a report, and Python refuses to read very long ones."""


def coerce(data: Any, node: SchemaNode | None) -> Any:
    """Convert plain scalars to the types that the schema allows, and all text to `str`.

    What fits no type stays text, so that messages can show what the author wrote.
    """
    kind = data.__class__
    if kind is str:
        return data
    if kind is dict:
        keys, others = (node.keys, node.others) if node else ({}, None)
        return {  # the common case
            key: value if value.__class__ is str else coerce(value, keys.get(key, others))
            for key, value in data.items()
        }
    if kind is list:
        item = node.item if node else None
        return [coerce(value, item) for value in data]
    if kind is Plain:
        return _convert(data, node)
    return data


def _convert(text: Plain, node: SchemaNode | None) -> Any:
    types = node.types if node else ()
    if "number" in types or "boolean" in types or "integer" in types:
        value = _core_value(text, types)
        is_kept = node is not None and not node.definitions.isdisjoint(_KEPT)
        # 1.10 does not print as it was written, so where text is allowed it stays text.
        is_unchanged = "string" not in types or (not is_kept and str(value) == text)
        if value is not None and is_unchanged:
            return value
    return str(text)


def _core_value(text: str, types: Collection[str]) -> bool | int | float | None:
    """Return a number or boolean as in YAML 1.2, or None if the types do not allow it."""
    if "boolean" in types and text in TRUTH_VALUES:
        return TRUTH_VALUES[text]
    if types == {"boolean"} or len(text) > _LONGEST_NUMBER:
        return None
    for pattern, read in _READERS:
        if pattern.fullmatch(text):
            value = read(text)
            return value if math.isfinite(value) else None
    return None


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (_INTEGER, int),
    (_OCTAL_OR_HEXADECIMAL, lambda text: int(text, 0)),
    (_FLOAT, float),
)

"""An organization's own fields, under `custom`: values, lists and records of any names.

In → Out: nothing in; the frozen classes `CustomRecord` and `CustomField` out.
Must not: know a name, or give a value a meaning.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class CustomField(Struct, frozen=True, kw_only=True):
    """A name and its value."""

    name: str
    value: CustomValue = ""


class CustomRecord(Struct, frozen=True, kw_only=True):
    """Fields in the author's order. Shape: names are unique."""

    fields: tuple[CustomField, ...] = ()

    def get(self, name: str) -> CustomValue | None:
        """Return the value of a field, or None if there is no such field."""
        return next((field.value for field in self.fields if field.name == name), None)


CustomValue: TypeAlias = str | CustomRecord | tuple[str | CustomRecord, ...]
"""Numbers are text, as written: 4711 may be a quantity or the name of a cost center."""

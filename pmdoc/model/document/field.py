"""The fields of a report that a reader fills in, by hand or on a screen.

In → Out: nothing in; the frozen class `Field` out.
Must not: know where in the document a field is; a cell or list item has it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FieldKind(StrEnum):
    """What to fill in."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHECK = "check"
    SIGNATURE = "signature"


class Field(Struct, frozen=True, kw_only=True):
    """A blank to fill in: on paper, or on a screen in a fillable file.

    Shape: `name` is the JSON Pointer that the value would have in the incident file
    ("/report/sign_offs/0/date"); `label` names the value and the person ("Date, Incident
    Commander"), `prompt` only the value ("Date"); only a CHOICE has `choices`.
    """

    kind: FieldKind
    name: str
    label: str
    prompt: str = ""
    choices: tuple[str, ...] = ()

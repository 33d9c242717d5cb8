"""The blanks of a report that a reader fills in, by hand or on a screen.

In → Out: nothing in; the value `Field` out.
Must not: know where a field stands; a cell or a list item carries it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FieldKind(StrEnum):
    """What is to be filled into a blank."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHECK = "check"
    SIGNATURE = "signature"


class Field(Struct, frozen=True, kw_only=True):
    """A blank that a reader fills in, on paper or, where a file is made fillable, on a screen.

    Shape: `name` is where the value would stand in the incident file, as a JSON Pointer
    ("/report/sign_offs/0/date"); `label` says what is asked of whom ("Date, Incident Commander"),
    `prompt` only what ("Date"); `choices` are what to choose from, of a choice only.
    """

    kind: FieldKind
    name: str
    label: str
    prompt: str = ""
    choices: tuple[str, ...] = ()

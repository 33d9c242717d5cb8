"""The faults of a text: what Markdown does to it that its author may not mean.

In → Out: nothing in; the values that describe a fault out.
Must not: word a problem.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FaultKind(StrEnum):
    """The kinds of faults."""

    BACKSLASH = "backslash"
    """A backslash that is left out, as it precedes a mark."""
    BOLD_NAME = "bold-name"
    """A name such as `__init__` that becomes bold and loses its underscores."""
    CELLS = "cells"
    """A row with more cells than the table has columns, or with code that a bar divides."""
    ENTITY = "entity"
    """An HTML entity, of which the character is shown."""
    IMAGE = "image"
    LINK_TWICE = "link-twice"
    LINK_UNDEFINED = "link-undefined"
    """A link whose target is defined nowhere, or is no address."""
    LINK_UNUSED = "link-unused"
    NOTE_TWICE = "note-twice"
    NOTE_UNDEFINED = "note-undefined"
    NOTE_UNUSED = "note-unused"
    SIGN = "sign"
    """A sign before a figure that is taken for the mark of a quotation, heading or list."""
    TABLE = "table"
    """What would be a table if its rule had as many columns as its head."""
    TAG = "tag"
    """An HTML tag or comment, which is shown as typed."""


class Fault(Struct, frozen=True):
    """A fault. Shape: `text` is what was typed, `start` its offset in the whole text."""

    kind: FaultKind
    text: str
    start: int = 0

"""What stands inside a line: words, their emphasis, where they lead, and signs of state.

In → Out: nothing in; the closed union `Inline` and its members out.
Must not: hold a block, or say how anything looks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date


class Tone(StrEnum):
    """What a badge or callout signals; its words always say the same."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    SERIOUS = "serious"
    CRITICAL = "critical"


class CaptionKind(StrEnum):
    """What is counted: each kind has numbers, and a list, of its own."""

    TABLE = "table"
    FIGURE = "figure"


class Text(Struct, frozen=True):
    """Characters as they are; never markup to a renderer. Contains no line break."""

    text: str


class Abbreviation(Struct, frozen=True):
    """A short form, and the words that it stands for where a format can say them."""

    text: str
    expansion: str


class Strong(Struct, frozen=True):
    """Important words."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """Stressed words."""

    children: tuple[Inline, ...]


class Strike(Struct, frozen=True):
    """Words that no longer hold."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """A name, command or value exactly as a machine has it."""

    text: str


class Link(Struct, frozen=True):
    """Words that lead to an http, https or mailto address."""

    children: tuple[Inline, ...]
    target: str


class CrossReference(Struct, frozen=True):
    """Words that lead to an anchor inside this document.

    Shape: with `is_label` the words are those of the `CaptionLabel` or the heading's number that
    stands at the anchor, so that a word processor may keep them up to date.
    """

    children: tuple[Inline, ...]
    anchor: str
    is_label: bool = False


class Target(Struct, frozen=True):
    """Words that references lead to, where no block of their own has the anchor."""

    children: tuple[Inline, ...]
    anchor: str


class CaptionLabel(Struct, frozen=True):
    """What a table or figure is called by, at the start of its caption: "Table 3".

    Shape: `text` holds `number`. References to the block's anchor repeat the text.
    """

    kind: CaptionKind
    text: str
    number: str


class Footnote(Struct, frozen=True):
    """A remark at the foot of the page, and its number where this stands.

    Shape: numbers count from 1 in reading order, without gaps; no footnote lies in another.
    """

    children: tuple[Inline, ...]
    number: int


class Comment(Struct, frozen=True, kw_only=True):
    """A reviewer's remark, beside the words that it is about. Shape: lines parted by newlines."""

    text: str
    author: str = ""
    date: date | None = None


class Commented(Struct, frozen=True):
    """Words that reviewers have remarked on. A file that is final shows the words only."""

    children: tuple[Inline, ...]
    comments: tuple[Comment, ...]


class Badge(Struct, frozen=True):
    """A word of state, such as a severity, set apart by shape and colour."""

    text: str
    tone: Tone = Tone.NEUTRAL


class Checkbox(Struct, frozen=True):
    """A box to tick on paper, empty or ticked."""

    checked: bool = False


class LineBreak(Struct, frozen=True):
    """The end of a line inside a paragraph."""


class Property(Struct, frozen=True):
    """A property of the file where the page shows it. Shape: `name` is one of the metadata's."""

    text: str
    name: str


class PageNumber(Struct, frozen=True):
    """The number of the page that this stands on; only in page furniture."""


class PageCount(Struct, frozen=True):
    """The number of pages of the document; only in page furniture."""


Inline = (
    Text
    | Abbreviation
    | Strong
    | Emphasis
    | Strike
    | Code
    | Link
    | CrossReference
    | Target
    | CaptionLabel
    | Footnote
    | Commented
    | Badge
    | Checkbox
    | LineBreak
    | Property
    | PageNumber
    | PageCount
)

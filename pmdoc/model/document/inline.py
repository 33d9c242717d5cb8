"""The inlines of a report: text, emphasis, links, badges.

In → Out: nothing in; the closed union `Inline` and its members out.
Must not: contain a block, except those of a footnote, or define how an inline looks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from pmdoc.model.document.block import Block


class Tone(StrEnum):
    """What a badge or callout signals, in addition to its words."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    SERIOUS = "serious"
    CRITICAL = "critical"


class CaptionKind(StrEnum):
    """The kinds of captions: each has its own numbers, and its own list."""

    TABLE = "table"
    FIGURE = "figure"


class Text(Struct, frozen=True):
    """Plain text: never markup, and without line breaks."""

    text: str


class Abbreviation(Struct, frozen=True):
    """An abbreviation with its expansion, for formats that support one."""

    text: str
    expansion: str


class Strong(Struct, frozen=True):
    """Important text."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """Stressed text."""

    children: tuple[Inline, ...]


class Strike(Struct, frozen=True):
    """Text that no longer applies."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """A verbatim name, command or value."""

    text: str


class Link(Struct, frozen=True):
    """A link to an http, https or mailto address."""

    children: tuple[Inline, ...]
    target: str


class CrossReference(Struct, frozen=True):
    """A link to an anchor in this document.

    Shape: with `is_label`, its text repeats the `CaptionLabel` or the heading number at the anchor,
    so that a word processor can update it.
    """

    children: tuple[Inline, ...]
    anchor: str
    is_label: bool = False


class Target(Struct, frozen=True):
    """Text with an anchor of its own."""

    children: tuple[Inline, ...]
    anchor: str


class CaptionLabel(Struct, frozen=True):
    """The label at the start of a caption: "Table 3".

    Shape: `text` contains `number`. References to the block's anchor repeat the text.
    """

    kind: CaptionKind
    text: str
    number: str


class Footnote(Struct, frozen=True):
    """A note at the bottom of the page, with its number in the text.

    Shape: numbers start at 1, in reading order, without gaps; footnotes are not nested.
    """

    blocks: tuple[Block, ...]
    number: int


class Comment(Struct, frozen=True, kw_only=True):
    """A reviewer's comment. Shape: lines are separated by newlines."""

    text: str
    author: str = ""
    date: date | None = None


class Commented(Struct, frozen=True):
    """Text that reviewers have commented on; a final file shows only the text."""

    children: tuple[Inline, ...]
    comments: tuple[Comment, ...]


class Badge(Struct, frozen=True):
    """A word for a state, such as a severity, highlighted by shape and colour."""

    text: str
    tone: Tone = Tone.NEUTRAL


class Checkbox(Struct, frozen=True):
    """A check box to tick on paper."""

    checked: bool = False


class LineBreak(Struct, frozen=True):
    """A line break inside a paragraph."""


class Property(Struct, frozen=True):
    """A property of the file, shown on the page. Shape: `name` is one of the metadata's."""

    text: str
    name: str


class PageNumber(Struct, frozen=True):
    """The number of the current page; only in headers and footers."""


class PageCount(Struct, frozen=True):
    """The number of pages of the document; only in headers and footers."""


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

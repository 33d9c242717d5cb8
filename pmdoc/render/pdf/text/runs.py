"""What text is made of before it is broken into lines: runs, segments, links and notes.

In → Out: values that say how a stretch of text looks and what it belongs to.
Must not: read a style, or measure anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct

from pmdoc.model.document import (
    Abbreviation,
    Align,
    Badge,
    CaptionLabel,
    Checkbox,
    Code,
    Commented,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Property,
    Strike,
    Strong,
    Target,
    Text,
)
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.fonts.font_fallback import FontFallback


class LinkTarget(Struct, eq=False):
    """Where a link leads, shared by all its runs. Shape: either `uri` or `anchor`."""

    uri: str = ""
    anchor: str = ""
    contents: str = ""


class FootnoteEntry(Struct, eq=False):
    """A footnote, shared by its mark and its words. Shape: `element` is there once drawn."""

    number: int
    children: tuple[Inline, ...]
    element: Element | None = None

    @property
    def anchor(self) -> str:
        """Where the words stand; no anchor of a document has a hyphen."""
        return f"note-{self.number}"


class Run(Struct, frozen=True, eq=False, kw_only=True):
    """The look of a stretch of text. Units: points; colours `#rrggbb`, empty for none."""

    font: FontFallback
    size: float
    color: str
    tracking: float = 0.0
    tag: str = ""
    """The element inside the paragraph that this text belongs to, if any."""
    expansion: str = ""
    """What this text stands for, where it is an abbreviation."""
    background: str = ""
    edge: str = ""
    is_struck: bool = False
    link: LinkTarget | None = None
    target: str = ""
    """The anchor that stands at this text."""
    rise: float = 0.0
    """How far above its line the text stands. Units: points."""
    note: FootnoteEntry | None = None
    level: int = 0
    """Odd where the text runs from right to left."""
    origin: Run | None = None
    """The run that this one is a part of, where directions cut it."""

    @property
    def is_marked(self) -> bool:
        """Whether the words have an element or an anchor of their own."""
        return bool(self.tag or self.target)

    @property
    def is_underlined(self) -> bool:
        """Whether the words lead out of the document: colour alone must not say so."""
        return self.link is not None and bool(self.link.uri)


class Segment(Struct, frozen=True):
    """Text of one run. Shape: `is_atom` is never broken; a lone newline ends the line."""

    run: Run
    text: str
    is_atom: bool = False
    padding: float = 0.0


class ParagraphSetting(Struct, frozen=True, eq=False, kw_only=True):
    """How paragraphs of one type are set. Units: points.

    Shape: `baseline` is how far below a box's top its first line stands.
    """

    run: Run
    leading: float
    baseline: float
    before: float
    after: float
    align: Align
    keeps_next: bool


def text_of(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines without their looks."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Abbreviation() | Code() | Badge() | CaptionLabel() | Property():
                words.append(inline.text)
            case (
                Strong()
                | Emphasis()
                | Strike()
                | Link()
                | CrossReference()
                | Target()
                | Commented()
            ):
                words.append(text_of(inline.children))
            case LineBreak():
                words.append(" ")
            case Checkbox() | PageNumber() | PageCount() | Footnote():
                pass
            case _:
                assert_never(inline)
    return "".join(words)


def to_single_line(text: str) -> str:
    """Make tabs and stray line ends spaces: a text holds no line break."""
    if "\n" in text or "\t" in text or "\r" in text:
        return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text

"""Text before it is broken into lines: runs, segments, links and footnotes.

In → Out: nothing in; the values that describe the look of text and what it belongs to out.
Must not: read a style, or measure anything.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.document import Align, Block
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.fonts.font_fallback import FontFallback


class LinkTarget(Struct, eq=False):
    """A link's destination, shared by all its runs. Shape: either `uri` or `anchor`."""

    uri: str = ""
    anchor: str = ""
    description: str = ""
    """The link's text, for screen readers."""


class FootnoteEntry(Struct, eq=False):
    """A footnote, shared by its mark and its text. Shape: `element` is set with its box."""

    number: int
    blocks: tuple[Block, ...]
    element: Element | None = None

    @property
    def anchor(self) -> str:
        """The anchor of its text; it has a hyphen, which no anchor of a document has."""
        return f"note-{self.number}"


class Run(Struct, frozen=True, eq=False, kw_only=True):
    """The look of a stretch of text. Units: points; colours `#rrggbb`, empty for none."""

    font: FontFallback
    size: float
    color: str
    tracking: float = 0.0
    tag: str = ""
    """The structure type of the text inside its paragraph, if it has one of its own."""
    expansion: str = ""
    """The full words of an abbreviation."""
    background: str = ""
    edge: str = ""
    is_struck: bool = False
    link: LinkTarget | None = None
    anchor: str = ""
    """The anchor at this text, for links to it."""
    rise: float = 0.0
    """How far above the line's baseline the text is set."""
    note: FootnoteEntry | None = None
    level: int = 0
    """The embedding level: odd if the text runs from right to left. Source: UAX #9."""
    origin: Run | None = None
    """The run that this one is a part of, if it was split by direction."""

    @property
    def is_marked(self) -> bool:
        return bool(self.tag or self.anchor)

    @property
    def is_underlined(self) -> bool:
        """Whether the text links out of the document, which colour alone must not show."""
        return self.link is not None and bool(self.link.uri)


class Segment(Struct, frozen=True):
    """Text of one run. Shape: an atom is never broken; a newline alone ends the line."""

    run: Run
    text: str
    is_atom: bool = False
    padding: float = 0.0


class ParagraphSetting(Struct, frozen=True, eq=False, kw_only=True):
    """How the paragraphs of one text style are set. Units: points.

    Shape: `baseline` is the distance of the first baseline from the box's top.
    """

    run: Run
    leading: float
    baseline: float
    before: float
    after: float
    align: Align
    keeps_next: bool


def to_single_line(text: str) -> str:
    """Replace tabs and line ends by spaces: line breaks are inlines of their own."""
    if "\n" in text or "\t" in text or "\r" in text:
        return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text

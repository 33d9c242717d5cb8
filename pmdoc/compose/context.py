"""What a part may ask while it composes: the incident, the layout, the language, the pictures.

In → Out: nothing in; the `Context` that goes through all of composing.
Must not: read files; pictures arrive loaded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import tzinfo

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.abbreviations import Abbreviations
from pmdoc.compose.reviewer_comments import CommentAnchors
from pmdoc.compose.rewrite import rewrite
from pmdoc.diagnostics.problem import Problem
from pmdoc.lang import Language
from pmdoc.layout import Layout
from pmdoc.markdown import parse, parse_inline
from pmdoc.model.chart import Dataset
from pmdoc.model.derived import Derived
from pmdoc.model.document import Block, Image, Inline, Paragraph
from pmdoc.model.incident import Incident

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST = 32  # Word takes 40 characters; this leaves room for a number


class AnchorRegistry:
    """Hands out anchors: readable, ASCII, unique, and the same for the same input."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def make(self, text: str) -> str:
        """Return a new anchor that looks like the text."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        stem = _NOT_A_NAME.sub("_", plain.casefold()).strip("_")[:_LONGEST].rstrip("_")
        if not stem or not stem[0].isalpha():
            stem = f"s_{stem}".rstrip("_")
        count = self._taken.get(stem, 0) + 1
        self._taken[stem] = count
        return stem if count == 1 else self.make(f"{stem}_{count}")


class Context(Struct, frozen=True, kw_only=True):
    """Everything that composing may look at, and what its parts tell one another."""

    incident: Incident
    figures: Derived
    """What follows from the incident's moments, or what its author states instead."""
    layout: Layout
    language: Language
    """The report's."""
    images: Mapping[str, Image]
    """The pictures by their `key` in the incident, loaded."""
    problems: list[Problem]
    """What composing finds wrong; grows as it goes."""
    is_form: bool = False
    """Whether there is room to write where the incident has nothing."""
    digest: str = ""
    """The SHA-256 of the content, in hex, where every page is to name it."""
    author_language: str = ""
    """The language that the incident is written in, where the report's is another."""
    layout_is_house: bool = False
    """Whether the layout is none of ours, and may have words that no language file knows."""
    zone: tzinfo | None = None
    """The time zone to show beside UTC."""
    data: Mapping[int, tuple[Dataset, ...]] = field(default_factory=dict)
    """The series of the incident's charts, by the place of the chart in its list."""
    anchors: AnchorRegistry = field(default_factory=AnchorRegistry)
    reference_anchors: dict[str, str] = field(default_factory=dict)
    """Where references are listed: their ids, each with its anchor."""
    unlisted_anchors: set[str] = field(default_factory=set)
    """The anchors of headings that the contents list leaves out."""
    places: dict[str, list[str]] = field(default_factory=dict)
    """What an author may refer to (ids, files of pictures, paths of lists that have a table), each
    with the anchors of all that show it."""
    marks: set[str] = field(default_factory=set)
    """Signs of Markdown, met in the texts, that need a look at the whole document: `#` for a
    reference, `^` for a footnote."""
    wide: dict[str, bool] = field(default_factory=dict)
    """The anchors of tables for which the layout says whether they stand on a wide page."""
    abbreviations: Abbreviations | None = None
    """What the incident writes out, if it does."""
    comments: CommentAnchors = field(default_factory=CommentAnchors)

    def parse(self, text: str) -> tuple[Block, ...]:
        """Turn an author's text into blocks."""
        self._note_marks(text)
        return self._marked(parse(text), text)

    def parse_inline(self, text: str) -> tuple[Inline, ...]:
        """Turn an author's text of one line into inlines."""
        self._note_marks(text)
        inlines = parse_inline(text)
        if self.abbreviations is None:
            return inlines
        (line,) = self._marked((Paragraph(inlines),), text)
        return line.children if isinstance(line, Paragraph) else inlines

    def _marked(self, blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
        """Mark the abbreviations that the incident writes out; most texts have none."""
        known = self.abbreviations
        return known.mark(blocks) if known and known.pattern.search(text) else blocks

    def authored(self, text: str) -> tuple[Block, ...]:
        """Turn an author's text into blocks that say their language where it is not the report's.

        A reader by ear hears each passage in its own language.
        """
        blocks = self.parse(text)
        if not self.author_language:
            return blocks

        def tell(node: object) -> object:
            if isinstance(node, Paragraph):
                return replace(node, language=self.author_language)
            return node

        return rewrite(blocks, tell)

    def _note_marks(self, text: str) -> None:
        if "[" not in text:
            return
        if "#" in text:
            self.marks.add("#")
        if "[^" in text or "^[" in text:
            self.marks.add("^")

    def place(self, name: str, called: str = "") -> str:
        """Return a new anchor for what an author may refer to by a name.

        An anchor reads like its name and can be seen in the finished file. `called` gives it other
        words where the name, such as a file's, is not for readers.
        """
        anchor = self.anchors.make(called or name)
        self.places.setdefault(name, []).append(anchor)
        return anchor

    def label(self, text: str) -> str:
        """Return a title or label of the layout in the report's language."""
        return self.language.label(text, is_custom=self.layout_is_house)

    @property
    def is_blank(self) -> bool:
        """Whether this is a form without any incident."""
        return self.is_form and not self.incident.incident.id

    def word(self, key: str, **values: str) -> str:
        """Return a fixed word in the report's language."""
        return self.language.word(key, **values)

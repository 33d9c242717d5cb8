"""What all flows of one document share: styles, lists, pictures, bookmarks, page numbers, remarks.

In → Out: anchors, pictures and properties in, the names that all parts know them by out.
Must not: write a paragraph; flows do.
Source: ECMA-376 part 1, 17.13.6 (bookmarks), 20.4.2.5 (drawing ids).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pmdoc.model.document import CaptionKind, Image, Metadata
from pmdoc.render.docx.charts.chart_xml import ChartParts
from pmdoc.render.docx.comments import DocumentComments
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.forms.content_controls import ContentControls
from pmdoc.render.docx.ooxml.xml import bookmark, bookmark_around
from pmdoc.render.docx.styles.character_style import SYMBOL, ParagraphContext
from pmdoc.render.docx.styles.numbering import Numbering
from pmdoc.render.docx.styles.stylesheet import StyleSheet
from pmdoc.render.renderer_protocol import RenderOptions
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole

if TYPE_CHECKING:
    from pmdoc.render.docx.template.merge import TemplateStyles

SEQUENCES = {CaptionKind.TABLE: "Table", CaptionKind.FIGURE: "Figure"}
"""What Word counts by, whatever the language of the label."""
LONGEST_PROPERTY = 255
"""Word's limit for the text of a property."""
_NOT_A_NAME = re.compile(r"[^0-9A-Za-z_]")
_NAME_LENGTH = 40


class DocumentContext(Struct, kw_only=True):
    """What all stories of one document share: styles, lists, pictures, ids, page numbers."""

    style: Style
    options: RenderOptions
    faces: Typefaces
    sheet: StyleSheet
    numbering: Numbering
    columns: ColumnWidths
    answers: ContentControls
    metadata: Metadata
    house: TemplateStyles | None = None
    counted: frozenset[str] = frozenset()
    """The headings that Word numbers itself, by anchor."""
    unlisted: frozenset[str] = frozenset()
    """The headings that a contents list passes over, by anchor."""
    is_right_to_left: bool = False
    language: str = "en"
    pages: dict[str, int] = field(default_factory=dict)
    page_count: int = 1
    images: list[Image] = field(default_factory=list)
    charts: list[ChartParts] = field(default_factory=list)
    drawing_count: int = 0
    bookmark_count: int = 0
    remarks: DocumentComments = field(default_factory=DocumentComments)
    _notes: FlowWriter | None = None
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=lambda: {n.lower() for n in SEQUENCES.values()})
    """Names of bookmarks. LibreOffice shows no reference to one that has the name of a counter."""
    _marked: set[str] = field(default_factory=set)

    @property
    def notes(self) -> FlowWriter:
        """The footnotes, each one part of this story."""
        if self._notes is None:
            self._notes = FlowWriter(self)
        return self._notes

    @property
    def has_notes(self) -> bool:
        """Whether there are footnotes."""
        return self._notes is not None

    def bookmark_name(self, anchor: str) -> str:
        """Return the bookmark of an anchor: Word takes letters, digits and underscores only."""
        if anchor not in self._names:
            name = _NOT_A_NAME.sub("_", anchor)[:_NAME_LENGTH]
            if not name[:1].isalpha():
                name = ("a" + name)[:_NAME_LENGTH]
            base, number = name, 1
            while name.lower() in self._taken:
                number += 1
                name = f"{base[: _NAME_LENGTH - 6]}_{number}"
            self._names[anchor] = name
            self._taken.add(name.lower())
        return self._names[anchor]

    def bookmark(self, anchor: str) -> str:
        """Return the bookmark element of an anchor; the first place counts."""
        if not anchor or anchor in self._marked:
            return ""
        self._marked.add(anchor)
        self.bookmark_count += 1
        return bookmark(self.bookmark_count, self.bookmark_name(anchor))

    def bookmark_around(self, anchor: str, content: str) -> str:
        """Return content inside the bookmark of an anchor; the first place counts."""
        if not anchor or anchor in self._marked:
            return content
        self._marked.add(anchor)
        self.bookmark_count += 1
        return bookmark_around(self.bookmark_count, self.bookmark_name(anchor), content)

    def numbers_headings(self, level: int) -> bool:
        """Say whether the style of a level brings a number along: ours, or a house's."""
        is_theirs = self.house is not None and self.house.has_list(f"heading {level}")
        return bool(self.counted) or is_theirs

    def has_property(self, name: str, text: str) -> bool:
        """Say whether a field that shows a property of the file would show this text.

        Word has no way to write a quotation mark in the name that a field asks for.
        """
        known = next((value for one, value in self.metadata.properties if one == name), "")
        return text == known[:LONGEST_PROPERTY] and '"' not in name and name == name.strip()

    @property
    def box_style(self) -> str:
        """The character style of a box to tick: in a font that has one."""
        body = self.style.text[TextRole.BODY]
        if not self.faces.stand_in("\u2610", body.family):
            return ""
        return self.sheet.characters.style_id((SYMBOL,), ParagraphContext.from_text_style(body))

    @property
    def accent(self) -> str:
        """The colour of the brand: ours, or that of the house whose template it is."""
        ours = self.style.accent
        return self.house.accent(ours) if self.house is not None else ours

    @property
    def running_pages(self) -> tuple[str, ...]:
        """The pages whose header and footer are their own, as a house's letterhead wants it."""
        letterhead = self.house.letterhead if self.house is not None else None
        return letterhead.pages if letterhead is not None else ("default",)

    def image_index(self, image: Image) -> int:
        """Return the place of an image among the document's, each one stored once."""
        for index, known in enumerate(self.images):
            if known.data == image.data:
                return index
        self.images.append(image)
        return len(self.images) - 1

    def next_drawing(self) -> int:
        """Return a drawing id that no part has yet. Source: ECMA-376 part 1, 20.4.2.5."""
        self.drawing_count += 1
        return self.drawing_count

"""State that all parts of one document share: styles, lists, pictures, bookmarks, page numbers.

In → Out: anchors, pictures and properties in; the names and numbers that parts use for them out.
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
from pmdoc.render.docx.forms.content_controls import ContentControls
from pmdoc.render.docx.ooxml.xml import bookmark_around
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
"""The sequences that Word numbers captions by, whatever the language of the label."""
LONGEST_PROPERTY = 255
"""Word's limit for the text of a property."""
_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z_]")
_NAME_LENGTH = 40
"""Word's limit for the name of a bookmark."""


class DocumentContext(Struct, kw_only=True):
    """State that all flows of one document share."""

    style: Style
    options: RenderOptions
    faces: Typefaces
    stylesheet: StyleSheet
    numbering: Numbering
    column_widths: ColumnWidths
    content_controls: ContentControls
    metadata: Metadata
    template_styles: TemplateStyles | None = None
    numbered_headings: frozenset[str] = frozenset()
    """Anchors of the headings that Word numbers itself."""
    unlisted_headings: frozenset[str] = frozenset()
    """Anchors of the headings that the contents list leaves out."""
    is_right_to_left: bool = False
    language: str = "en"
    pages: dict[str, int] = field(default_factory=dict)
    """The estimated page of each anchor."""
    page_count: int = 1
    images: list[Image] = field(default_factory=list)
    charts: list[ChartParts] = field(default_factory=list)
    comments: DocumentComments = field(default_factory=DocumentComments)
    _drawing_count: int = 0
    _bookmark_count: int = 0
    _bookmark_names: dict[str, str] = field(default_factory=dict)
    _taken_names: set[str] = field(default_factory=lambda: {n.lower() for n in SEQUENCES.values()})
    """LibreOffice shows no reference to a bookmark that has the name of a sequence."""
    _bookmarked: set[str] = field(default_factory=set)

    def bookmark_name(self, anchor: str) -> str:
        """Return the bookmark name of an anchor: Word allows letters, digits and underscores only.

        Example: `actions.a-1` becomes `actions_a_1`; a second anchor of that form, `actions.a.1`,
        becomes `actions_a_1_2`.
        """
        if anchor not in self._bookmark_names:
            name = _NOT_IN_NAMES.sub("_", anchor)[:_NAME_LENGTH]
            if not name[:1].isalpha():
                name = ("a" + name)[:_NAME_LENGTH]
            base, number = name, 1
            while name.lower() in self._taken_names:
                number += 1
                name = f"{base[: _NAME_LENGTH - 6]}_{number}"
            self._bookmark_names[anchor] = name
            self._taken_names.add(name.lower())
        return self._bookmark_names[anchor]

    def bookmark(self, anchor: str) -> str:
        """Return the empty bookmark of an anchor; "" if the anchor has one already."""
        return self.bookmark_around(anchor, "")

    def bookmark_around(self, anchor: str, content: str) -> str:
        """Return content inside the bookmark of an anchor, unless the anchor has one already."""
        if not anchor or anchor in self._bookmarked:
            return content
        self._bookmarked.add(anchor)
        self._bookmark_count += 1
        return bookmark_around(self._bookmark_count, self.bookmark_name(anchor), content)

    def has_heading_numbers(self, level: int) -> bool:
        """Return whether the style of a heading level, ours or the template's, brings a number."""
        template = self.template_styles
        is_in_template = template is not None and template.has_list(f"heading {level}")
        return bool(self.numbered_headings) or is_in_template

    def has_property(self, name: str, text: str) -> bool:
        """Return whether a field that shows the property `name` of the file would show `text`.

        Word has no way to write a quotation mark in the name that a field asks for.
        """
        value = next((value for one, value in self.metadata.properties if one == name), "")
        return text == value[:LONGEST_PROPERTY] and '"' not in name and name == name.strip()

    @property
    def box_style(self) -> str:
        """The character style of a box to tick, in a font that has one."""
        body = self.style.text[TextRole.BODY]
        if not self.faces.substitute("\u2610", body.family):
            return ""
        paragraph = ParagraphContext.from_text_style(body)
        return self.stylesheet.characters.style_id((SYMBOL,), paragraph)

    @property
    def accent(self) -> str:
        """The accent colour, which a template may replace by its own."""
        ours = self.style.accent
        return self.template_styles.accent(ours) if self.template_styles is not None else ours

    @property
    def page_types(self) -> tuple[str, ...]:
        """The page types (`default`, `first`, `even`) with headers and footers of their own.

        Only a template's letterhead asks for more than the default.
        """
        letterhead = self.template_styles.letterhead if self.template_styles is not None else None
        return letterhead.page_types if letterhead is not None else ("default",)

    def image_index(self, image: Image) -> int:
        """Return the index of an image in `images`, where equal images are stored once."""
        for index, known in enumerate(self.images):
            if known.data == image.data:
                return index
        self.images.append(image)
        return len(self.images) - 1

    def next_drawing(self) -> int:
        """Return an unused drawing id. Source: ECMA-376 part 1, 20.4.2.5."""
        self._drawing_count += 1
        return self._drawing_count

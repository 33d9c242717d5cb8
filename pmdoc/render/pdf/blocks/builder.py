"""Build boxes of text, of paragraphs and of nested blocks.

In → Out: a style and fonts in; boxes out.
Must not: know the kinds of blocks; `dispatch` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from pmdoc.model.document import Block, Inline, Paragraph, ParagraphRole, Text, is_line_to_write_on
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.rules_and_bars import WriteInBox
from pmdoc.render.pdf.layout.wrappers import PaddedBox
from pmdoc.render.pdf.text.inline_runs import RunBuilder
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.pdf.text.runs import Segment, to_single_line
from pmdoc.style.style import Style, TextRole, TextStyle

_ROLES: dict[ParagraphRole, TextRole] = {
    role: TextRole(role.value) for role in ParagraphRole if role is not ParagraphRole.BODY
}
_TAGS = {ParagraphRole.LEAD: "Lead", ParagraphRole.LABEL: "Label"}


class BlockContext(Struct, frozen=True, kw_only=True):
    """The context of nested blocks: their parent element, and the role of plain paragraphs.

    Shape: `depth` counts the lists around them.
    """

    parent: Element
    role: TextRole = TextRole.BODY
    depth: int = 0
    is_cell: bool = False


class BoxBuilder:
    """Build the boxes of blocks and texts.

    Units: `frame` is the width and height of the text area in points, set for each kind of page
    before its blocks are built. Shape: with `is_fillable`, blanks become form fields.
    """

    def __init__(
        self,
        style: Style,
        fonts: DocumentFonts,
        block_boxes: Callable[[BoxBuilder, Block, BlockContext], Sequence[Box]],
        *,
        is_rtl: bool = False,
        is_fillable: bool = False,
    ) -> None:
        self.style = style
        self.fonts = fonts
        self.frame = (0.0, 0.0)
        self.is_rtl = is_rtl
        self.is_fillable = is_fillable
        self.runs = RunBuilder(style, fonts)
        self._block_boxes = block_boxes

    def build(self, blocks: Iterable[Block], context: BlockContext) -> list[Box]:
        return [box for block in blocks for box in self._block_boxes(self, block, context)]

    def text_box(
        self, inlines: Sequence[Inline], look: TextStyle, element: Element | None
    ) -> TextBox:
        """Return a box of inlines. Without an element, the caller marks the content."""
        setting = self.runs.paragraph_setting(look)
        if len(inlines) == 1 and isinstance(inlines[0], Text):
            segments = [Segment(setting.run, to_single_line(inlines[0].text))]
        else:
            segments = self.runs.segments(inlines, look)
        box = TextBox(segments, setting, is_rtl=self.is_rtl)
        box.element = element
        return box

    def plain_text_box(self, text: str, look: TextStyle, element: Element | None) -> TextBox:
        return self.text_box((Text(text),), look, element)

    def text_width(self, text: str, look: TextStyle) -> float:
        """Return the width of plain text on one line. Units: points."""
        return self.plain_text_box(text, look, None).extent()[0]

    def look_of(self, paragraph: Paragraph, role: TextRole) -> TextStyle:
        """Return a paragraph's text style; plain ones take the role of their context."""
        return self.style.text[_ROLES.get(paragraph.role, role)]

    def paragraph_box(self, block: Paragraph, context: BlockContext) -> Box:
        if is_line_to_write_on(block):
            box = self._blank(block, context)
        else:
            tag = _TAGS.get(block.role, "P")
            element = context.parent.child(tag, language_attribute(block))
            box = self.text_box(block.children, self.look_of(block, context.role), element)
        if block.keep_with_next:
            box.keeps_next = True
        return box

    def _blank(self, block: Paragraph, context: BlockContext) -> Box:
        """Return a line to write on; in a table, the row's rule is that line."""
        look = self.style.text[TextRole.BLANK]
        if block.children:
            element, text = None, self.text_box(block.children, look, context.parent.child("P"))
        else:  # tells screen readers that there is something to fill in
            element, text = context.parent.child("P", text_attribute("ActualText", "…")), None
        color = "" if context.is_cell else self.style.rule
        return WriteInBox(text, element, (look.leading.pt, look.space_after.pt), color)

    def background_box(
        self, inner: Sequence[Box], padding: tuple[float, float, float, float], color: str
    ) -> PaddedBox:
        """Return boxes on a coloured background, spaced like a table."""
        box = PaddedBox(StackBox(inner), padding)
        box.background = color
        box.before = max(self.style.table.space_before.pt, box.before)
        box.after = self.style.table.space_after.pt
        box.keeps_next = False
        return box


def language_attribute(block: Paragraph) -> str:
    """Return the Lang entry of a paragraph in another language than the document's."""
    return text_attribute("Lang", block.language) if block.language else ""

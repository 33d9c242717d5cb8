"""Where blocks stand, and which paragraph style each role has there.

In → Out: a place and a role in, a style id out.
Must not: write XML.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import ParagraphRole, Tone
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.numbering import LEVELS
from pmdoc.render.docx.styles.stylesheet import PARAGRAPH_STYLES, StyleChange


class ContainerKind(StrEnum):
    """What blocks stand in."""

    FLOW = "flow"
    CELL = "cell"
    QUOTE = "quote"
    CALLOUT = "callout"


class Container(Struct, frozen=True, kw_only=True):
    """What blocks stand in. Units: `width` in twentieths of a point; `depth` counts list levels."""

    width: int
    kind: ContainerKind = ContainerKind.FLOW
    depth: int = 0
    cell_style: str = "TableCell"
    list_style: str = "TableList"
    tone: Tone = Tone.INFO

    def deeper(self, step: int) -> Container:
        """Return the place one list level further in."""
        if self.depth >= LEVELS:
            return self
        return replace(self, depth=self.depth + 1, width=max(self.width - step, step))

    def style_id(self, story: FlowWriter, role: ParagraphRole) -> str:
        """Return the paragraph style of a role here."""
        sheet = story.book.sheet
        indent = self.depth * story.book.style.indent.twips
        is_body = role is ParagraphRole.BODY
        if self.kind is ContainerKind.FLOW and self.depth and is_body:
            return f"ListContinue{self.depth if self.depth > 1 else ''}"
        if self.kind is ContainerKind.CELL:
            style_id = sheet.in_cell(role, self.cell_style)
        elif self.kind is ContainerKind.CALLOUT:
            return sheet.in_callout(role, self.tone)
        elif self.kind is ContainerKind.QUOTE and is_body:
            style_id = "Quote"
        else:
            style_id = PARAGRAPH_STYLES[role]
        return sheet.derive(style_id, StyleChange(indent=indent)) if indent else style_id

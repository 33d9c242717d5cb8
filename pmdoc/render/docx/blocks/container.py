"""What surrounds a block, and which paragraph style each role has there.

In → Out: a container and a role in, a style id out.
Must not: write XML.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import Block, Paragraph, ParagraphRole, Tone
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.stylesheet import PARAGRAPH_STYLES, StyleChange
from pmdoc.render.text.list_markers import MOST_LEVELS


class ContainerKind(StrEnum):
    """The kinds of containers. `FLOW` is the page itself."""

    FLOW = "flow"
    CELL = "cell"
    QUOTE = "quote"
    CALLOUT = "callout"


class Container(Struct, frozen=True, kw_only=True):
    """What surrounds a block. Units: `width` in twips; `depth` counts indents, `level` lists."""

    width: int
    kind: ContainerKind = ContainerKind.FLOW
    depth: int = 0
    level: int = 0
    cell_style: str = "TableCell"
    list_style: str = "TableList"
    tone: Tone = Tone.INFO

    def deeper(self, step: int) -> Container:
        """Return the container one indent further in."""
        if self.depth >= MOST_LEVELS:
            return self
        return replace(self, depth=self.depth + 1, width=max(self.width - step, step))

    def indented(self, flow: FlowWriter, style_id: str) -> str:
        """Return a paragraph style indented to the container's depth."""
        indent = self.depth * flow.context.style.indent.twips
        change = StyleChange(indent=indent)
        return flow.context.stylesheet.derive(style_id, change) if indent else style_id

    def style_id(self, flow: FlowWriter, role: ParagraphRole) -> str:
        """Return the paragraph style that a role has in the container."""
        stylesheet = flow.context.stylesheet
        is_body = role is ParagraphRole.BODY
        match self.kind:
            case ContainerKind.CALLOUT:
                return stylesheet.in_callout(role, self.tone)
            case ContainerKind.FLOW if self.depth and is_body:
                return f"ListContinue{self.depth if self.depth > 1 else ''}"
            case ContainerKind.CELL:
                style_id = stylesheet.in_cell(role, self.cell_style)
            case ContainerKind.QUOTE if is_body:
                style_id = "Quote"
            case _:
                style_id = PARAGRAPH_STYLES[role]
        return self.indented(flow, style_id)


def is_set_close(block: Block, above: Block | None) -> bool:
    """Return whether a paragraph of a cell follows another one without space between them."""
    if not (isinstance(block, Paragraph) and isinstance(above, Paragraph)):
        return False
    return above.role is ParagraphRole.BODY

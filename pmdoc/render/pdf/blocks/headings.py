"""Build headings with numbers and bookmarks, and contents lists.

In → Out: a heading or a contents list in, boxes with anchors out.
Must not: number or phrase anything; the document has its numbers.
Source: ISO 32000-1, 14.8.4.3.2 (TOC, TOCI, Reference), 14.8.4.3.3 (H1 to H6).
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.model.document import Contents, ContentsEntry, Heading
from pmdoc.model.document.block_text import inline_text
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, PageBreakBox, PlainBox, StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, MarkerBox
from pmdoc.render.text.toc_fit import share_kept
from pmdoc.style.style import TextRole, TextStyle

_NUMBER_GAP = 0.6
"""Space between a number and its heading. Units: type size."""
_PAGE_NUMBER = "0000"
_CAPTION_LEVEL = 2
"""Lists of tables and figures are set like this level of the contents."""


def heading_role(level: int) -> TextRole:
    """Return the role of a heading's level; levels from 4 on share one."""
    return TextRole(f"heading-{min(level, 4)}")


def heading_boxes(builder: BoxBuilder, block: Heading, context: BlockContext) -> list[Box]:
    """Return a heading's box, with its number as a hanging marker."""
    look = builder.style.text[heading_role(block.level)]
    element = context.parent.child(f"H{min(block.level, 6)}")
    body: Box = builder.text_box(block.children, look, element)
    if block.number:
        body = _numbered(builder, block.number, look, element, body)
    title = f"{block.number} {inline_text(block.children)}".strip()
    return [AnchoredBox(body, block.anchor, level=block.level, title=title)]


def _numbered(
    builder: BoxBuilder, number: str, look: TextStyle, element: Element, body: Box
) -> Box:
    marker = builder.plain_text_box(number + " ", look, element)
    width = builder.text_width(number, look)
    return MarkerBox(marker, body, width + _NUMBER_GAP * look.size.pt)


# --- the contents list ----------------------------------------------------------------------------


def contents_boxes(builder: BoxBuilder, block: Contents, context: BlockContext) -> list[Box]:
    """Return the list's title and one box an entry; no boxes for a list without entries."""
    if not block.entries:
        return []
    root = context.parent.child("TOC")
    boxes: list[Box] = []
    if block.title:
        look = builder.style.text[TextRole.CONTENTS_TITLE]
        title = builder.plain_text_box(block.title, look, root.child("Caption"))
        title.keeps_next = True
        boxes.append(title)
    numbers = _number_widths(builder, block)
    trees = [root]
    for entry in block.entries:
        depth = max(1, entry.level)
        while len(trees) > depth:
            trees.pop()
        while len(trees) < depth and any(isinstance(kid, Element) for kid in trees[-1].kids):
            trees.append(trees[-1].child("TOC"))
        look = _entry_look(builder, entry.level if block.kind is None else _CAPTION_LEVEL)
        boxes.append(_ContentsEntryBox(builder, entry, trees[-1], look, numbers))
    boxes[-1].after = builder.style.table.space_after.pt
    return boxes


def _number_widths(builder: BoxBuilder, block: Contents) -> dict[int, float]:
    widths: dict[int, float] = {}
    for entry in block.entries:
        if entry.number:
            look = _entry_look(builder, entry.level)
            width = builder.text_width(entry.number, look) + look.size.pt
            widths[entry.level] = max(width, widths.get(entry.level, 0.0))
    return widths


def _entry_look(builder: BoxBuilder, level: int) -> TextStyle:
    return builder.style.text[TextRole(f"contents-{max(1, min(level, 3))}")]


def tighten_contents(boxes: Sequence[Box], size: tuple[float, float]) -> None:
    """Reduce the spaces in a contents list that would leave a few lines to the next page.

    Shape: `boxes` start a page. Nothing changes if reducing the spaces is not enough, or if there
    is a page break before the end of the list.
    """
    entries = [index for index, box in enumerate(boxes) if isinstance(box, _ContentsEntryBox)]
    if not entries or any(isinstance(box, PageBreakBox) for box in boxes[: entries[-1]]):
        return
    width, height = size
    excess = StackBox(boxes[: entries[-1] + 1]).measure(width) - height
    spare = sum(max(boxes[index].before, boxes[index - 1].after) for index in entries[1:])
    if share := share_kept(excess, spare):
        for index in entries:
            boxes[index].before *= share
            if index != entries[-1]:
                boxes[index].after *= share


class _ContentsEntryBox(PlainBox):
    """An entry of a contents list: number, text, leader and page number, all one link."""

    def __init__(
        self,
        builder: BoxBuilder,
        entry: ContentsEntry,
        tree: Element,
        look: TextStyle,
        numbers: dict[int, float],
    ) -> None:
        self.before, self.after = look.space_before.pt, look.space_after.pt
        self._builder, self._look, self._entry = builder, look, entry
        self._link = tree.child("TOCI").child("Reference").child("Link")
        self._indent = sum(numbers.get(level, 0.0) for level in range(1, entry.level))
        self._shift = numbers.get(entry.level, 0.0)
        self._text = builder.text_box(entry.children, look, None)
        self._page_width = builder.text_width(_PAGE_NUMBER, look)
        self._height = 0.0

    def measure(self, width: float) -> float:
        """Break the text beside the page numbers, and return its height."""
        self._width = width
        if self._indent + self._shift > width / 2:
            self._indent = self._shift = 0.0
        room = width - self._indent - self._shift - self._page_width
        self._height = self._text.measure(max(1.0, room))
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        entry, leading = self._entry, self._look.leading.pt
        left = x + self._indent
        base = y + self._height - leading + self._text.baseline
        if entry.number:
            number = self._builder.plain_text_box(entry.number + " ", self._look, self._link)
            number.measure(1000.0)
            number.draw(canvas, left, y)
        self._text.element = self._link
        self._text.draw(canvas, left + self._shift, y)
        page = canvas.resources.page_of.get(entry.anchor)
        if page is not None:
            self._draw_page_number(canvas, (x, left + self._shift, base), str(page + 1))
        box = (left, y, self._width - self._indent, self._height)
        canvas.add_link(self._link, box, inline_text(entry.children), ("", entry.anchor))

    def _draw_page_number(
        self, canvas: PageCanvas, at: tuple[float, float, float], number: str
    ) -> None:
        x, left, base = at
        shape = self._builder.runs.plain_run(self._look).font.shape(number)
        width = shape.width * self._look.size.pt / 1000
        right = x + self._width - width
        gap = self._look.size.pt * 0.6
        start = left + self._text.last_width + gap
        canvas.draw_leader(start, base, right - gap - start, self._look.color)
        page = self._builder.plain_text_box(number, self._look, self._link)
        page.measure(1000.0)
        page.draw(canvas, right, base - page.baseline)

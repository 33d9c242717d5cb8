"""On which page each heading will stand, by counting lines.

In → Out: a `Document` in, a page for each anchor and the number of pages out.
Must not: be taken for layout: word processors set the pages, and their fields tell the truth
once somebody updates them. This is what the contents list says until then.
"""

from __future__ import annotations

from math import ceil
from typing import assert_never

from pmdoc.model.document import (
    Block,
    Callout,
    CodeBlock,
    Contents,
    Document,
    Figure,
    Grid,
    Heading,
    ItemList,
    KeyFigures,
    KeyValues,
    PageBreak,
    Paragraph,
    Quote,
    Revisions,
    Rule,
    SignOff,
    Table,
    Timeline,
    TitleBlock,
)
from pmdoc.render.docx.columns import ColumnWidths, simple_text
from pmdoc.render.docx.plain import lines, plain
from pmdoc.style.style import Style, TextRole, TextStyle

_CHARACTER_WIDTH = 0.5
"""An average character's share of the type size, in running text of a sans serif."""
_HEADINGS = (TextRole.HEADING_1, TextRole.HEADING_2, TextRole.HEADING_3, TextRole.HEADING_4)
_CONTENTS = (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)


def estimate_pages(
    document: Document, style: Style, columns: ColumnWidths
) -> tuple[dict[str, int], int]:
    """Return the page of each anchor, and how many pages there are."""
    counter = _Counter(style, columns)
    for block in document.blocks:
        counter.add(block)
    return counter.pages, counter.page


class _Counter:
    """Fills pages with heights. Units: points; `width` in twentieths of a point."""

    def __init__(self, style: Style, columns: ColumnWidths) -> None:
        self._style = style
        self._columns = columns
        page = style.page
        self._room = max((page.height - page.top - page.bottom) / 12700, 72.0)
        self._width = page.text_width.twips
        self._used = 0.0
        self.page = 1
        self.pages: dict[str, int] = {}

    def add(self, block: Block) -> None:
        """Count a block."""
        match block:
            case Heading():
                self._heading(block)
            case PageBreak():
                if self._used:
                    self._turn()
            case Table() | Timeline() | Revisions():
                self._mark(block.anchor)
                for height in self._rows(block.grid):
                    self._take(height)
                self._take(self._style.table.space_after.pt)
            case SignOff():
                self._mark(block.anchor)
                self._take(sum(self._rows(block.grid, signed=True)) + 30)
            case _:
                self._take(self._height(block, self._width))

    def _heading(self, block: Heading) -> None:
        look = self._style.text[_HEADINGS[min(block.level, 4) - 1]]
        body = self._style.text[TextRole.BODY]
        height = self._text(plain(block.children), look, self._width)
        if self._used + height + 2 * body.leading.pt > self._room:
            self._turn()
        self._mark(block.anchor)
        self._take(height)

    def _mark(self, anchor: str) -> None:
        if anchor:
            self.pages.setdefault(anchor, self.page)

    def _turn(self) -> None:
        self.page += 1
        self._used = 0.0

    def _take(self, height: float) -> None:
        """Use up room; what is higher than a page runs on."""
        if self._used and self._used + height > self._room and height <= self._room:
            self._turn()
        self._used += height
        while self._used > self._room:
            self.page += 1
            self._used -= self._room

    def _text(self, text: str, look: TextStyle, width: float) -> float:
        room = max(width / (look.size.twips * _CHARACTER_WIDTH), 1.0)
        count = sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
        return count * look.leading.pt + look.space_before.pt + look.space_after.pt

    def _height(self, block: Block, width: float) -> float:  # noqa: C901, PLR0911 - total
        text = self._style.text
        match block:
            case Paragraph():
                return self._text(plain(block.children), text[TextRole.BODY], width)
            case ItemList():
                return self._blocks(
                    tuple(b for item in block.items for b in item.blocks),
                    width - self._style.indent.twips,
                )
            case KeyValues():
                inner = width * (1 - self._style.key_width)
                return 12 + sum(self._blocks(item.blocks, inner) for item in block.items)
            case KeyFigures():
                return 70.0
            case Callout() | Quote():
                return 24 + self._blocks(block.blocks, width - self._style.indent.twips)
            case CodeBlock():
                return 18 + self._text(block.text, text[TextRole.CODE_BLOCK], width)
            case Figure():
                across = width / 20 * block.width
                high = across * block.image.height_px / max(block.image.width_px, 1)
                return min(high, self._room * 0.9) + 30
            case TitleBlock():
                return (
                    60
                    + self._text(block.title, text[TextRole.TITLE], width)
                    + 16 * len(block.facts)
                )
            case Contents():
                looks = (text[_CONTENTS[min(max(e.level, 1), 3) - 1]] for e in block.entries)
                return 40 + sum(look.leading.pt + look.space_before.pt for look in looks)
            case Heading() | Rule():
                return 24.0
            case Table() | Timeline() | SignOff() | Revisions():
                return sum(self._rows(block.grid))
            case PageBreak():
                return 0.0
            case _:
                assert_never(block)

    def _blocks(self, blocks: tuple[Block, ...], width: float) -> float:
        return sum(self._height(block, max(width, 200)) for block in blocks)

    def _rows(self, grid: Grid, *, signed: bool = False) -> list[float]:
        look, table = self._style.text[TextRole.TABLE_CELL], self._style.table
        widths = self._columns.widths(grid, self._width, is_signed=signed)
        padding = 2 * table.padding_x.twips
        room = [max((w - padding) / (look.size.twips * _CHARACTER_WIDTH), 1.0) for w in widths]
        frame = 2 * table.padding_y.pt + table.rule_width.pt
        least = self._style.signature_height.pt if signed else 0.0
        heights = [look.leading.pt + frame]
        for row in grid.rows:
            most = 1
            for cell, space in zip(row.cells, room, strict=False):
                text = simple_text(cell)
                if text is not None:
                    count = ceil(len(text) / space)
                else:
                    count = sum(max(1, ceil(len(one.text) / space)) for one in lines(cell.blocks))
                most = max(most, count)
            heights.append(max(most * look.leading.pt + frame, least))
        return heights

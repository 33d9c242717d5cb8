"""How high blocks are, cut into what stands together on a page.

In → Out: blocks and their width in, `PageChunk`s out.
Must not: write XML; what is written is decided elsewhere, and counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from math import inf
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.chart import BarChart, Chart, LineChart, TimelineChart
from pmdoc.model.document import (
    Block,
    Callout,
    CodeBlock,
    Contents,
    Figure,
    FigureRow,
    Grid,
    Heading,
    HorizontalRule,
    Inline,
    ItemList,
    KeyFigures,
    KeyValues,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quote,
    Revisions,
    SignOffTable,
    Table,
    Timeline,
    TitleBlock,
)
from pmdoc.model.page_kinds import holds_on, is_set_close, leads_in
from pmdoc.render.docx.blocks.key_values import figure_strip
from pmdoc.render.docx.blocks.tables import is_short, rows_kept
from pmdoc.render.docx.charts.chart_text import chart_height, drawing_context
from pmdoc.render.docx.pagination.line_count import LineCounter
from pmdoc.render.text.cell_patterns import CellPattern
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.plain_text import footnotes, plain_text
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole, TextStyle

Words = str | tuple[Inline, ...]
"""What is set in lines: characters, or inlines that may differ in type."""
_HEADINGS = (TextRole.HEADING_1, TextRole.HEADING_2, TextRole.HEADING_3, TextRole.HEADING_4)
_CONTENTS = (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)


class PageChunk(Struct, frozen=True):
    """What stands together on a page. Units: points.

    Shape: `line` is the height of a line where the piece may be parted between lines; `head` is
    the height of the table head that a new page repeats above it; `notes` is how much its
    footnotes take at the foot of its page.
    """

    height: float
    before: float = 0.0
    after: float = 0.0
    is_kept: bool = False
    anchor: str = ""
    starts_page: bool = False
    line: float = 0.0
    head: float = 0.0
    notes: float = 0.0


class BlockHeights:
    """Cuts blocks into pieces and measures them. Units: points; `width` and `across` in twips."""

    def __init__(
        self, style: Style, faces: Typefaces, columns: ColumnWidths, room: float, across: float
    ) -> None:
        self._style = _as_set(style, faces)
        self._drawn = style
        self._faces = faces
        self._count = LineCounter(style, faces)
        self._columns = columns
        self._room = room
        self._across = across
        self._in_cells: dict[tuple[int, int], TextStyle] = {}
        self._unbroken: dict[tuple[CellPattern, int], float] = {}

    def pieces(self, blocks: Iterable[Block], width: float) -> Iterator[PageChunk]:
        """Yield the pieces of blocks in their order."""
        blocks = tuple(blocks)
        for block, following in zip_longest(blocks, blocks[1:]):
            pieces = self._pieces(block, max(width, 200.0))
            if leads_in(block, following):
                yield from (replace(piece, is_kept=True) for piece in pieces)
            else:
                yield from pieces

    def _pieces(self, block: Block, width: float) -> Iterator[PageChunk]:  # noqa: C901, PLR0912 - total
        text, look = self._style.text, self._style.table
        match block:
            case Heading():
                role = text[_HEADINGS[min(max(block.level, 1), 4) - 1]]
                yield self._paragraph(block.children, role, width, block.anchor, kept=True)
            case Paragraph():
                piece = self._paragraph(block.children, text[TextRole(block.role)], width)
                yield replace(piece, notes=self._notes((block,)))
            case ItemList():
                yield from self._list(block, width - self._style.indent.twips)
            case Table() | Timeline() | Revisions() | SignOffTable():
                yield from self._table(block, width)
            case KeyValues():
                yield from self._key_values(block, width)
            case Quote():
                yield from self.pieces(block.blocks, width - self._style.indent.twips)
            case Callout():
                yield from self._callout(block, width - 4 * look.padding_x.twips)
            case CodeBlock():
                code = self._paragraph(block.text.rstrip("\n"), text[TextRole.CODE_BLOCK], width)
                yield PageChunk(
                    code.height + 2 * look.padding_y.pt,
                    text[TextRole.BODY].space_after.pt,
                    look.space_after.pt,
                    line=code.line,
                )
            case Figure():
                yield from self._figure(block, width)
            case FigureRow():
                yield from self._row(block, width)
            case LineChart() | BarChart() | TimelineChart():
                yield from self._chart(block, width)
            case KeyFigures():
                if block.figures:
                    yield self._figures(block, width)
            case TitleBlock():
                yield from self._title(block, width)
            case Contents():
                yield self._paragraph(block.title, text[TextRole.CONTENTS_TITLE], width)
                for entry in block.entries:
                    role = text[_CONTENTS[min(max(entry.level, 1), 3) - 1]]
                    yield self._paragraph(entry.children, role, width)
            case HorizontalRule():
                yield PageChunk(1.0, look.space_after.pt, look.space_after.pt)
            case PageBreak():
                yield PageChunk(0.0, is_kept=True, starts_page=True)
            case _:
                assert_never(block)

    def _notes(self, blocks: Iterable[Block]) -> float:
        """Measure the footnotes of blocks, which run across the foot of the page."""
        notes = [one.children for one in footnotes(blocks)]
        if not notes:
            return 0.0
        look = self._style.text[TextRole.NOTE]
        lines = sum(self._lines(note, look, self._across) for note in notes)
        return lines * look.leading.pt + len(notes) * look.space_after.pt

    def _callout(self, block: Callout, width: float) -> Iterator[PageChunk]:
        """Yield a frame's upper edge, what is in it, and its lower edge."""
        text, look = self._style.text, self._style.table
        edge = look.padding_y.pt * 1.5
        yield PageChunk(edge, text[TextRole.BODY].space_after.pt, is_kept=True)
        inside = list(self.pieces(block.blocks, width))
        if block.title:
            inside.insert(0, self._paragraph(block.title, text[TextRole.CALLOUT_TITLE], width))
        yield from inside[:-1]
        for piece in inside[-1:]:
            yield replace(piece, height=piece.height + edge, after=look.space_after.pt)

    def _list(self, block: ItemList, width: float) -> Iterator[PageChunk]:
        """Yield the items' pieces: close to one another, the last one as far off as body text."""
        held = None
        space = self._style.text[TextRole.BODY].space_after.pt
        gaps = {space: self._style.item_gap.pt}
        for item in block.items:
            for piece in self._item(item.blocks, width):
                if held is not None:
                    yield replace(held, after=gaps.get(held.after, held.after))
                held = piece
            if held is not None and len(item.blocks) > 1:
                yield replace(held, after=max(held.after, space))
                held = None
        if held is not None:
            yield replace(held, after=max(held.after, space))

    def _item(self, blocks: tuple[Block, ...], width: float) -> Iterator[PageChunk]:
        """Yield the pieces of an item, of which some stay with the next."""
        for at, block in enumerate(blocks):
            pieces = list(self._pieces(block, max(width, 200.0)))
            yield from pieces[:-1]
            for piece in pieces[-1:]:
                yield replace(piece, is_kept=piece.is_kept or holds_on(blocks, at))

    def _paragraph(
        self, words: Words, look: TextStyle, width: float, anchor: str = "", *, kept: bool = False
    ) -> PageChunk:
        return PageChunk(
            self._lines(words, look, width) * look.leading.pt,
            look.space_before.pt,
            look.space_after.pt,
            kept or look.keep_with_next,
            anchor,
            line=look.leading.pt,
        )

    def _lines(self, words: Words, look: TextStyle, width: float) -> int:
        if isinstance(words, str):
            return self._count.plain(words, look, width)
        return self._count.inlines(words, look, width)

    def _height(self, blocks: tuple[Block, ...], width: float, look: TextStyle) -> float:
        """Measure blocks inside a cell, where running text has the cell's type."""
        height, after = 0.0, 0.0
        for index, block in enumerate(blocks):
            if index:
                is_close = is_set_close(block, blocks[index - 1])
                height += after if is_close else max(after, self._style.item_gap.pt)
            own, after = self._inside(block, max(width, 200.0), look)
            height += own
        return max(height + after, look.leading.pt)

    def _inside(self, block: Block, width: float, look: TextStyle) -> tuple[float, float]:
        """Measure one block inside a cell: its height, and the space that it wants after it."""
        gap = self._style.item_gap.pt
        if isinstance(block, Paragraph):
            look = self._look_of(block, look)
            return self._lines(block.children, look, width) * look.leading.pt, look.space_after.pt
        if isinstance(block, ItemList):
            inner = width - self._style.indent.twips
            heights = [self._height(item.blocks, inner, look) for item in block.items]
            return sum(heights) + gap * (len(heights) - 1), gap
        pieces = list(self._pieces(block, width))
        return sum(piece.height + gap for piece in pieces) - gap, 0.0

    def _look_of(self, paragraph: Paragraph, look: TextStyle) -> TextStyle:
        """Return the type of a paragraph in a cell, made once. The styles outlive this object."""
        if paragraph.role is ParagraphRole.BODY:
            return look
        role = self._style.text[TextRole(paragraph.role)]
        key = (id(role), id(look))
        if key not in self._in_cells:
            self._in_cells[key] = replace(
                look,
                size=min(look.size, role.size),
                leading=min(look.leading, role.leading),
                bold=role.bold,
            )
        return self._in_cells[key]

    def _table(
        self, block: Table | Timeline | Revisions | SignOffTable, width: float
    ) -> Iterator[PageChunk]:
        text, is_signed = self._style.text, isinstance(block, SignOffTable)
        caption = () if isinstance(block, Revisions | SignOffTable) else block.caption
        if caption:
            yield self._paragraph(caption, text[TextRole.CAPTION], width, kept=True)
        if isinstance(block, SignOffTable) and block.statement:
            yield self._paragraph(block.statement, text[TextRole.BODY], width, kept=True)
        heights = list(self._rows(block.grid, width, is_signed=is_signed))
        self._columns.grid(block.grid).heights = heights[1:]
        has_head = any(column.title.strip() for column in block.grid.columns)
        is_whole = is_signed or is_short([row.cells for row in block.grid.rows])
        first = 0 if has_head else 1
        rows = list(zip(heights, (0.0, *self._row_notes(block.grid)), strict=True))[first:]
        yield from self._kept_rows(rows, block.anchor, is_whole=is_whole, has_head=has_head)

    def _row_notes(self, grid: Grid) -> Iterator[float]:
        """Yield how much the footnotes of each row take; a wording has none."""
        for row, wordings in zip(grid.rows, self._columns.grid(grid).rows, strict=True):
            cells = zip(row.cells, wordings, strict=True)
            yield sum(self._notes(cell.blocks) for cell, wording in cells if wording is None)

    def _kept_rows(
        self, rows: list[tuple[float, float]], anchor: str, *, is_whole: bool, has_head: bool
    ) -> Iterator[PageChunk]:
        """Yield rows, each a height and that of its notes; the head stays with the first ones.

        No row is left alone.
        """
        last = len(rows) - 1
        stay = rows_kept(len(rows) - has_head, is_small=is_whole)
        for index, (height, notes) in enumerate(rows):
            kept = index < has_head or stay[index - has_head]
            after = self._style.table.space_after.pt if index == last else 0.0
            head = rows[0][0] if index and has_head else 0.0
            named = anchor if index == 0 else ""
            yield PageChunk(height, 0.0, after, kept, named, head=head, notes=notes)

    def _rows(self, grid: Grid, width: float, *, is_signed: bool) -> Iterator[float]:
        """Yield the height of each row, the head's first."""
        look, table = self._style.text[TextRole.TABLE_CELL], self._style.table
        padding = 2 * table.padding_x.twips
        widths = self._columns.widths(grid, int(width), is_signed=is_signed)
        room = [max(one - padding, 20.0) for one in widths]
        frame = 2 * table.padding_y.pt + table.rule_width.pt
        least = self._style.signature_height.pt if is_signed else 0.0
        head = self._style.text[TextRole.TABLE_HEAD]
        titles = zip(grid.columns, room, strict=True)
        counts = [self._lines(column.title, head, space) for column, space in titles]
        yield max(counts, default=0) * head.leading.pt + frame
        known = self._columns.grid(grid)
        for row, wordings, lines in zip(grid.rows, known.rows, known.widest_lines(), strict=True):
            tallest = look.leading.pt
            spaces = (width,) if row.is_group else room
            for cell, wording, line, space in zip(row.cells, wordings, lines, spaces, strict=False):
                if wording is not None and line <= space:
                    high = self._unbroken_height(wording.pattern, look)
                else:
                    high = self._height(cell.blocks, space, look)
                tallest = max(tallest, high)
            yield max(tallest + frame, least)

    def _unbroken_height(self, pattern: CellPattern, look: TextStyle) -> float:
        """Return the height of a cell whose paragraphs all fit on a line; made once a pattern."""
        key = (pattern, id(look))
        if key not in self._unbroken:
            self._unbroken[key] = self._height(pattern.sample, inf, look)
        return self._unbroken[key]

    def _key_values(self, block: KeyValues, width: float) -> Iterator[PageChunk]:
        text, table = self._style.text, self._style.table
        inner = width * (1 - self._style.key_width) - 2 * table.padding_x.twips
        frame = 2 * table.padding_y.pt + table.rule_width.pt
        rows = [(text[TextRole.TABLE_HEAD].leading.pt + frame, 0.0)] if block.head else []
        look = text[TextRole.VALUE]
        for item in block.items:
            rows.append((self._height(item.blocks, inner, look) + frame, self._notes(item.blocks)))
        if rows and not block.head:  # a line stands above the first, too
            rows[0] = (rows[0][0] + table.rule_width.pt, rows[0][1])
        is_whole = is_short([item.blocks for item in block.items])
        has_head = block.head is not None
        yield from self._kept_rows(rows, block.anchor, is_whole=is_whole, has_head=has_head)

    def _figure(self, block: Figure, width: float) -> Iterator[PageChunk]:
        across = width / 20 * block.width
        high = across * block.image.height_px / max(block.image.width_px, 1)
        caption = self._style.text[TextRole.CAPTION]
        yield PageChunk(min(high, self._room * 0.9), 0.0, 0.0, bool(block.caption), block.anchor)
        if block.caption:
            yield self._paragraph(plain_text(block.caption), caption, width)

    def _row(self, block: FigureRow, width: float) -> Iterator[PageChunk]:
        """Yield figures side by side as one piece, as high as the highest."""
        padding = 4 * self._style.table.padding_x.twips
        share = max(width / max(len(block.figures), 1) - padding, 200.0)
        heights = [
            sum(p.height + p.before + p.after for p in self._pieces(figure, share))
            for figure in block.figures
        ]
        space = self._style.table.space_after.pt
        yield PageChunk(min(max(heights, default=0.0), self._room * 0.9), space, space)

    def _chart(self, block: Chart, width: float) -> Iterator[PageChunk]:
        """Yield a chart's title, the chart, its caption and its numbers."""
        text = self._style.text
        label = text[TextRole.LABEL]
        yield self._paragraph(block.title, label, width, block.anchor, kept=True)
        high = chart_height(block, drawing_context(self._drawn, self._faces, width))
        has_more = bool(block.caption or block.summary)
        yield PageChunk(high, 0.0, 0.0 if has_more else self._style.table.space_after.pt, has_more)
        if block.caption:
            kept = bool(block.summary)
            yield self._paragraph(block.caption, text[TextRole.CAPTION], width, kept=kept)
        if block.summary:
            yield self._paragraph(block.summary, text[TextRole.NOTE], width)

    def _figures(self, block: KeyFigures, width: float) -> PageChunk:
        text, table = self._style.text, self._style.table
        padding = table.padding_x.pt * 5
        strip = figure_strip(block, self._style, self._faces, width)
        heights = []
        for figures in strip.rows(block.figures):
            tallest = 0.0
            for whole, figure in zip(strip.widths, figures, strict=False):
                inner = whole - padding * 20
                # The value is set to stay on one line, whatever its length.
                height = text[TextRole.FIGURE_VALUE].leading.pt * strip.scale
                for words, role in (
                    (figure.label, TextRole.FIGURE_LABEL),
                    (figure.note, TextRole.FIGURE_NOTE),
                ):
                    if words:
                        height += self._lines(words, text[role], inner) * text[role].leading.pt
                tallest = max(tallest, height)
            heights.append(tallest + padding)
        space = table.space_after.pt
        return PageChunk(sum(heights), space, space)

    def _title(self, block: TitleBlock, width: float) -> Iterator[PageChunk]:
        text, logo = self._style.text, self._style.logo
        if logo is not None:
            yield PageChunk(logo.height.pt, 0.0, text[TextRole.TITLE].size.pt)
        yield PageChunk(4.0, 0.0, text[TextRole.TITLE].size.pt / 2)
        for words, role in (
            (block.kicker, TextRole.KICKER),
            (block.title, TextRole.TITLE),
            (block.subtitle, TextRole.SUBTITLE),
        ):
            if words:
                yield self._paragraph(words, text[role], width)
        if block.badges:
            gap = text[TextRole.SUBTITLE].space_after.pt
            yield PageChunk(text[TextRole.BODY].leading.pt, 0.0, gap)
        yield from self._facts(block, width)

    def _facts(self, block: TitleBlock, width: float) -> Iterator[PageChunk]:
        """Yield the rows of facts, two side by side, as high as the higher one."""
        text, table = self._style.text, self._style.table
        frame = table.padding_y.pt * 2.5 + table.rule_width.pt
        key, value = text[TextRole.KEY], text[TextRole.VALUE]
        label = max(key.leading, value.leading).pt
        inner = width / 2 - table.padding_x.twips
        heights = [label + self._height(fact.blocks, inner, value) for fact in block.facts]
        for start in range(0, len(heights), 2):
            is_last = start + 2 >= len(heights)
            after = table.space_after.pt if is_last else 0.0
            yield PageChunk(max(heights[start : start + 2]) + frame, 0.0, after)


def _as_set(style: Style, faces: Typefaces) -> Style:
    """Return a style whose lines stand as far apart as the document's script has them."""
    if not faces.slots:
        return style
    text = {role: replace(look, leading=faces.pitch(look)) for role, look in style.text.items()}
    return replace(style, text=text)

"""Measure blocks, cut into chunks that pages are filled with.

In → Out: blocks and their width in, `PageChunk`s out.
Must not: write XML; the modules in `blocks` decide what is written, and this one measures it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

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
from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart, TimelineChart
from pmdoc.render.docx.blocks.container import is_set_close
from pmdoc.render.docx.blocks.key_values import figure_strip
from pmdoc.render.docx.blocks.tables import rows_kept
from pmdoc.render.docx.charts.chart_text import chart_height, drawing_context
from pmdoc.render.docx.pagination.line_count import LineCounter
from pmdoc.render.text.cell_patterns import CellPattern
from pmdoc.render.text.code_lines import code_lines
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.plain_text import footnotes, plain_text
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole, TextStyle

Words = str | tuple[Inline, ...]
_HEADINGS = (TextRole.HEADING_1, TextRole.HEADING_2, TextRole.HEADING_3, TextRole.HEADING_4)
_CONTENTS = (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)
_LEAST_WIDTH = 200.0
_TALLEST_FIGURE = 0.9
"""The most that a figure takes of a page."""


class PageChunk(Struct, frozen=True):
    """What stays together on a page, such as a paragraph or a table row. Units: points.

    Shape: of `after` and the next chunk's `before`, the larger one counts. `line` is the height of
    a line if the chunk may break between lines, else 0. `head` is the height of the table header
    that a new page repeats above the chunk, `notes` that of its footnotes.
    """

    height: float
    before: float = 0.0
    after: float = 0.0
    is_kept: bool = False
    """Whether it is kept with the next chunk."""
    anchor: str = ""
    starts_page: bool = False
    line: float = 0.0
    head: float = 0.0
    notes: float = 0.0

    @property
    def line_count(self) -> int:
        """The number of lines that it may break between; 0 if it may not break."""
        return round(self.height / self.line) if self.line else 0


class BlockHeights:
    """Measures blocks. Units: points for heights, twips for widths.

    Shape: `page_height` and `page_width` are those of the text area.
    """

    def __init__(
        self,
        style: Style,
        faces: Typefaces,
        columns: ColumnWidths,
        page_height: float,
        page_width: float,
    ) -> None:
        self._style = _with_script_leading(style, faces)
        self._chart_style = style
        self._faces = faces
        self._counter = LineCounter(style, faces)
        self._columns = columns
        self._page_height = page_height
        self._page_width = page_width
        self._cell_styles: dict[tuple[int, int], TextStyle] = {}
        self._single_line_heights: dict[tuple[CellPattern, int], float] = {}

    def chunks(self, blocks: Iterable[Block], width: float) -> Iterator[PageChunk]:
        """Yield the chunks of blocks in their order."""
        for block in blocks:
            yield from self._block_chunks(block, max(width, _LEAST_WIDTH))

    def _block_chunks(  # noqa: C901, PLR0912 - one case a kind of block
        self, block: Block, width: float
    ) -> Iterator[PageChunk]:
        text, table = self._style.text, self._style.table
        match block:
            case Heading():
                style = text[_HEADINGS[min(max(block.level, 1), 4) - 1]]
                yield self._paragraph(block.children, style, width, block.anchor, kept=True)
            case Paragraph():
                style, kept = text[TextRole(block.role)], block.keep_with_next
                chunk = self._paragraph(block.children, style, width, kept=kept)
                yield replace(chunk, notes=self._notes((block,)))
            case ItemList():
                yield from self._list(block, width - self._style.indent.twips)
            case Table() | Timeline() | Revisions() | SignOffTable():
                yield from self._table(block, width)
            case KeyValues():
                yield from self._key_values(block, width)
            case Quote():
                yield from self.chunks(block.blocks, width - self._style.indent.twips)
            case Callout():
                yield from self._callout(block, width - 4 * table.padding_x.twips)
            case CodeBlock():
                code = self._paragraph(
                    "\n".join(code_lines(block.text)), text[TextRole.CODE_BLOCK], width
                )
                yield PageChunk(
                    code.height + 2 * table.padding_y.pt,
                    text[TextRole.BODY].space_after.pt,
                    table.space_after.pt,
                    block.keep_with_next,
                    line=code.line,
                )
            case Figure():
                yield from self._figure(block, width)
            case FigureRow():
                yield self._figure_row(block, width)
            case LineChart() | BarChart() | TimelineChart():
                yield from self._chart(block, width)
            case KeyFigures():
                if block.figures:
                    yield self._key_figures(block, width)
            case TitleBlock():
                yield from self._title(block, width)
            case Contents():
                yield self._paragraph(block.title, text[TextRole.CONTENTS_TITLE], width)
                for entry in block.entries:
                    style = text[_CONTENTS[min(max(entry.level, 1), 3) - 1]]
                    yield self._paragraph(entry.children, style, width)
            case HorizontalRule():
                yield PageChunk(1.0, table.space_after.pt, table.space_after.pt)
            case PageBreak():
                yield PageChunk(0.0, is_kept=True, starts_page=True)
            case _:
                assert_never(block)

    def _notes(self, blocks: Iterable[Block]) -> float:
        """Return the height of the footnotes of blocks, which are as wide as the page's text."""
        notes = [footnote.blocks for footnote in footnotes(blocks)]
        style = self._style.text[TextRole.NOTE]
        return sum(self._height(note, self._page_width, style) for note in notes)

    def _callout(self, block: Callout, width: float) -> Iterator[PageChunk]:
        text, table = self._style.text, self._style.table
        edge = table.padding_y.pt * 1.5
        yield PageChunk(edge, text[TextRole.BODY].space_after.pt, is_kept=True)
        inner = list(self.chunks(block.blocks, width))
        if block.title:
            inner.insert(0, self._paragraph(block.title, text[TextRole.CALLOUT_TITLE], width))
        yield from inner[:-1]
        for chunk in inner[-1:]:
            yield replace(chunk, height=chunk.height + edge, after=table.space_after.pt)

    def _list(self, block: ItemList, width: float) -> Iterator[PageChunk]:
        """Yield the items of a list, with small gaps between them and a paragraph's gap below.

        An item of several blocks has a paragraph's gap below it, too.
        """
        last = None
        space = self._style.text[TextRole.BODY].space_after.pt
        gaps = {space: self._style.item_gap.pt}
        for item in block.items:
            for chunk in self.chunks(item.blocks, width):
                if last is not None:
                    yield replace(last, after=gaps.get(last.after, last.after))
                last = chunk
            if last is not None and len(item.blocks) > 1:
                yield replace(last, after=max(last.after, space))
                last = None
        if last is not None:
            yield replace(last, after=max(last.after, space))

    def _paragraph(
        self, words: Words, style: TextStyle, width: float, anchor: str = "", *, kept: bool = False
    ) -> PageChunk:
        return PageChunk(
            self._line_count(words, style, width) * style.leading.pt,
            style.space_before.pt,
            style.space_after.pt,
            kept or style.keep_with_next,
            anchor,
            line=style.leading.pt,
        )

    def _line_count(self, words: Words, style: TextStyle, width: float) -> int:
        if isinstance(words, str):
            return self._counter.plain(words, style, width)
        return self._counter.inlines(words, style, width)

    def _height(self, blocks: tuple[Block, ...], width: float, style: TextStyle) -> float:
        """Return the height of blocks in a cell, whose body text has the cell's style."""
        height, after = 0.0, 0.0
        for index, block in enumerate(blocks):
            if index:
                is_close = is_set_close(block, blocks[index - 1])
                height += after if is_close else max(after, self._style.item_gap.pt)
            block_height, after = self._block_in_cell(block, max(width, _LEAST_WIDTH), style)
            height += block_height
        return max(height + after, style.leading.pt)

    def _block_in_cell(self, block: Block, width: float, style: TextStyle) -> tuple[float, float]:
        """Return the height of a block in a cell, and the space below it."""
        gap = self._style.item_gap.pt
        if isinstance(block, Paragraph):
            style = self._style_in_cell(block, style)
            lines = self._line_count(block.children, style, width)
            return lines * style.leading.pt, style.space_after.pt
        if isinstance(block, ItemList):
            inner = width - self._style.indent.twips
            heights = [self._height(item.blocks, inner, style) for item in block.items]
            return sum(heights) + gap * (len(heights) - 1), gap
        chunks = list(self._block_chunks(block, width))
        return sum(chunk.height + gap for chunk in chunks) - gap, 0.0

    def _style_in_cell(self, paragraph: Paragraph, cell: TextStyle) -> TextStyle:
        """Return the style of a paragraph in a cell. The keys' objects outlive this one."""
        if paragraph.role is ParagraphRole.BODY:
            return cell
        own = self._style.text[TextRole(paragraph.role)]
        key = (id(own), id(cell))
        if key not in self._cell_styles:
            self._cell_styles[key] = replace(
                cell,
                size=min(cell.size, own.size),
                leading=min(cell.leading, own.leading),
                bold=own.bold,
            )
        return self._cell_styles[key]

    def _table(
        self, block: Table | Timeline | Revisions | SignOffTable, width: float
    ) -> Iterator[PageChunk]:
        text, is_signed = self._style.text, isinstance(block, SignOffTable)
        caption = () if isinstance(block, Revisions | SignOffTable) else block.caption
        if caption:
            yield self._paragraph(caption, text[TextRole.CAPTION], width, kept=True)
        if isinstance(block, SignOffTable) and block.statement:
            yield self._paragraph(block.statement, text[TextRole.BODY], width, kept=True)
        heights = list(self._row_heights(block.grid, width, is_signed=is_signed))
        self._columns.grid(block.grid).heights = heights[1:]
        has_head = any(column.title.strip() for column in block.grid.columns)
        head_notes = self._notes(Paragraph(column.children) for column in block.grid.columns)
        rows = list(zip(heights, (head_notes, *self._row_notes(block.grid)), strict=True))
        first = 0 if has_head else 1
        is_whole = block.grid.keep_together
        yield from self._rows(rows[first:], block.anchor, is_whole=is_whole, has_head=has_head)

    def _row_notes(self, grid: Grid) -> Iterator[float]:
        """Yield the height of each row's footnotes. A cell that is a `CellText` has none."""
        for row, cell_texts in zip(grid.rows, self._columns.grid(grid).rows, strict=True):
            cells = zip(row.cells, cell_texts, strict=True)
            yield sum(self._notes(cell.blocks) for cell, cell_text in cells if cell_text is None)

    def _rows(
        self, rows: list[tuple[float, float]], anchor: str, *, is_whole: bool, has_head: bool
    ) -> Iterator[PageChunk]:
        last = len(rows) - 1
        kept = [True] * has_head + rows_kept(len(rows) - has_head, is_whole=is_whole)
        for index, (height, notes) in enumerate(rows):
            after = self._style.table.space_after.pt if index == last else 0.0
            head = rows[0][0] if index and has_head else 0.0
            row_anchor = anchor if index == 0 else ""
            yield PageChunk(height, 0.0, after, kept[index], row_anchor, head=head, notes=notes)

    def _row_heights(self, grid: Grid, width: float, *, is_signed: bool) -> Iterator[float]:
        """Yield the height of each row, the header's first."""
        style, table = self._style.text[TextRole.TABLE_CELL], self._style.table
        padding = 2 * table.padding_x.twips
        columns = self._columns.widths(grid, int(width), is_signed=is_signed)
        inner_widths = [max(column - padding, 20.0) for column in columns]
        frame = 2 * table.padding_y.pt + table.rule_width.pt
        least = self._style.signature_height.pt if is_signed else 0.0
        head = self._style.text[TextRole.TABLE_HEAD]
        titles = zip(grid.columns, inner_widths, strict=True)
        counts = [self._line_count(column.title, head, inner) for column, inner in titles]
        yield max(counts, default=0) * head.leading.pt + frame
        measured = self._columns.grid(grid)
        for row, cell_texts, widest_lines in zip(
            grid.rows, measured.rows, measured.widest_lines(), strict=True
        ):
            tallest = style.leading.pt
            inners = (width,) if row.is_group else inner_widths
            for cell, cell_text, widest, inner in zip(
                row.cells, cell_texts, widest_lines, inners, strict=False
            ):
                if cell_text is not None and widest <= inner:
                    height = self._single_line_height(cell_text.pattern, style)
                else:
                    height = self._height(cell.blocks, inner, style)
                tallest = max(tallest, height)
            yield max(tallest + frame, least)

    def _single_line_height(self, pattern: CellPattern, style: TextStyle) -> float:
        """Return the height of a pattern's cells if each paragraph fits on one line."""
        key = (pattern, id(style))
        if key not in self._single_line_heights:
            self._single_line_heights[key] = self._height(pattern.sample, inf, style)
        return self._single_line_heights[key]

    def _key_values(self, block: KeyValues, width: float) -> Iterator[PageChunk]:
        text, table = self._style.text, self._style.table
        inner = width * (1 - self._style.key_width) - 2 * table.padding_x.twips
        frame = 2 * table.padding_y.pt + table.rule_width.pt
        rows = [(text[TextRole.TABLE_HEAD].leading.pt + frame, 0.0)] if block.head else []
        for item in block.items:
            height = self._height(item.blocks, inner, text[TextRole.VALUE]) + frame
            rows.append((height, self._notes(item.blocks)))
        if rows and not block.head:  # the first row has a rule above it, too
            rows[0] = (rows[0][0] + table.rule_width.pt, rows[0][1])
        is_whole, has_head = block.keep_together, block.head is not None
        yield from self._rows(rows, block.anchor, is_whole=is_whole, has_head=has_head)

    def _figure(self, block: Figure, width: float) -> Iterator[PageChunk]:
        height = width / 20 * block.width * block.image.height_px / max(block.image.width_px, 1)
        height = min(height, self._page_height * _TALLEST_FIGURE)
        yield PageChunk(height, is_kept=bool(block.caption), anchor=block.anchor)
        if block.caption:
            style = self._style.text[TextRole.CAPTION]
            yield self._paragraph(plain_text(block.caption), style, width)

    def _figure_row(self, block: FigureRow, width: float) -> PageChunk:
        padding = 4 * self._style.table.padding_x.twips
        share = max(width / max(len(block.figures), 1) - padding, _LEAST_WIDTH)
        heights = [
            sum(chunk.height + chunk.before + chunk.after for chunk in chunks)
            for chunks in (self._block_chunks(figure, share) for figure in block.figures)
        ]
        space = self._style.table.space_after.pt
        height = min(max(heights, default=0.0), self._page_height * _TALLEST_FIGURE)
        return PageChunk(height, space, space)

    def _chart(self, block: Chart, width: float) -> Iterator[PageChunk]:
        text = self._style.text
        yield self._paragraph(block.title, text[TextRole.LABEL], width, block.anchor, kept=True)
        height = chart_height(block, drawing_context(self._chart_style, self._faces, width))
        has_more = bool(block.caption or block.summary)
        after = 0.0 if has_more else self._style.table.space_after.pt
        yield PageChunk(height, after=after, is_kept=has_more)
        if block.caption:
            kept = bool(block.summary)
            yield self._paragraph(block.caption, text[TextRole.CAPTION], width, kept=kept)
        if block.summary:
            yield self._paragraph(block.summary, text[TextRole.NOTE], width)

    def _key_figures(self, block: KeyFigures, width: float) -> PageChunk:
        text, table = self._style.text, self._style.table
        padding = table.padding_x.pt * 5
        strip = figure_strip(block, self._style, self._faces, width)
        heights = []
        for figures in strip.rows(block.figures):
            tallest = 0.0
            for column, figure in zip(strip.widths, figures, strict=False):
                # The value is scaled to fit on one line, whatever its length.
                height = text[TextRole.FIGURE_VALUE].leading.pt * strip.scale
                for words, role in (
                    (figure.label, TextRole.FIGURE_LABEL),
                    (figure.note, TextRole.FIGURE_NOTE),
                ):
                    if words:
                        lines = self._line_count(words, text[role], column - padding * 20)
                        height += lines * text[role].leading.pt
                tallest = max(tallest, height)
            heights.append(tallest + padding)
        space = table.space_after.pt
        return PageChunk(sum(heights), space, space)

    def _title(self, block: TitleBlock, width: float) -> Iterator[PageChunk]:
        text, logo = self._style.text, self._style.logo
        if logo is not None:
            yield PageChunk(logo.height.pt, after=text[TextRole.TITLE].size.pt)
        yield PageChunk(4.0, after=text[TextRole.TITLE].size.pt / 2)
        for words, role in (
            (block.kicker, TextRole.KICKER),
            (block.title, TextRole.TITLE),
            (block.subtitle, TextRole.SUBTITLE),
        ):
            if words:
                yield self._paragraph(words, text[role], width)
        if block.badges:
            gap = text[TextRole.SUBTITLE].space_after.pt
            yield PageChunk(text[TextRole.BODY].leading.pt, after=gap)
        yield from self._facts(block, width)

    def _facts(self, block: TitleBlock, width: float) -> Iterator[PageChunk]:
        text, table = self._style.text, self._style.table
        frame = table.padding_y.pt * 2.5 + table.rule_width.pt
        key, value = text[TextRole.KEY], text[TextRole.VALUE]
        label = max(key.leading, value.leading).pt
        inner = width / 2 - table.padding_x.twips
        heights = [label + self._height(fact.blocks, inner, value) for fact in block.facts]
        for start in range(0, len(heights), 2):
            is_last = start + 2 >= len(heights)
            after = table.space_after.pt if is_last else 0.0
            yield PageChunk(max(heights[start : start + 2]) + frame, after=after)


def _with_script_leading(style: Style, faces: Typefaces) -> Style:
    """Return the style with the leading that lines in the document's script really have."""
    if not faces.slots:
        return style
    text = {role: replace(own, leading=faces.pitch(own)) for role, own in style.text.items()}
    return replace(style, text=text)

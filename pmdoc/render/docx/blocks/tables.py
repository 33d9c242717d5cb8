"""Tables: a style by name, a grid of fixed widths, header rows that repeat, rows in one piece.

In → Out: a `Grid` and the kind of table in, `w:tbl` written to the story.
Must not: draw a rule or choose a size; table styles do, from the `Style`.
Source: ECMA-376 part 1, 17.4 (tables): tblPr 17.4.60, trPr 17.4.82, tcPr 17.4.70.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from operator import call, or_
from typing import NamedTuple

from msgspec import Struct

from pmdoc.model.document import Align, Block, Cell, Field, Grid, Row
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import RunCache, write_text
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import attribute, color, text_elements
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import SIGN_OFF, TABLE
from pmdoc.render.text.cell_patterns import CellPattern, CellText
from pmdoc.render.text.plain_text import lines
from pmdoc.style.style import TextRole

WriteBlocks = Callable[[FlowWriter, tuple[Block, ...], Container], None]
_HOLE = "%s"
"""What stands for words in the text of a cell that is made once for all cells of its pattern."""
_LONGEST_DESCRIPTION = 255
_FEW_ROWS, _FEW_CHARACTERS = 8, 400
"""A table as short as that stays in one piece; of a longer one, no row is left alone."""
_TALL_ROW = 0.5
"""A row over this share of a page may be parted: some readers cut off what doesn't fit."""


class TableKind(Struct, frozen=True, kw_only=True):
    """How a table is written. Units: `row_height` in twentieths of a point, the least."""

    style_id: str = TABLE
    title: str = ""
    is_signed: bool = False
    row_height: int = 0


class TableFrame(Struct, frozen=True, kw_only=True):
    """A table around its rows. Units: twentieths of a point; `look` is bits of tblLook."""

    style_id: str
    widths: list[int]
    indent: int = 0
    look: int = 0
    title: str = ""
    description: str = ""


def open_table(story: FlowWriter, frame: TableFrame) -> str:
    """Return a table's start: properties and grid. Source: 17.4.60, 17.4.48."""
    texts = ""
    if frame.title:
        texts += f'<w:tblCaption w:val="{attribute(frame.title[:_LONGEST_DESCRIPTION])}"/>'
    if frame.description:
        words = attribute(frame.description[:_LONGEST_DESCRIPTION])
        texts += f'<w:tblDescription w:val="{words}"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in frame.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{frame.style_id}"/>'
        f"{'<w:bidiVisual/>' if story.book.is_right_to_left else ''}"
        f'<w:tblW w:w="{sum(frame.widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{frame.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_look(frame.look)}{texts}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


FIRST_ROW, FIRST_COLUMN, BANDS = 0x0020, 0x0080, 0x0400
_NO_ROW_BANDS, _NO_COLUMN_BANDS = 0x0200, 0x0400


def _look(wanted: int) -> str:
    """Return which conditions of the table style hold. Source: 17.4.56."""
    rows = bool(wanted & FIRST_ROW)
    column = bool(wanted & FIRST_COLUMN)
    bits = (FIRST_ROW if rows else 0) | (FIRST_COLUMN if column else 0) | _NO_COLUMN_BANDS
    has_bands = bool(wanted & BANDS)
    bits |= 0 if has_bands else _NO_ROW_BANDS
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{rows:d}" w:lastRow="0" '
        f'w:firstColumn="{column:d}" w:lastColumn="0" w:noHBand="{not has_bands:d}" w:noVBand="1"/>'
    )


def open_cell(width: int, *, span: int = 1, fill: str = "") -> str:
    """Return a cell's start and properties. Source: 17.4.66 and 17.4.70."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{color(fill)}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{ground}</w:tcPr>'


def is_short(rows: Sequence[Sequence[Block | Cell]]) -> bool:
    """Say whether rows, given by their cells or blocks, are few and hold little."""
    if len(rows) > _FEW_ROWS:
        return False
    blocks = (
        block
        for row in rows
        for part in row
        for block in (part.blocks if isinstance(part, Cell) else (part,))
    )
    return sum(len(line.text) for line in lines(blocks)) <= _FEW_CHARACTERS


def rows_that_stay(count: int, *, is_small: bool) -> list[bool]:
    """Say of each row of data whether it stays with the next; none is left alone."""
    last = count - 1
    return [index < last and (is_small or index in {0, last - 1}) for index in range(count)]


def row_to_break(story: FlowWriter, stay: Iterable[bool]) -> int | None:
    """Return the one row that has to be let over a page's end, by which rows stay with the next.

    It is the first that does not. Where its line below is all that a page has no room for,
    LibreOffice 7.4 sets no row after it, on no page, unless that row may break. Our table styles
    have no such lines; those of a house may.
    """
    if story.book.house is None:
        return None
    before_last = list(stay)[:-1]
    return before_last.index(False) if False in before_last else None


def write_cell_blocks(
    story: FlowWriter, blocks: tuple[Block, ...], place: Container, write_blocks: WriteBlocks
) -> str:
    """Return the content of a cell, which ends in a paragraph. Source: 17.4.66."""
    with story.inside() as parts:
        write_blocks(story, blocks, place)
        story.end(place.cell_style)
        return "".join(parts)


def write_grid(
    story: FlowWriter, grid: Grid, kind: TableKind, place: Container, write_blocks: WriteBlocks
) -> None:
    """Write a table of data."""
    if not grid.columns:
        return
    story.begin_table()
    writer = _GridWriter(story, grid, kind, place, write_blocks)
    story.parts.append(writer.start())
    is_small = kind.is_signed or is_short([row.cells for row in grid.rows])
    stay = rows_that_stay(len(grid.rows), is_small=is_small)
    breaking = row_to_break(story, map(or_, stay, (row.is_group for row in grid.rows)))
    for index, (row, stays) in enumerate(zip(grid.rows, stay, strict=True)):
        story.is_kept = stays
        story.parts.append(writer.row(row, index, may_break=index == breaking))
    story.is_kept = False
    story.parts.append("</w:tbl>")
    story.end_table()


class _Template(NamedTuple):
    """The text of the cells of one pattern. Shape: `runs` return what fills each hole."""

    text: str
    runs: tuple[Callable[[str], str], ...]


class _GridWriter:
    """Writes the rows of one table; what is alike in all rows is made once."""

    def __init__(
        self,
        story: FlowWriter,
        grid: Grid,
        kind: TableKind,
        place: Container,
        write_blocks: WriteBlocks,
    ) -> None:
        self._story = story
        self._grid = grid
        self._kind = kind
        self._indent = place.depth * story.book.style.indent.twips
        self._write_blocks = write_blocks
        book = story.book
        padding = 2 * book.style.table.padding_x.twips
        self._widths = book.columns.widths(grid, place.width, is_signed=kind.is_signed)
        self._places = [
            Container(
                width=max(width - padding, padding),
                kind=ContainerKind.CELL,
                cell_style=self._aligned("TableCell", column.align),
            )
            for width, column in zip(self._widths, grid.columns, strict=True)
        ]
        self._starts = [open_cell(width) for width in self._widths]
        self._measured = book.columns.grid(grid)
        self._templates: dict[tuple[CellPattern, int, bool], _Template] = {}
        text = book.style.text
        self._words, self._code = (
            RunCache(book.faces, text[role].family) for role in (TextRole.TABLE_CELL, TextRole.CODE)
        )
        page, look = book.style.page, book.style.text[TextRole.TABLE_CELL]
        rows = (page.height - page.top - page.bottom) * _TALL_ROW / look.leading
        self._tall = (page.height - page.top - page.bottom) / 12700 * _TALL_ROW
        self._line = [place.width / (look.size.twips / 2) for place in self._places]
        """How many characters a line of each column holds, about."""
        self._most = [rows * line for line in self._line]
        height = f'<w:trHeight w:val="{kind.row_height}" w:hRule="atLeast"/>'
        self._height = height if kind.row_height else ""

    def _aligned(self, style_id: str, align: Align) -> str:
        if align is Align.START:
            return style_id
        return self._story.book.sheet.derive(style_id, StyleChange(align=align))

    def start(self) -> str:
        """Return the table up to its first row of data."""
        grid = self._grid
        titles = [column.title for column in grid.columns]
        has_head = any(title.strip() for title in titles)
        look = (FIRST_ROW if has_head else 0) | (FIRST_COLUMN if grid.has_row_headers else 0)
        frame = TableFrame(
            style_id=self._kind.style_id,
            widths=self._widths,
            indent=self._indent,
            look=look | BANDS,
            title=self._kind.title,
            description=", ".join(title for title in titles if title),
        )
        opened = open_table(self._story, frame)
        return opened + (self._head() if has_head else "")

    def _head(self) -> str:
        """Return the header row, which every page of the table repeats. Source: 17.4.50."""
        cells = []
        for column, start in zip(self._grid.columns, self._starts, strict=True):
            style_id = self._aligned("TableHead", column.align)
            with self._story.inside() as parts:
                around = self._story.book.sheet.around(style_id)
                self._story.add_paragraph(style_id, write_text(self._story, column.title, around))
                cells.append(f"{start}{''.join(parts)}</w:tc>")
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def row(self, row: Row, index: int, *, may_break: bool) -> str:
        """Return a row; too many cells are an error of the caller's, missing ones stay blank."""
        if row.is_group:
            return self._group(row)
        said = repeat(None) if self._is_uneven else self._measured.rows[index]
        cells = [
            f"{start}{self._cell(cell, wording, column)}</w:tc>"
            for column, (start, cell, wording) in enumerate(
                zip(self._starts, row.cells, said, strict=False)
            )
        ]
        for column in range(len(cells), len(self._starts)):
            cells.append(f"{self._starts[column]}{self._blocks((), column)}</w:tc>")
        split = "" if may_break or self._is_tall(row, index) else "<w:cantSplit/>"
        return f"<w:tr><w:trPr>{split}{self._height}</w:trPr>{''.join(cells)}</w:tr>"

    @property
    def _is_uneven(self) -> bool:
        """Whether texts are cut into runs, or cells that are alike may yet be written apart."""
        return self._story.book.is_right_to_left or self._story.is_marked

    def _is_tall(self, row: Row, index: int) -> bool:
        """Say whether a row may be too high to hold together: as measured, or by a guess."""
        if self._measured.heights:
            return self._measured.heights[index] > self._tall
        sizes = (
            sum(len(one.text) + line for one in lines(cell.blocks))
            for cell, line in zip(row.cells, self._line, strict=False)
        )
        return any(size > most for size, most in zip(sizes, self._most, strict=False))

    def _group(self, row: Row) -> str:
        """Return a row of one cell over all columns. Source: 17.4.17."""
        fill = self._story.book.style.table.group_fill
        start = open_cell(sum(self._widths), span=len(self._widths), fill=fill)
        place = Container(
            width=sum(place.width for place in self._places),
            kind=ContainerKind.CELL,
            cell_style="TableGroup",
        )
        blocks = row.cells[0].blocks if row.cells else ()
        content = write_cell_blocks(self._story, blocks, place, self._write_blocks)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{start}{content}</w:tc></w:tr>"

    def _cell(self, cell: Cell, wording: CellText | None, index: int) -> str:
        if cell.field is not None and self._story.book.options.is_fillable:
            return "".join(self._blank(one, index) for one in (cell.field, *cell.further))
        if wording is not None:
            template = self._template(wording.pattern, index)
            runs = tuple(map(call, template.runs, wording.texts))
            if all(runs):
                return template.text % runs
        return self._blocks(cell.blocks, index)

    def _template(self, pattern: CellPattern, index: int) -> _Template:
        """Return the text of a pattern's cells, made by who makes any other cell."""
        key = (pattern, index, self._story.is_kept)
        if key not in self._templates:
            text = self._blocks(pattern.blocks(_HOLE), index)
            runs = (self._code if is_code else self._words for is_code in pattern.codes)
            self._templates[key] = _Template(
                text.replace(text_elements(_HOLE), _HOLE), tuple(one.__getitem__ for one in runs)
            )
        return self._templates[key]

    def _blocks(self, blocks: tuple[Block, ...], index: int) -> str:
        return write_cell_blocks(self._story, blocks, self._places[index], self._write_blocks)

    def _blank(self, wanted: Field, index: int) -> str:
        """Return a blank as a control in a paragraph of its own."""
        style_id = self._story.style_id(self._places[index].cell_style)
        control = self._story.book.answers.control(wanted)
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{control}</w:p>'


def sign_off_kind(story: FlowWriter, title: str) -> TableKind:
    """Return the kind of a table to be signed by hand."""
    height = story.book.style.signature_height.twips
    return TableKind(style_id=SIGN_OFF, title=title, is_signed=True, row_height=height)

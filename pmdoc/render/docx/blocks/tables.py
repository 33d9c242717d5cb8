"""Write tables: a named style, fixed widths, header rows that repeat, rows kept in one piece.

In → Out: a `Grid` and the kind of table in, `w:tbl` written to the flow.
Must not: draw a rule or choose a size; table styles do, from the `Style`.
Source: ECMA-376 part 1, 17.4 (tables): tblPr 17.4.60, trPr 17.4.82, tcPr 17.4.70.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat
from operator import call, or_
from typing import NamedTuple

from msgspec import Struct

from pmdoc.model.document import Align, Block, Cell, Code, Grid, Row, Text
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import RunCache, add_inlines, add_text, run_style_id
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import attribute, color, open_run
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.render.docx.styles.table_style import SIGN_OFF, TABLE
from pmdoc.render.text.cell_patterns import CellPattern, CellText
from pmdoc.style.style import TextRole

WriteBlocks = Callable[[FlowWriter, tuple[Block, ...], Container], None]
CANNOT_SPLIT = "<w:cantSplit/>"
"""Property of a row that no page break may split. Source: 17.4.6."""
HEADER_ROW = f"{CANNOT_SPLIT}<w:tblHeader/>"
"""Properties of a row that every page repeats. Source: 17.4.50."""
_LONGEST_DESCRIPTION = 255
_TALL_ROW = 0.5
"""A row over this share of a page may break; some readers cut off what does not fit."""


class TableKind(Struct, frozen=True, kw_only=True):
    """How a table of data is written: one to be signed by hand has room in its rows."""

    title: str = ""
    is_signed: bool = False


class TableFrame(Struct, frozen=True, kw_only=True):
    """The properties and the grid of a table. Units: twips."""

    style_id: str
    widths: list[int]
    indent: int = 0
    has_header_row: bool = False
    has_header_column: bool = False
    has_bands: bool = False
    title: str = ""
    description: str = ""


def open_table(flow: FlowWriter, frame: TableFrame) -> str:
    """Return the start of a table: its properties and grid. Source: 17.4.60, 17.4.48."""
    texts = ""
    if frame.title:
        texts += f'<w:tblCaption w:val="{attribute(frame.title[:_LONGEST_DESCRIPTION])}"/>'
    if frame.description:
        words = attribute(frame.description[:_LONGEST_DESCRIPTION])
        texts += f'<w:tblDescription w:val="{words}"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in frame.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{frame.style_id}"/>'
        f"{'<w:bidiVisual/>' if flow.context.is_right_to_left else ''}"
        f'<w:tblW w:w="{sum(frame.widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{frame.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_look(frame)}{texts}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _look(frame: TableFrame) -> str:
    """Return which conditional formats of the table style apply. Source: 17.4.56."""
    row, column, no_bands = frame.has_header_row, frame.has_header_column, not frame.has_bands
    bits = 0x0020 * row | 0x0080 * column | 0x0200 * no_bands | 0x0400  # no bands of columns
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{row:d}" w:lastRow="0" '
        f'w:firstColumn="{column:d}" w:lastColumn="0" w:noHBand="{no_bands:d}" w:noVBand="1"/>'
    )


@contextmanager
def table(flow: FlowWriter, frame: TableFrame) -> Iterator[None]:
    """Write a table whose rows are added to the flow's `parts` in the block."""
    flow.begin_table()
    flow.parts.append(open_table(flow, frame))
    yield
    flow.parts.append("</w:tbl>")
    flow.end_table()


def row_xml(cells: Iterable[str], properties: str | None = CANNOT_SPLIT) -> str:
    """Return a row, by default one that no page break may split. Source: 17.4.79, 17.4.6."""
    row_properties = "" if properties is None else f"<w:trPr>{properties}</w:trPr>"
    return f"<w:tr>{row_properties}{''.join(cells)}</w:tr>"


def cell_xml(width: int, content: str, *, span: int = 1, fill: str = "") -> str:
    """Return a cell. Source: 17.4.66 and 17.4.70."""
    return f"{_open_cell(width, span=span, fill=fill)}{content}</w:tc>"


def _open_cell(width: int, *, span: int = 1, fill: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{color(fill)}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{ground}</w:tcPr>'


def write_cell_text(flow: FlowWriter, style_id: str, text: str) -> str:
    """Return the content of a cell that holds one paragraph of plain text."""
    with flow.nested():
        add_text(flow, style_id, text)
        return flow.xml()


def write_cell_blocks(
    flow: FlowWriter, blocks: tuple[Block, ...], container: Container, write_blocks: WriteBlocks
) -> str:
    """Return the content of a cell, which ends in a paragraph. Source: 17.4.66."""
    with flow.nested():
        write_blocks(flow, blocks, container)
        flow.end(container.cell_style)
        return flow.xml()


def rows_kept(count: int, *, is_whole: bool) -> list[bool]:
    """Return for each row of data whether it is kept with the next.

    All rows of a table are that stays in one piece. Of another one, the first and the last row are
    not left alone: 5 rows give [True, False, False, True, False].
    """
    last = count - 1
    return [index < last and (is_whole or index in {0, last - 1}) for index in range(count)]


def breakable_row(flow: FlowWriter, kept: Iterable[bool]) -> int | None:
    """Return the index of the one row that must be allowed to break, given which rows are kept.

    It is the first that is not kept with the next. If the line below it is all that does not fit
    on the page, LibreOffice 7.4 shows no row after it, on any page, unless that row may break. Our
    table styles have no such lines; those of a template may.
    """
    if flow.context.template_styles is None:
        return None
    before_last = list(kept)[:-1]
    return before_last.index(False) if False in before_last else None


def write_grid(
    flow: FlowWriter, grid: Grid, kind: TableKind, container: Container, write_blocks: WriteBlocks
) -> None:
    """Write a table of data."""
    if not grid.columns:
        return
    writer = _GridWriter(flow, grid, kind, container, write_blocks)
    with table(flow, writer.frame()):
        if writer.has_header:
            flow.parts.append(writer.header_row())
        kept = rows_kept(len(grid.rows), is_whole=grid.keep_together)
        breakable = breakable_row(flow, map(or_, kept, (row.is_group for row in grid.rows)))
        for index, (row, is_kept) in enumerate(zip(grid.rows, kept, strict=True)):
            flow.is_kept = is_kept
            flow.parts.append(writer.row(row, index, may_break=index == breakable))
        flow.is_kept = False


class _CellTemplate(NamedTuple):
    """The XML of all cells of one pattern, split where their texts go.

    Example: the template of a cell with one plain text, and what its pieces become for "12:40":
        ['<w:p>…<w:r>', '',                  '</w:r></w:p>']
        ['<w:p>…<w:r>', '<w:t>12:40</w:t>',  '</w:r></w:p>']

    Shape: every second piece is a gap; `contents` hold a function for each gap that turns the text
    into the content of a run, or "" if it needs several runs.
    """

    pieces: list[str]
    contents: tuple[Callable[[str], str], ...]


class _GridWriter:
    """Writes the rows of one table. What all rows have in common is made once."""

    def __init__(
        self,
        flow: FlowWriter,
        grid: Grid,
        kind: TableKind,
        container: Container,
        write_blocks: WriteBlocks,
    ) -> None:
        self._flow = flow
        self._grid = grid
        self._kind = kind
        self._write_blocks = write_blocks
        context = flow.context
        text, page = context.style.text, context.style.page
        padding = 2 * context.style.table.padding_x.twips
        self._indent = container.depth * context.style.indent.twips
        self._widths = context.column_widths.widths(grid, container.width, is_signed=kind.is_signed)
        self._containers = [
            Container(
                width=max(width - padding, padding),
                kind=ContainerKind.CELL,
                cell_style=self._aligned("TableCell", column.align),
            )
            for width, column in zip(self._widths, grid.columns, strict=True)
        ]
        self._cell_openings = [_open_cell(width) for width in self._widths]
        self._measured = context.column_widths.grid(grid)
        self._templates: dict[tuple[CellPattern, int, bool], _CellTemplate] = {}
        self._texts, self._code = (
            RunCache(context.faces, text[role].family)
            for role in (TextRole.TABLE_CELL, TextRole.CODE)
        )
        self._tall_pt = (page.height - page.top - page.bottom) * _TALL_ROW / 12700
        height = context.style.signature_height.twips
        rule = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
        self._row_height = rule if kind.is_signed else ""
        self.has_header = any(column.title.strip() for column in grid.columns)

    def _aligned(self, style_id: str, align: Align) -> str:
        if align is Align.START:
            return style_id
        return self._flow.context.stylesheet.derive(style_id, StyleChange(align=align))

    def frame(self) -> TableFrame:
        return TableFrame(
            style_id=SIGN_OFF if self._kind.is_signed else TABLE,
            widths=self._widths,
            indent=self._indent,
            has_header_row=self.has_header,
            has_header_column=self._grid.has_row_headers,
            has_bands=True,
            title=self._kind.title,
            description=", ".join(column.title for column in self._grid.columns if column.title),
        )

    def header_row(self) -> str:
        cells = []
        for column, opening in zip(self._grid.columns, self._cell_openings, strict=True):
            style_id = self._aligned("TableHead", column.align)
            with self._flow.nested():
                add_inlines(self._flow, style_id, column.children or (Text(column.title),))
                cells.append(f"{opening}{self._flow.xml()}</w:tc>")
        return row_xml(cells, HEADER_ROW)

    def row(self, row: Row, index: int, *, may_break: bool) -> str:
        if row.is_group:
            return self._group(row)
        cell_texts = repeat(None) if self._is_irregular else self._measured.rows[index]
        cells = [
            f"{opening}{self._cell(cell, cell_text, column)}</w:tc>"
            for column, (opening, cell, cell_text) in enumerate(
                zip(self._cell_openings, row.cells, cell_texts, strict=False)
            )
        ]
        for column in range(len(cells), len(self._cell_openings)):
            cells.append(f"{self._cell_openings[column]}{self._blocks((), column)}</w:tc>")
        may_break = may_break or self._measured.heights[index] > self._tall_pt
        split = "" if may_break else CANNOT_SPLIT
        return row_xml(cells, split + self._row_height)

    @property
    def _is_irregular(self) -> bool:
        """Whether cells of one pattern may differ in more than their texts."""
        return self._flow.context.is_right_to_left or self._flow.has_pending_marks

    def _group(self, row: Row) -> str:
        """Return a row of one cell across all columns. Source: 17.4.17."""
        container = Container(
            width=sum(container.width for container in self._containers),
            kind=ContainerKind.CELL,
            cell_style="TableGroup",
        )
        blocks = row.cells[0].blocks if row.cells else ()
        content = write_cell_blocks(self._flow, blocks, container, self._write_blocks)
        fill = self._flow.context.style.table.group_fill
        return row_xml((cell_xml(sum(self._widths), content, span=len(self._widths), fill=fill),))

    def _cell(self, cell: Cell, cell_text: CellText | None, column: int) -> str:
        if cell.field is not None and self._flow.context.options.is_fillable:
            controls = self._flow.context.content_controls
            with self._flow.nested():
                style_id = self._containers[column].cell_style
                self._flow.add_paragraph(style_id, controls.control(cell.field))
                return self._flow.xml()
        if cell_text is not None:
            template = self._template(cell_text.pattern, column)
            contents = tuple(map(call, template.contents, cell_text.texts))
            if all(contents):
                pieces = template.pieces.copy()
                pieces[1::2] = contents
                return "".join(pieces)
        return self._blocks(cell.blocks, column)

    def _template(self, pattern: CellPattern, column: int) -> _CellTemplate:
        key = (pattern, column, self._flow.is_kept)
        if key not in self._templates:
            container = self._containers[column]
            with self._flow.nested():
                self._write_blocks(self._flow, pattern.sample, container)
                self._flow.end(container.cell_style)
                paragraphs = [one for one in self._flow.parts if isinstance(one, PendingParagraph)]
            pieces: list[str] = [""]
            contents: list[Callable[[str], str]] = []
            for paragraph, inlines in zip(paragraphs, pattern.inlines or ((),), strict=True):
                pieces[-1] += paragraph.opening
                around = self._flow.context.stylesheet.paragraph_context(paragraph.style_id)
                for inline in inlines:
                    pieces[-1] += open_run(run_style_id(self._flow, inline, around))
                    pieces += ["", "</w:r>"]
                    cache = self._code if isinstance(inline, Code) else self._texts
                    contents.append(cache.__getitem__)
                pieces[-1] += "</w:p>"
            self._templates[key] = _CellTemplate(pieces, tuple(contents))
        return self._templates[key]

    def _blocks(self, blocks: tuple[Block, ...], column: int) -> str:
        return write_cell_blocks(self._flow, blocks, self._containers[column], self._write_blocks)

"""Columns have the same widths in Word and PDF, according to their content."""

from __future__ import annotations

import pytest

from pmdoc.model.document import Align, Cell, Column, ColumnKind, Grid, ParagraphRole, Row
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.dispatch import block_boxes
from pmdoc.render.pdf.blocks.grids import table_boxes
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.layout.tables import TableBox
from pmdoc.render.text.column_widths import ColumnDemand, share_width
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style import resolve_style
from pmdoc.style.style import TextRole
from tests.documents import cell, paragraph

FIT, TEXT = ColumnKind.FIT, ColumnKind.TEXT
WIDTH = 460.0
PADDING = 8.0


def demand(
    width: ColumnKind,
    line: float,
    word: float,
    *,
    amount: float = 0.0,
    later: float = 0.0,
    head: tuple[float, float] = (0.0, 0.0),
    align: Align = Align.START,
) -> ColumnDemand:
    """Return the demand of a column. Shape: `head` is the width of its line and of its word."""
    column = ColumnDemand.of(Column("", width=width, align=align))
    column.line, column.word, column.amount, column.later_line = line, word, amount, later
    column.head_line, column.head_word = head
    return column


def test_short_texts_stay_on_one_line_next_to_long_prose() -> None:
    """Prose gives way, as it breaks anyway."""
    prose = demand(TEXT, 900.0, 50.0, amount=20000.0)
    owner = demand(TEXT, 60.0, 40.0, amount=300.0)

    widths = share_width([prose, owner], WIDTH, PADDING)

    assert widths[1] >= 60.0 + PADDING
    assert WIDTH == pytest.approx(sum(widths))


def test_spare_width_goes_to_later_lines() -> None:
    """Rather than to a column of short words that needs none of it."""
    measure = demand(TEXT, 120.0, 50.0, amount=600.0)
    value = demand(FIT, 60.0, 40.0, amount=200.0, later=150.0)

    widths = share_width([measure, value], WIDTH, PADDING)

    assert widths[1] >= 150.0 + PADDING
    assert WIDTH == pytest.approx(sum(widths))


def test_headers_break_before_short_texts_and_those_before_words() -> None:
    """So much is given up as the room demands, and no more."""
    prose = demand(TEXT, 900.0, 300.0, amount=20000.0)
    name = demand(TEXT, 60.0, 30.0, amount=300.0)
    count = demand(FIT, 40.0, 40.0, amount=300.0, head=(200.0, 70.0))

    head_broken = share_width([prose, name, count], 480.0, PADDING, slack=1.0)
    name_broken = share_width([prose, name, count], 440.0, PADDING, slack=1.0)

    assert [78.0, 78.0] == [head_broken[2], name_broken[2]]
    assert head_broken[1] == 68.0 > name_broken[1] >= 30.0 + PADDING
    assert name_broken[0] >= 300.0 + PADDING


def test_prose_is_not_starved_by_columns_that_should_not_break() -> None:
    """The widest of them breaks if they leave too little."""
    prose = demand(TEXT, 900.0, 40.0, amount=20000.0)
    fitted = [demand(FIT, wide, 40.0, amount=4 * wide) for wide in (60.0, 100.0, 200.0)]

    widths = share_width([*fitted, prose], WIDTH, PADDING)

    assert widths[2] < 200.0
    assert widths[0] >= 60.0
    assert widths[1] >= 100.0
    assert widths[3] >= 0.25 * WIDTH


def test_too_many_columns_shrink_the_widest_most() -> None:
    """A column of digits stays whole."""
    columns = [demand(FIT, 5.0, 5.0), *(demand(TEXT, 200.0, 90.0, amount=900.0) for _ in range(8))]

    widths = share_width(columns, WIDTH, PADDING)

    assert widths[0] >= 5.0 + PADDING
    assert WIDTH == pytest.approx(sum(widths))
    assert min(widths[1:]) == pytest.approx(max(widths[1:]))


def test_figures_stay_beside_their_rows() -> None:
    """Spare width is at the end of the table, if figures come before its last column."""
    columns = [
        demand(TEXT, 80.0, 40.0, amount=200.0),
        demand(FIT, 30.0, 30.0, amount=90.0, align=Align.END),
        demand(TEXT, 50.0, 30.0, amount=100.0),
    ]

    widths = share_width(columns, WIDTH, PADDING)

    assert widths[0] < 0.3 * WIDTH
    assert widths[1] < 0.15 * WIDTH
    assert WIDTH == pytest.approx(sum(widths))


@pytest.mark.parametrize("unit", [1.0, 20.0, 0.01])
def test_a_unit_makes_no_difference(unit: float) -> None:
    """Word counts in twips, the PDF in points."""

    def shares(unit: float) -> list[float]:
        columns = [
            demand(FIT, 60.0 * unit, 30.0 * unit),
            demand(TEXT, 700.0 * unit, 60.0 * unit, amount=3000.0 * unit, later=90.0 * unit),
            demand(TEXT, 0.0, 0.0, head=(40.0 * unit, 40.0 * unit)),
        ]
        return [width / unit for width in share_width(columns, WIDTH * unit, PADDING * unit)]

    assert shares(1.0) == pytest.approx(shares(unit))


def test_no_columns_need_no_width() -> None:
    """A table may be empty."""
    assert [] == share_width([], WIDTH, PADDING)


def test_word_keeps_names_whole_and_gives_remarks_room() -> None:
    """By the same rules, with the style's fonts."""
    remark = paragraph("As the teams said at the time, early on", role=ParagraphRole.NOTE)
    row = Row((
        cell("Something that was to be done, told at such length that it takes lines " * 3),
        cell("Wilhelmina Lindqvist"),
    ))  # fmt: skip
    short = Row((cell("Traffic lost"), Cell((paragraph("80 %"), remark))))
    style = resolve_style()
    faces = Typefaces(style)
    columns = ColumnWidths(style, faces)
    look = style.text[TextRole.TABLE_CELL]

    tight = columns.widths(Grid(columns=(Column("Action"), Column("Owner")), rows=(row,)), 9240)
    loose = columns.widths(
        Grid(columns=(Column("Measure"), Column("Value", width=FIT)), rows=(short,)), 9240
    )

    assert tight[1] >= faces.width("Wilhelmina Lindqvist", look) + 2 * style.table.padding_x.twips
    assert loose[1] >= 9240 * 0.3
    assert 9240 == sum(tight) == sum(loose)


@pytest.mark.parametrize("width", [460.0, 180.0])
def test_tables_have_the_same_proportions_in_word_and_in_the_pdf(width: float) -> None:
    """To 1 % of the table's width: both measure with the same fonts."""
    columns = (
        Column("Time (UTC)", width=FIT),
        Column("What happened"),
        Column("Owner"),
        Column("Requests", width=FIT, align=Align.END),
    )
    row = Row((
        cell("17 September 2026, 14:05"),
        cell("The pool of connections was exhausted, and all payments waited for one another"),
        cell("Wilhelmina Lindqvist"),
        cell("2,720"),
    ))  # fmt: skip
    grid = Grid(columns=columns, rows=(row, row))
    style = resolve_style()
    builder = BoxBuilder(style, DocumentFonts(style), block_boxes)
    (anchored,) = table_boxes(builder, grid, BlockContext(parent=Element("Document")), (), "")
    anchored.measure(width)
    (table,) = anchored.children()
    assert isinstance(table, TableBox)

    word = ColumnWidths(style, Typefaces(style)).widths(grid, round(width * 20))

    shares = [one / width for one in table._model.columns.widths]
    assert shares == pytest.approx([one / width / 20 for one in word], abs=0.01)

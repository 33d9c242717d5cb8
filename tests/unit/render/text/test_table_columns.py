"""Columns have the same widths in Word and PDF, according to their content."""

from __future__ import annotations

import pytest

from pmdoc.model.document import Cell, Column, ColumnWidth, Grid, ParagraphRole, Row
from pmdoc.render.pdf.layout.column_widths import ColumnDemand, share_width
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style import resolve_style
from pmdoc.style.style import TextRole
from tests.documents import cell, paragraph

FIT, TEXT = ColumnWidth.FIT, ColumnWidth.TEXT
WIDTH = 460.0


def test_short_texts_stay_on_one_line_next_to_long_prose() -> None:
    """Prose wraps anyway."""
    prose = ColumnDemand(kind=TEXT, natural=900.0, longest=50.0, total=20000.0)
    owner = ColumnDemand(kind=TEXT, natural=64.0, longest=40.0, total=300.0)

    widths = share_width([prose, owner], WIDTH, 4.0)

    assert widths[1] >= 64.0 + 8.0
    assert WIDTH == pytest.approx(sum(widths))


def test_spare_width_goes_to_columns_with_remarks() -> None:
    """A column of short words needs none of it."""
    measure = ColumnDemand(kind=TEXT, natural=120.0, longest=50.0, total=600.0)
    value = ColumnDemand(kind=FIT, natural=60.0, longest=40.0, total=200.0, remark=150.0)

    widths = share_width([measure, value], WIDTH, 4.0)

    assert widths[1] >= 150.0 + 8.0
    assert WIDTH == pytest.approx(sum(widths))


def test_word_columns_follow_the_same_rules() -> None:
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

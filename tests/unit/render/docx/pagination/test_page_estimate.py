"""Page estimates for the contents list: heights of blocks, and space for footnotes."""

from __future__ import annotations

import pytest

from pmdoc.model.document import (
    Block,
    Cell,
    Column,
    Document,
    Emphasis,
    Footnote,
    Grid,
    Heading,
    Inline,
    ItemList,
    KeyValue,
    KeyValues,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from pmdoc.render.docx.pagination.block_height import BlockHeights, PageChunk
from pmdoc.render.docx.pagination.page_estimate import estimate_pages
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole
from tests.documents import metadata

ACROSS = 9000.0
NOTE = Footnote((Paragraph((Text("Told by the nurse in charge."),)),), 1)
WORDS = Text("Ward 1 reports a limit that is wrong")


def chunks(block: Block, style: Style) -> list[PageChunk]:
    """Measure one block."""
    faces = Typefaces(style)
    return list(
        BlockHeights(style, faces, ColumnWidths(style, faces), 700.0, ACROSS).chunks(
            (block,), ACROSS
        )
    )


def note_blocks(*inlines: Inline) -> tuple[Paragraph, ...]:
    """Make the blocks of a cell or an item with a footnote."""
    return (Paragraph(inlines),)


def repeated_rows(*inlines: Inline, rows: int = 1) -> Table:
    """Make a table of equal rows."""
    row = Row((Cell(note_blocks(*inlines)),))
    return Table(grid=Grid(columns=(Column("Event"),), rows=(row,) * rows))


@pytest.mark.parametrize(
    "block",
    [
        *note_blocks(WORDS, NOTE),
        *note_blocks(WORDS, Emphasis((Text("so"), NOTE))),
        Quote(note_blocks(WORDS, NOTE)),
        ItemList(items=(ListItem(note_blocks(WORDS, NOTE)),)),
        repeated_rows(WORDS, NOTE),
        KeyValues(items=(KeyValue("Ward", note_blocks(WORDS, NOTE)),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_footnote_takes_space_wherever_its_mark_is(block: Block, style: Style) -> None:
    """It takes one line across the page and the space below it."""
    look = style.text[TextRole.NOTE]

    found = [chunk.notes for chunk in chunks(block, style) if chunk.notes]

    assert [look.leading.pt + look.space_after.pt] == found


def test_footnotes_of_a_long_table_fill_its_pages(style: Style) -> None:
    """A heading after sixty rows is two pages further if each row has a note."""
    faces = Typefaces(style)
    ends = []
    for inlines in ((WORDS,), (WORDS, NOTE)):
        blocks = (
            repeated_rows(*inlines, rows=60),
            Heading(level=1, children=(Text("End"),), anchor="end"),
        )
        document = Document(metadata=metadata(), blocks=blocks)
        pages, _ = estimate_pages(document, style, faces, ColumnWidths(style, faces))
        ends.append(pages["end"])

    assert [2, 4] == ends


def test_key_value_rows_are_equally_high_with_a_head(style: Style) -> None:
    items = (KeyValue("Ward", note_blocks(WORDS)),) * 2

    _, alone = chunks(KeyValues(items=items), style)
    _, _, below = chunks(KeyValues(items=items, head=("Field", "Value")), style)

    assert alone.height == below.height


def test_tall_scripts_have_higher_lines(style: Style) -> None:
    """An Arabic line is one and a half font sizes high; Latin and Hebrew fit the style's."""
    cell = style.text[TextRole.TABLE_CELL]

    assert round(cell.size * 1.5) == Typefaces(style, "ar").pitch(cell)
    assert cell.leading == Typefaces(style, "he").pitch(cell) == Typefaces(style, "en").pitch(cell)

"""What the contents list counts on: how high things are, and what stands at the foot of a page."""

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
NOTE = Footnote((Text("Told by the nurse in charge."),), 1)
WORDS = Text("Ward 1 reports a limit that is wrong")


def chunks(block: Block, style: Style) -> list[PageChunk]:
    """Measure one block."""
    faces = Typefaces(style)
    return list(
        BlockHeights(style, faces, ColumnWidths(style, faces), 700.0, ACROSS).chunks(
            (block,), ACROSS
        )
    )


def paragraph(*inlines: Inline) -> tuple[Paragraph, ...]:
    """Make the blocks of a cell or an item."""
    return (Paragraph(inlines),)


def in_table(*inlines: Inline, rows: int = 1) -> Table:
    """Make a table of rows that say the same."""
    row = Row((Cell(paragraph(*inlines)),))
    return Table(grid=Grid(columns=(Column("Event"),), rows=(row,) * rows))


@pytest.mark.parametrize(
    "block",
    [
        *paragraph(WORDS, NOTE),
        *paragraph(WORDS, Emphasis((Text("so"), NOTE))),
        Quote(paragraph(WORDS, NOTE)),
        ItemList(items=(ListItem(paragraph(WORDS, NOTE)),)),
        in_table(WORDS, NOTE),
        KeyValues(items=(KeyValue("Ward", paragraph(WORDS, NOTE)),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_note_takes_room_wherever_its_mark_stands(block: Block, style: Style) -> None:
    """One line across the page and the space below it, beside what the words take."""
    look = style.text[TextRole.NOTE]

    found = [chunk.notes for chunk in chunks(block, style) if chunk.notes]

    assert [look.leading.pt + look.space_after.pt] == found


def test_notes_of_a_long_table_fill_its_pages(style: Style) -> None:
    """A heading behind sixty rows stands two pages later, where each row has a note."""
    faces = Typefaces(style)
    ends = []
    for inlines in ((WORDS,), (WORDS, NOTE)):
        blocks = (
            in_table(*inlines, rows=60),
            Heading(level=1, children=(Text("End"),), anchor="end"),
        )
        document = Document(metadata=metadata(), blocks=blocks)
        pages, _ = estimate_pages(document, style, faces, ColumnWidths(style, faces))
        ends.append(pages["end"])

    assert [2, 4] == ends


def test_rows_of_facts_have_their_rule_with_a_head_too(style: Style) -> None:
    """A second row is as high below a head as without one."""
    items = (KeyValue("Ward", paragraph(WORDS)),) * 2

    _, alone = chunks(KeyValues(items=items), style)
    _, _, below = chunks(KeyValues(items=items, head=("Field", "Value")), style)

    assert alone.height == below.height


def test_lines_of_a_tall_script_stand_further_apart(style: Style) -> None:
    """The Arabic font is one and a half times its size high; Latin and Hebrew keep the style's."""
    cell = style.text[TextRole.TABLE_CELL]

    assert round(cell.size * 1.5) == Typefaces(style, "ar").pitch(cell)
    assert cell.leading == Typefaces(style, "he").pitch(cell) == Typefaces(style, "en").pitch(cell)

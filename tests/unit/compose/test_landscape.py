"""Tables that need the width get turned pages, and what introduces them goes there too."""

from __future__ import annotations

from pmdoc.compose.landscape import add_landscape_pages
from pmdoc.model.document import (
    Block,
    Cell,
    Column,
    ColumnWidth,
    Grid,
    Heading,
    PageBreak,
    PageKind,
    Row,
    Table,
)
from tests.documents import heading, paragraph
from tests.incidents import context_for

TURN, BACK = PageBreak(PageKind.WIDE), PageBreak()


def table(columns: int, text: str = "a few words that fill a cell", anchor: str = "") -> Table:
    """Make a table of one row."""
    cell = Cell((paragraph(text),))
    heads = tuple(Column(f"C{at}", ColumnWidth.FIT) for at in range(columns))
    return Table(grid=Grid(columns=heads, rows=(Row((cell,) * columns),)), anchor=anchor)


def turned(*blocks: Block, wide: dict[str, bool] | None = None) -> list[Block]:
    """Turn what needs it."""
    ctx = context_for()
    ctx.state.landscape.update(wide or {})
    return list(add_landscape_pages(blocks, ctx))


def test_a_table_that_fits_stays_upright() -> None:
    """Few columns, or columns of few characters."""
    blocks = [heading(1, "One", "a"), table(5), table(8, "12:00")]

    assert blocks == turned(*blocks)


def test_a_wide_table_takes_its_heading_and_introduction_along() -> None:
    """Neither is left alone on the page before; the text goes on upright."""
    above, intro, wide, after = (
        heading(1, "A", "a"),
        paragraph("It shows."),
        table(7),
        heading(1, "B", "b"),
    )

    assert [TURN, above, intro, wide, BACK, after] == turned(above, intro, wide, after)


def test_sections_that_ended_above_stay_upright() -> None:
    """Only the sections that the table stands in go along, with what is said at their start."""
    one, none = heading(1, "A", "a"), paragraph("None recorded.")
    two, intro, part, wide = (
        heading(1, "B", "b"),
        paragraph("It shows."),
        heading(2, "C", "c"),
        table(7),
    )

    assert [one, none, TURN, two, intro, part, wide] == turned(one, none, two, intro, part, wide)


def test_text_that_is_not_just_an_introduction_stays() -> None:
    """Only what stands between the last heading and the table is moved."""
    first, text, above, wide = heading(1, "A", "a"), table(2), heading(2, "B", "b"), table(7)

    assert [first, text, TURN, above, wide] == turned(first, text, above, wide)


def test_wide_tables_that_follow_each_other_share_their_pages() -> None:
    """No page is turned back for a heading alone."""
    one, above, two = table(7), heading(1, "B", "b"), table(8)

    assert [TURN, one, above, two] == turned(one, above, two)


def test_a_few_words_between_wide_tables_turn_no_page() -> None:
    """An upright page for a line is nearly empty; a longer text has one of its own."""
    one, short, long, two = table(7), paragraph("Then:"), paragraph("word " * 70), table(8)

    assert [TURN, one, short, two] == turned(one, short, two)
    assert [TURN, one, BACK, long, TURN, two] == turned(one, long, two)


def test_a_section_that_starts_a_page_turns_it() -> None:
    """One break is enough."""
    above, wide = heading(1, "A", "a"), table(7)

    assert [TURN, above, wide] == turned(BACK, above, wide)


def test_the_layout_has_the_last_word() -> None:
    """A table is turned or not as its layout says."""
    small, large = table(2, anchor="small"), table(9, anchor="large")

    assert [TURN, small, BACK, large] == turned(small, large, wide={"small": True, "large": False})


def test_headings_keep_their_order() -> None:
    """Nothing is lost or moved past another block."""
    blocks = [heading(1, "A", "a"), table(7), paragraph("x"), heading(1, "B", "b"), table(7)]

    kept = [b for b in turned(*blocks) if not isinstance(b, PageBreak)]

    assert blocks == kept
    assert [b.anchor for b in kept if isinstance(b, Heading)] == ["a", "b"]

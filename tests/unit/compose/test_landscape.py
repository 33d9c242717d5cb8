"""Wide tables move to landscape pages together with their introductions."""

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


def turn(*blocks: Block, wide: dict[str, bool] | None = None) -> list[Block]:
    """Move wide tables to landscape pages."""
    ctx = context_for()
    ctx.state.landscape.update(wide or {})
    return list(add_landscape_pages(blocks, ctx))


def test_narrow_table_stays_portrait() -> None:
    """Few columns, or columns of few characters."""
    blocks = [heading(1, "One", "a"), table(5), table(8, "12:00")]

    assert blocks == turn(*blocks)


def test_wide_table_takes_its_heading_and_introduction_along() -> None:
    """Neither is left behind on the page before; the text continues in portrait."""
    above, intro, wide, after = (
        heading(1, "A", "a"),
        paragraph("It shows."),
        table(7),
        heading(1, "B", "b"),
    )

    assert [TURN, above, intro, wide, BACK, after] == turn(above, intro, wide, after)


def test_earlier_sections_stay_portrait() -> None:
    """Only the sections that contain the table move, with their introductory text."""
    one, none = heading(1, "A", "a"), paragraph("None recorded.")
    two, intro, part, wide = (
        heading(1, "B", "b"),
        paragraph("It shows."),
        heading(2, "C", "c"),
        table(7),
    )

    assert [one, none, TURN, two, intro, part, wide] == turn(one, none, two, intro, part, wide)


def test_content_before_the_last_heading_stays_portrait() -> None:
    """Only text between the last heading and the table moves."""
    first, text, above, wide = heading(1, "A", "a"), table(2), heading(2, "B", "b"), table(7)

    assert [first, text, TURN, above, wide] == turn(first, text, above, wide)


def test_consecutive_wide_tables_share_their_pages() -> None:
    """No portrait page is inserted for a heading alone."""
    one, above, two = table(7), heading(1, "B", "b"), table(8)

    assert [TURN, one, above, two] == turn(one, above, two)


def test_short_text_between_wide_tables_stays_landscape() -> None:
    """A portrait page for one line is nearly empty; a longer text gets its own."""
    one, short, long, two = table(7), paragraph("Then:"), paragraph("word " * 70), table(8)

    assert [TURN, one, short, two] == turn(one, short, two)
    assert [TURN, one, BACK, long, TURN, two] == turn(one, long, two)


def test_section_that_starts_a_page_needs_one_break() -> None:
    above, wide = heading(1, "A", "a"), table(7)

    assert [TURN, above, wide] == turn(BACK, above, wide)


def test_layout_setting_overrides_the_table_width() -> None:
    """A table is landscape or not as its layout says."""
    small, large = table(2, anchor="small"), table(9, anchor="large")

    assert [TURN, small, BACK, large] == turn(small, large, wide={"small": True, "large": False})


def test_blocks_keep_their_order() -> None:
    """Nothing is lost or moved past another block."""
    blocks = [heading(1, "A", "a"), table(7), paragraph("x"), heading(1, "B", "b"), table(7)]

    kept = [b for b in turn(*blocks) if not isinstance(b, PageBreak)]

    assert blocks == kept
    assert [b.anchor for b in kept if isinstance(b, Heading)] == ["a", "b"]

"""Page breaks are where a reader expects them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmdoc.model.document import (
    Column,
    ColumnWidth,
    Contents,
    ContentsEntry,
    Grid,
    ItemList,
    KeyValue,
    KeyValues,
    ListItem,
    ParagraphRole,
    Row,
    Table,
    Text,
)
from tests.documents import cell, heading, paragraph, timeline
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]


@pytest.mark.parametrize("count", range(28, 40))
def test_contents_list_leaves_no_few_lines_on_the_next_page(count: int, make: Make) -> None:
    """It is set closer if that helps; a longer list continues with several lines."""
    entries = tuple(ContentsEntry(1, (Text(f"Entry{at}"),), f"a{at}") for at in range(count))

    made = make(Contents(title="Contents", entries=entries), heading(1, "One", "a0"))

    second = made.text("-f", "2", "-l", "2").count("Entry") if made.page_count > 1 else 0
    assert second == 0 or second > 3


@pytest.mark.parametrize("lines", range(34, 44))
def test_introduction_stays_with_its_table(lines: int, make: Make) -> None:
    filler = [paragraph("Line") for _ in range(lines)]

    made = make(*filler, paragraph("The table shows:"), timeline(5))

    for page in range(1, made.page_count + 1):
        text = made.text("-f", str(page), "-l", str(page))
        assert ("The table shows" in text) == ("Phase 1" in text)


def _item(number: int) -> ListItem:
    remark = paragraph(f"Remark{number}.", role=ParagraphRole.NOTE)
    return ListItem((paragraph(f"Title{number}."), paragraph(f"Text{number}."), remark))


@pytest.mark.parametrize("lines", range(30, 40))
def test_list_item_keeps_its_title_and_remark(lines: int, make: Make) -> None:
    """No page ends with a title or begins with a remark."""
    filler = [paragraph("Line") for _ in range(lines)]

    made = make(*filler, ItemList(items=tuple(map(_item, range(4)))))

    for page in range(1, made.page_count + 1):
        text = made.text("-f", str(page), "-l", str(page))
        for number in range(4):
            parts = {f"{part}{number}." in text for part in ("Title", "Text", "Remark")}
            assert len(parts) == 1


@pytest.mark.parametrize("lines", range(34, 44))
def test_paragraph_ending_in_a_colon_stays_with_its_list(lines: int, make: Make) -> None:
    filler = [paragraph("Line") for _ in range(lines)]
    items = ItemList(items=tuple(ListItem((paragraph(f"Item{at}"),)) for at in range(3)))

    made = make(*filler, paragraph("In this order:"), items)

    pages = [made.text("-f", str(at), "-l", str(at)) for at in range(1, made.page_count + 1)]
    assert all(("In this order" in text) == ("Item0" in text) for text in pages)


@pytest.mark.parametrize("lines", range(26, 38))
def test_small_key_value_table_stays_whole(lines: int, make: Make) -> None:
    """It moves to the next page as a whole."""
    filler = [paragraph("Line") for _ in range(lines)]
    facts = [KeyValue(f"Fact{at}", (paragraph(f"Value{at}"),)) for at in range(7)]

    made = make(*filler, KeyValues(items=tuple(facts)))

    pages = [made.text("-f", str(at), "-l", str(at)) for at in range(1, made.page_count + 1)]
    assert all(("Value0" in text) == ("Value6" in text) for text in pages)


def tall_table(*rows: Row) -> Table:
    """Make a table of a group row, some rows, and one that is higher than a page."""
    day = Row((cell("Day one"),), is_group=True)
    tall = Row((cell("Tall"), cell("long " * 1200 + "last")))
    columns = (Column("Time", ColumnWidth.FIT), Column("Event"))
    return Table(grid=Grid(columns=columns, rows=(day, *rows, tall, day, *rows, tall)))


@pytest.mark.parametrize("lines", [0, 5, 12, 40])
def test_row_higher_than_a_page_starts_below_its_headings(lines: int, make: Make) -> None:
    """Head, group row and the start of the row are on one page."""
    made = make(*[paragraph("Line") for _ in range(lines)], tall_table())

    pages = [made.text("-f", str(at), "-l", str(at)) for at in range(1, made.page_count + 1)]
    assert [] == [page for page in pages if "Day one" in page and "long long" not in page]
    assert 2400 == sum(page.count("long") for page in pages)
    assert 2 == sum(page.count("last") for page in pages)


def test_row_higher_than_a_page_starts_in_the_remaining_space(make: Make) -> None:
    """Half a page is used, a few lines are not."""
    short = Row((cell("Short"), cell("row")))

    half, sliver = (make(*[paragraph("Line")] * count, tall_table(short)) for count in (15, 30))

    assert "long" in half.text("-l", "1")
    assert "long" not in sliver.text("-l", "1")

"""Extreme documents neither stop the build nor exceed the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmdoc.model.document import (
    Badge,
    Block,
    Callout,
    CodeBlock,
    Column,
    ColumnWidth,
    Contents,
    Figure,
    Grid,
    ItemList,
    KeyFigure,
    KeyFigures,
    KeyValue,
    KeyValues,
    ListItem,
    Quote,
    Revisions,
    Row,
    SignOffTable,
    Table,
    Timeline,
    TitleBlock,
)
from tests.documents import cell, heading, paragraph, picture
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]
LEFT, RIGHT = 70.0, 533.5


def table(columns: list[Column], *rows: Row) -> Table:
    return Table(grid=Grid(columns=tuple(columns), rows=rows))


def nested(depth: int) -> ItemList:
    inner = (nested(depth - 1),) if depth > 1 else ()
    return ItemList(items=(ListItem((paragraph(f"level {depth}"), *inner)),), ordered=depth % 2 > 0)


FIFTY = [
    Column(f"Column {at}", ColumnWidth.FIT if at % 2 else ColumnWidth.TEXT) for at in range(50)
]
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"
CASES: dict[str, Block] = {
    "cell of 6,000 words": table(
        [Column("A"), Column("B")], Row((cell("x"), cell("word " * 6000)))
    ),
    "word of 50,000 letters": paragraph("a" * 50_000),
    "address of 45,000 letters": paragraph("https://example.com/" + "ab/" * 15_000),
    "narrow picture": Figure(image=picture(1, 20_000), alternative="a line"),
    "flat picture": Figure(image=picture(20_000, 1), alternative="a line"),
    "head higher than a page": table(
        [Column("head " * 3000), Column("B")],
        Row((cell("x"), cell("y"))),
        Row((cell("z"), cell("w"))),
    ),
    "50 columns": table(FIFTY, Row(tuple(cell(f"word {at}") for at in range(50)))),
    "figures of long words": KeyFigures(figures=(KeyFigure(LONG, LONG, LONG),) * 5),
    "lists 20 deep": nested(20),
    "lists 60 deep": nested(60),
    "badge wider than a page": paragraph(Badge("word " * 60)),
    "signatures for three pages": SignOffTable(
        grid=Grid(columns=(Column("A"), Column("B")), rows=(Row((cell("x"), cell("y"))),) * 50)
    ),
    "3,000 lines of code": CodeBlock("\n".join(f"{at} {'x' * (at % 150)}" for at in range(3000))),
    "long callout": Callout(blocks=(paragraph("w " * 3000), CodeBlock("a\n" * 200))),
}


@pytest.mark.parametrize("name", CASES)
def test_extremes_stay_on_the_page(make: Make, name: str) -> None:
    """Every word is between the margins."""
    made = make(paragraph("Before."), CASES[name], paragraph("After."))

    words = made.words()
    assert [w for w, (left, _, right, _) in words if left < LEFT or right > RIGHT] == []
    assert [w for w, (_, top, _, bottom) in words if top < 20 or bottom > 825] == []
    assert made.text().index("Before.") < made.text().index("After.")


EMPTY: dict[str, Block] = {
    "paragraph": paragraph(),
    "list": ItemList(items=()),
    "list item": ItemList(items=(ListItem(()),)),
    "key values": KeyValues(items=()),
    "value": KeyValues(items=(KeyValue("a", ()),)),
    "key figures": KeyFigures(figures=()),
    "columns": table([]),
    "rows": table([Column("A")]),
    "row": table([Column("A")], Row(())),
    "group": Timeline(grid=Grid(columns=(Column(""),), rows=(Row((), is_group=True),))),
    "revisions": Revisions(grid=Grid(columns=(), rows=())),
    "sign-off": SignOffTable(grid=Grid(columns=(), rows=())),
    "callout": Callout(blocks=()),
    "quote": Quote(()),
    "contents": Contents(title="Contents", entries=()),
    "code": CodeBlock(""),
    "title": TitleBlock(title=""),
}


@pytest.mark.parametrize("name", EMPTY)
def test_empty_parts_are_no_error(make: Make, name: str) -> None:
    """They take little space."""
    assert make(EMPTY[name], paragraph("After.")).page_count == 1


def test_empty_document_has_one_page(make: Make) -> None:
    """A PDF needs a page."""
    assert make().page_count == 1


@pytest.mark.parametrize("lines", range(26, 34))
def test_heading_is_never_last_on_a_page(make: Make, lines: int) -> None:
    made = make(*[paragraph("line")] * lines, heading(1, "Heading", "h"), paragraph("Its text."))

    for page in range(1, made.page_count + 1):
        text = made.text("-f", str(page), "-l", str(page))
        assert ("Heading" in text) == ("Its text." in text)


def test_500_headings_in_a_row_fill_their_pages(make: Make) -> None:
    """Each should stay with the next, which is impossible; no page may be left empty."""
    assert make(*[heading(2, f"H {at}", f"h{at}") for at in range(500)]).page_count < 30


@pytest.mark.parametrize("count", range(28, 36))
def test_table_that_just_fits_leaves_no_empty_page(make: Make, count: int) -> None:
    """Every page has a row below its head."""
    rows = [Row((cell(f"row{at}"),)) for at in range(count)]
    made = make(table([Column("Head")], *rows))

    for page in range(1, made.page_count + 1):
        assert "row" in made.text("-f", str(page), "-l", str(page))


def test_paragraph_leaves_no_single_line(make: Make) -> None:
    """At least two lines are on either side of a page break."""
    made = make(*[paragraph("one two three four five " * 14)] * 40)

    for page in range(1, made.page_count + 1):
        tops = sorted({round(box[1]) for word, box in made.words() if word != "x"})
        assert len(tops) > 2
        text = made.text(
            "-f", str(page), "-l", str(page), "-y", "90", "-H", "660", "-x", "0", "-W", "600"
        )
        blocks = [part for part in text.strip().split("\n\n") if part.strip()]
        assert all(len(part.strip().split("\n")) >= 2 for part in (blocks[0], blocks[-1]))

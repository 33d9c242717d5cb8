"""Footnotes are at the bottom of their mark's page, and are read right after the mark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmdoc.model.document import Cell, Column, Footnote, Grid, Paragraph, Row, Table, Text
from tests.documents import WORDS, paragraph
from tests.structure import pieces_in_tree, pieces_on_pages
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]


def note(number: int, words: str = "remark") -> Footnote:
    """Make a footnote."""
    return Footnote((Paragraph((Text(f"{words} {number}"),)),), number)


def test_footnote_is_read_after_its_mark(make: Make) -> None:
    """The mark is a reference and a link, followed by the note with an id."""
    made = make(paragraph("One", note(1), " two."))

    assert [tag for _, tag, _ in made.elements()] == [
        "Document", "P", "Span", "Reference", "Link", "Note", "Lbl", "P", "Span",
    ]  # fmt: skip
    (found,) = [element for _, tag, element in made.elements() if tag == "Note"]
    assert str(found.ID) == "note-1"
    assert [str(name) for name in made.kept.Root.StructTreeRoot.IDTree.Names[::2]] == ["note-1"]


def test_footnotes_are_on_the_page_of_their_mark(make: Make) -> None:
    """This holds even if the line with the mark is the last one that fits."""
    blocks = [paragraph(f"{WORDS} mark{at}", note(at)) for at in range(1, 60)]

    made = make(*blocks)

    for page in range(1, made.page_count + 1):
        words = made.text("-f", str(page), "-l", str(page)).split()
        marks = {word.removeprefix("mark") for word in words if word.startswith("mark")}
        notes = {words[at + 1] for at, word in enumerate(words) if word == "remark"}
        assert marks == notes
        assert marks


def test_footnotes_of_a_table_are_at_the_bottom_too(make: Make) -> None:
    """They must be known although rows are written as they are drawn."""
    rows = tuple(Row((Cell((paragraph(f"cell{at}", note(at)),)),)) for at in range(1, 90))

    made = make(Table(grid=Grid(columns=(Column("Head"),), rows=rows)))

    last = made.text("-f", "1", "-l", "1").split()
    cells = [word for word in last if word.startswith("cell")]
    assert last.count("remark") == len(cells)
    assert len([tag for _, tag, _ in made.elements() if tag == "Note"]) == 89


def test_long_footnote_continues_on_the_next_page(make: Make) -> None:
    """Nothing is lost."""
    made = make(paragraph("One", Footnote((Paragraph((Text(f"{WORDS} " * 60 + "end."),)),), 1)))

    assert made.page_count > 1
    assert made.text().split().count("replication") == 60
    assert "end." in made.text()


def test_long_footnote_of_a_table_is_one_element(make: Make) -> None:
    """Its row is written before the note ends, but no marked content is without a parent."""
    long = Footnote((Paragraph((Text(f"{WORDS} " * 60 + "end."),)),), 1)
    grid = Grid(columns=(Column("Head"),), rows=(Row((Cell((paragraph("cell", long),)),)),))

    made = make(Table(grid=grid), *[paragraph(WORDS) for _ in range(60)])

    assert sorted(pieces_on_pages(made.kept)) == sorted(pieces_in_tree(made.kept))
    (found,) = [element for _, tag, element in made.elements() if tag == "Note"]
    assert len(list(found.K[1].K)) > 1
    assert found.P.S == "/TD"


@pytest.mark.parametrize("is_table", [False, True], ids=["text", "table"])
def test_footnotes_moved_to_the_next_page_follow_their_marks(make: Make, *, is_table: bool) -> None:
    """If there are more notes than a page holds, each keeps its number and text."""
    marks = [part for at in range(1, 100) for part in (f" mark{at}", note(at))]
    row = Row((Cell((paragraph(*marks),)),))
    block = Table(grid=Grid(columns=(Column("Head"),), rows=(row,)))

    made = make(block if is_table else paragraph(*marks))

    notes = [element for _, tag, element in made.elements() if tag == "Note"]
    assert [f"note-{at}" for at in range(1, 100)] == [str(found.ID) for found in notes]
    assert [["Lbl", "P"]] * 99 == [[str(kid.S)[1:] for kid in found.K] for found in notes]
    assert all("/K" in kid for found in notes for kid in found.K)
    assert len({found.K[0].Pg.objgen for found in notes}) > 1
    assert sorted(pieces_on_pages(made.kept)) == sorted(pieces_in_tree(made.kept))


def test_footnotes_fill_the_space_below_the_text(make: Make) -> None:
    """No note continues on the next page while there is space."""
    marks = [part for at in range(1, 37) for part in (f" mark{at}", note(at))]

    made = make(paragraph(*marks))

    assert made.page_count == 1
    assert made.text().split().count("remark") == 36


@pytest.mark.parametrize("is_table", [False, True], ids=["text", "table"])
def test_pages_are_drawn_in_reading_order(make: Make, *, is_table: bool) -> None:
    """Readers without support for tags find each note after its mark, too."""
    marks = [part for at in range(1, 100) for part in (f" mark{at}", note(at))]
    rows = tuple(Row((Cell((paragraph(*marks[at : at + 20]),)),)) for at in range(0, 198, 20))
    table = Table(grid=Grid(columns=(Column("Head"),), rows=rows))

    made = make(*([table] if is_table else [paragraph(*marks)]), paragraph(WORDS))

    drawn, read = pieces_on_pages(made.kept), pieces_in_tree(made.kept)
    assert made.page_count > 1
    for page in range(made.page_count):
        assert [at for at in drawn if at[0] == page] == [at for at in read if at[0] == page]

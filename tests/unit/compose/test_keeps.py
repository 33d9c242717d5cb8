"""Introductions stay with what follows them, and small tables in one piece."""

from __future__ import annotations

import pytest

from pmdoc.compose.keeps import mark_keeps
from pmdoc.model.document import (
    Abbreviation,
    Block,
    Cell,
    CodeBlock,
    Column,
    Grid,
    Inline,
    ItemList,
    KeyValue,
    KeyValues,
    ListItem,
    Paragraph,
    ParagraphRole,
    Quote,
    Revisions,
    Row,
    SignOffTable,
    Table,
    Text,
)

CODE = CodeBlock("x")
LIST = ItemList(items=(ListItem((Paragraph((Text("One"),)),)),))
NOTE = Paragraph((Text("By hand"),), ParagraphRole.NOTE)
EMPTY = Grid(columns=(), rows=())


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph((Text(text),))


def table(*texts: str) -> Table:
    """Return a table of one column with a row for each text."""
    rows = tuple(Row((Cell((paragraph(text),)),)) for text in texts)
    return Table(grid=Grid(columns=(Column("Text"),), rows=rows))


@pytest.mark.parametrize(
    ("children", "following", "expected"),
    [
        ((Text("a" * 300),), CODE, True),
        ((Text("a" * 301),), CODE, False),
        ((Text("a" * 300), Abbreviation("b", "be")), CODE, False),
        ((Text("Who signs, agrees."),), SignOffTable(grid=EMPTY), True),
        ((Text("What changed."),), Revisions(grid=EMPTY), True),
        ((Text("The steps:"),), LIST, True),
        ((Text("The steps."),), LIST, False),
        ((Text("The log:"),), paragraph("more"), False),
        ((Text("The log:"),), None, False),
    ],
)
def test_a_short_paragraph_stays_with_what_it_introduces(
    children: tuple[Inline, ...], following: Block | None, *, expected: bool
) -> None:
    """A longer one says more than what follows it, and so does one above a paragraph."""
    blocks = (Paragraph(children), *((following,) if following is not None else ()))

    first = mark_keeps(blocks)[0]

    assert Paragraph(children, keep_with_next=expected) == first


def test_code_introduces_nothing() -> None:
    """Only a paragraph does."""
    assert (CODE, CODE) == mark_keeps((CODE, CODE))


def test_the_title_of_a_list_item_stays_with_the_next_block() -> None:
    """A later paragraph does not."""
    one, two, three = (paragraph(text) for text in ("One", "Two", "Three"))

    (marked,) = mark_keeps((ItemList(items=(ListItem((one, two, three)),)),))

    kept = Paragraph(one.children, keep_with_next=True)
    assert ItemList(items=(ListItem((kept, two, three)),)) == marked


@pytest.mark.parametrize("above", [paragraph("Two"), CODE, LIST], ids=["text", "code", "list"])
def test_a_note_in_a_list_item_stays_with_the_block_above(above: Block) -> None:
    """Of a list above it, the last paragraph is kept."""
    item = ListItem((paragraph("One"), above, NOTE))

    (marked,) = mark_keeps((ItemList(items=(item,)),))

    assert isinstance(marked, ItemList)
    kept = marked.items[0].blocks[1]
    if isinstance(kept, ItemList):
        kept = kept.items[0].blocks[0]
    assert isinstance(kept, Paragraph | CodeBlock)
    assert kept.keep_with_next


def test_blocks_in_a_quote_are_marked() -> None:
    """They are laid out like those outside."""
    introduction = paragraph("The log:")

    (marked,) = mark_keeps((Quote((introduction, CODE)),))

    assert Quote((Paragraph(introduction.children, keep_with_next=True), CODE)) == marked


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (table(*["a" * 50] * 8), True),
        (table(*["a" * 50] * 7, "a" * 51), False),
        (table(*"abcdefghi"), False),
        (Revisions(grid=EMPTY), True),
        (SignOffTable(grid=table(*"abcdefghi").grid), True),
    ],
    ids=["400 characters", "401 characters", "9 rows", "empty", "to be signed"],
)
def test_a_small_table_stays_in_one_piece(
    block: Table | Revisions | SignOffTable, *, expected: bool
) -> None:
    """Rows and characters count; a table to be signed stays together whatever its size."""
    (marked,) = mark_keeps((block,))

    assert isinstance(marked, Table | Revisions | SignOffTable)
    assert expected is marked.grid.keep_together


def test_a_small_table_of_labelled_values_stays_in_one_piece() -> None:
    """Its values are counted, not its labels."""
    short, long = (KeyValue("a" * 500, (paragraph("a" * size),)) for size in (400, 401))

    marked = mark_keeps((KeyValues(items=(short,)), KeyValues(items=(long,))))

    expected = (KeyValues(items=(short,), keep_together=True), KeyValues(items=(long,)))
    assert expected == marked

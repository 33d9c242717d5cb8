"""Blocks are grouped by page kind, and introductions are kept with the next block."""

from __future__ import annotations

import pytest

from pmdoc.model.document import (
    Abbreviation,
    Block,
    CodeBlock,
    Emphasis,
    Grid,
    Inline,
    PageBreak,
    PageKind,
    Paragraph,
    Revisions,
    SignOffTable,
    Text,
)
from pmdoc.model.page_kinds import by_kind, leads_in

CODE = CodeBlock("x")


@pytest.mark.parametrize(
    ("children", "following", "expected"),
    [
        ((Text("a" * 300),), CODE, True),
        ((Text("a" * 301),), CODE, False),
        ((Text("a" * 300), Abbreviation("b", "be")), CODE, False),
        ((Text("Who signs, agrees."),), SignOffTable(grid=Grid(columns=(), rows=())), True),
        ((Text("What changed."),), Revisions(grid=Grid(columns=(), rows=())), True),
        ((Text("The log:"),), Paragraph((Text("more"),)), False),
        ((Text("The log:"),), None, False),
    ],
)
def test_short_paragraph_introduces_a_block_other_than_text(
    children: tuple[Inline, ...], following: Block | None, *, expected: bool
) -> None:
    """A longer paragraph has content of its own."""
    assert expected is leads_in(Paragraph(children), following)


def test_only_a_paragraph_introduces() -> None:
    assert not leads_in(CODE, CODE)


def test_blocks_are_grouped_by_page_kind() -> None:
    """Breaks between pages of one kind stay in the group, and no group is empty."""
    one, two, three = (Paragraph((Emphasis((Text(text),)),)) for text in "123")
    wide = PageBreak(PageKind.WIDE)

    found = list(by_kind((wide, one, wide, two, PageBreak(), PageBreak(), three)))

    assert [
        (PageKind.WIDE, (one, wide, two)),
        (PageKind.NORMAL, (PageBreak(), three)),
    ] == found

"""What the model itself can say of its blocks."""

from __future__ import annotations

import pytest

from pmdoc.model.document import (
    Block,
    ItemList,
    Paragraph,
    ParagraphRole,
    Text,
    is_line_to_write_on,
)


@pytest.mark.parametrize("words", [(), (Text("Owner: "),)], ids=["bare", "behind a label"])
def test_a_blank_paragraph_is_a_line_to_write_on(words: tuple[Text, ...]) -> None:
    """Whether a label stands before the line or nothing does."""
    assert is_line_to_write_on(Paragraph(words, ParagraphRole.BLANK))


@pytest.mark.parametrize(
    "block",
    [None, Paragraph(()), Paragraph((), ParagraphRole.EMPTY), ItemList(items=(), ordered=False)],
    ids=["nothing", "empty text", "a word for nothing", "a list"],
)
def test_nothing_else_is_one(block: Block | None) -> None:
    """What is empty for another reason gets no line."""
    assert not is_line_to_write_on(block)

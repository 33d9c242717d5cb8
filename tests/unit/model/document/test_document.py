"""Properties of the blocks of the model."""

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


@pytest.mark.parametrize("words", [(), (Text("Owner: "),)], ids=["no label", "label"])
def test_blank_paragraph_is_a_line_to_write_on(words: tuple[Text, ...]) -> None:
    """This holds with and without a label before the line."""
    assert is_line_to_write_on(Paragraph(words, ParagraphRole.BLANK))


@pytest.mark.parametrize(
    "block",
    [None, Paragraph(()), Paragraph((), ParagraphRole.EMPTY), ItemList(items=(), ordered=False)],
    ids=["nothing", "empty text", "empty role", "a list"],
)
def test_other_empty_blocks_are_not_lines_to_write_on(block: Block | None) -> None:
    assert not is_line_to_write_on(block)

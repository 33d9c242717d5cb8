"""Blocks are divided by the kinds of their pages."""

from __future__ import annotations

from pmdoc.model.document import Emphasis, PageBreak, PageKind, Paragraph, Text
from pmdoc.model.page_kinds import by_kind


def test_blocks_are_grouped_by_page_kind() -> None:
    """Breaks between pages of one kind stay in the group, and no group is empty."""
    one, two, three = (Paragraph((Emphasis((Text(text),)),)) for text in "123")
    wide = PageBreak(PageKind.WIDE)

    found = list(by_kind((wide, one, wide, two, PageBreak(), PageBreak(), three)))

    assert [
        (PageKind.WIDE, (one, wide, two)),
        (PageKind.NORMAL, (PageBreak(), three)),
    ] == found

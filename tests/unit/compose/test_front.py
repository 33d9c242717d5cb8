"""What stands around a report: its cover, whose copy it is, and the word behind its text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pmdoc.layout import Watermark, load_layout
from pmdoc.model.document import PageBreak, PageKind, TitleBlock
from tests.incidents import composed, words

REPORT = "report: {status: %s, classification: internal, copy: 3 of 5, recipient: The Authority}"


def test_a_cover_has_a_page_of_its_own_and_the_facts_of_a_filing() -> None:
    """Also facts that the layout shows elsewhere only; what follows starts on a page."""
    layout = replace(load_layout("formal"), cover=True)

    document = composed(REPORT % "final", layout)

    first, title, second = document.blocks[:3]
    assert [PageBreak(PageKind.COVER), PageBreak()] == [first, second]
    assert isinstance(title, TitleBlock)
    assert title.is_cover
    labels = [fact.label for fact in title.facts]
    assert labels == ["Classification", "Incident", "Status", "Copy", "Recipient"]


def test_a_copy_handed_out_by_name_says_so_on_every_page_and_in_its_properties() -> None:
    """The running header names copy and recipient."""
    document = composed(REPORT % "final")

    assert words(document.header.end) == "INC-1| · Copy 3 of 5 · The Authority"
    assert {("Copy", "3 of 5"), ("Recipient", "The Authority")} < set(document.metadata.properties)


@pytest.mark.parametrize(
    ("status", "watermark", "expected"),
    [
        ("draft", Watermark.STATUS, "Draft"),
        ("in-review", Watermark.STATUS, "In Review"),
        ("final", Watermark.STATUS, ""),
        ("draft", Watermark.CLASSIFICATION, "Internal"),
        ("approved", Watermark.CLASSIFICATION, ""),
        ("draft", Watermark.NONE, ""),
    ],
)
def test_only_what_is_not_final_has_a_watermark(
    status: str, watermark: Watermark, expected: str
) -> None:
    """The layout says which word it is."""
    layout = replace(load_layout("formal"), watermark=watermark)

    assert composed(REPORT % status, layout).watermark == expected


@pytest.mark.parametrize(("has_cover", "expected"), [(False, "The House"), (True, "")])
def test_the_head_says_whose_name_stands_beside_its_logo(*, has_cover: bool, expected: str) -> None:
    """The running header of its page has the name; a cover has no such header."""
    layout = replace(load_layout("formal"), cover=has_cover)

    document = composed("report: {organization: The House}", layout)

    (title,) = [block for block in document.blocks if isinstance(block, TitleBlock)]
    assert title.organization == expected

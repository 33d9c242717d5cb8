"""What stands around a report: its cover, whose copy it is, and the word behind its text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pmdoc.compose.front_matter import make_header
from pmdoc.layout import Fact, Watermark, load_layout
from pmdoc.layout.layout import TitleSpec
from pmdoc.model.document import PageBreak, PageKind, Paragraph, TitleBlock
from pmdoc.model.incident import Incident, IncidentFacts
from tests.incidents import composed, context_for, words

NOBODY = "# no incident"
AUTHORS = replace(
    load_layout("formal"), title=TitleSpec(facts=(Fact(label="By", value=("report.authors",)),))
)
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


@pytest.mark.parametrize(
    ("text", "is_form", "expected"),
    [("", False, "INC-1"), ("", True, "INC-1"), (NOBODY, True, "")],
)
def test_only_a_form_of_no_incident_has_no_reference(
    text: str, *, is_form: bool, expected: str
) -> None:
    """A report with room to write is still the report of its incident."""
    ctx = replace(context_for(text), is_form=is_form)
    if text == NOBODY:
        ctx = replace(ctx, incident=Incident(incident=IncidentFacts(id="", title="")))

    assert expected == words(make_header(ctx).end)
    assert (not expected) is ctx.is_blank


def test_a_list_among_the_facts_of_the_title_stands_in_one_line() -> None:
    """Names follow each other; they are no bullets."""
    text = "report: {authors: [Ada Lane, Ben Cole]}"
    (title,) = (b for b in composed(text, AUTHORS).blocks if isinstance(b, TitleBlock))

    (fact,) = title.facts
    assert "Ada Lane, Ben Cole" == words(fact.blocks)
    assert isinstance(fact.blocks[0], Paragraph)

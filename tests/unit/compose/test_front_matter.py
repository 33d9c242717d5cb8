"""Front matter: the cover, the copy's recipient, the running header and the watermark."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pmdoc.compose.front_matter import make_header
from pmdoc.layout import Fact, Watermark, load_layout
from pmdoc.layout.layout import TitleSpec
from pmdoc.model.document import PageBreak, PageKind, Paragraph, TitleBlock
from pmdoc.model.incident import Incident, IncidentFacts
from tests.incidents import composed, context_for, words

NO_INCIDENT = "# no incident"
AUTHORS = replace(
    load_layout("formal"), title=TitleSpec(facts=(Fact(label="By", value=("report.authors",)),))
)
REPORT = "report: {status: %s, classification: internal, copy: 3 of 5, recipient: The Authority}"


def test_cover_has_its_own_page_with_the_filing_facts() -> None:
    """It includes facts that the layout shows only elsewhere; the text starts on the next page."""
    layout = replace(load_layout("formal"), cover=True)

    document = composed(REPORT % "final", layout)

    first, title, second = document.blocks[:3]
    assert [PageBreak(PageKind.COVER), PageBreak()] == [first, second]
    assert isinstance(title, TitleBlock)
    assert title.is_cover
    labels = [fact.label for fact in title.facts]
    assert labels == ["Classification", "Incident", "Status", "Copy", "Recipient"]


def test_named_copy_is_marked_on_every_page_and_in_the_properties() -> None:
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
def test_only_unfinished_reports_have_a_watermark(
    status: str, watermark: Watermark, expected: str
) -> None:
    """The layout sets the word."""
    layout = replace(load_layout("formal"), watermark=watermark)

    assert composed(REPORT % status, layout).watermark == expected


@pytest.mark.parametrize(("has_cover", "expected"), [(False, "Acme Works"), (True, "")])
def test_running_header_names_the_owner_of_the_logo(*, has_cover: bool, expected: str) -> None:
    """A cover has no such header."""
    layout = replace(load_layout("formal"), cover=has_cover)

    document = composed("report: {organization: Acme Works}", layout)

    (title,) = [block for block in document.blocks if isinstance(block, TitleBlock)]
    assert title.organization == expected


@pytest.mark.parametrize(
    ("text", "is_form", "expected"),
    [("", False, "INC-1"), ("", True, "INC-1"), (NO_INCIDENT, True, "")],
)
def test_only_a_blank_form_has_no_reference(text: str, *, is_form: bool, expected: str) -> None:
    """A report with blanks still has the reference of its incident."""
    ctx = replace(context_for(text), is_form=is_form)
    if text == NO_INCIDENT:
        ctx = replace(ctx, incident=Incident(incident=IncidentFacts(id="", title="")))

    assert expected == words(make_header(ctx).end)
    assert (not expected) is ctx.is_blank


def test_list_among_the_title_facts_is_one_line() -> None:
    """Names are joined, not bulleted."""
    text = "report: {authors: [Ada Lane, Ben Cole]}"
    (title,) = (b for b in composed(text, AUTHORS).blocks if isinstance(b, TitleBlock))

    (fact,) = title.facts
    assert "Ada Lane, Ben Cole" == words(fact.blocks)
    assert isinstance(fact.blocks[0], Paragraph)


def test_texts_of_several_lines_are_one_line_on_every_page() -> None:
    """A line end in the header or marking would be a character that no font has."""
    document = composed(
        'report: {organization: "Example\\nLtd", handling: "Do not\\nforward",'
        ' privilege: "For\\ncounsel", subtitle: "What\\nhappened"}'
    )

    assert document.banner is not None
    assert ("Do not forward", "For counsel") == (document.banner.caveat, document.banner.privilege)
    assert "Example Ltd" == words(document.header.start)
    (title,) = (block for block in document.blocks if isinstance(block, TitleBlock))
    assert "What happened" == title.subtitle

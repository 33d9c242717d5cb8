"""A report in any layout states what its author stated, and nothing that only a layout says.

In → Out: the files of tests/cases/statements × layouts in; pass or fail out.
Must not: know where in a layout something stands.
"""

from __future__ import annotations

import re

import pytest

from pmdoc.compose.rewrite import walk
from pmdoc.model.document import (
    Document,
    Field,
    Grid,
    Heading,
    ItemList,
    KeyValues,
    LineBreak,
    ListItem,
    Marker,
    Paragraph,
    SignOffTable,
    TitleBlock,
)
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from tests.contract.test_layouts import by_layout
from tests.incidents import words
from tests.judges import ROOT


def case_document(case: str, layout: str, **options: bool) -> Document:
    """Compose a file of tests/cases/statements in a layout."""
    loaded = load_incident(ROOT / "tests/cases/statements" / f"{case}.yaml")
    return compose_incident(loaded, Options(layout=layout, **options)).document


STANDING = (
    *("Incident Commander", "Technical Lead", "Product Owner", "Product Manager"),
    *("Engineering Manager", "VP/Director of Engineering", "Report Author", "Post Mortem Author"),
    *("Executive Review", "Engineering Team", "Customer Success", "All-hands sharing"),
)
"""Roles and recipients of the templates."""


@by_layout
def test_nobody_signs_or_receives_who_was_not_named(name: str) -> None:
    """An approved report has no blank signer, no open box and nothing to fill in."""
    document = case_document("signed-and-approved", name)
    found = tuple(walk(document.blocks))
    text = words(document.blocks)

    assert [] == [entry for entry in STANDING if f"|{entry}|" in text]
    assert "Post-mortem author" in text
    assert not [node for node in found if isinstance(node, Field)]
    assert not [node for node in found if isinstance(node, ListItem) and node.marker is Marker.OPEN]


@by_layout
def test_role_is_matched_in_any_spelling(name: str) -> None:
    """The form of a signed report has no blank row for a role that has signed."""
    document = case_document("signed-and-approved", name, is_form=True)

    roles = [
        words(row.cells[0]).casefold().replace("-", " ")
        for table in document.blocks
        if isinstance(table, SignOffTable)
        for row in table.grid.rows
    ]
    assert len(set(roles)) == len(roles)


@by_layout
@pytest.mark.parametrize("is_form", [False, True], ids=["report", "form"])
def test_decision_is_no_signature(name: str, *, is_form: bool) -> None:
    """A decision has a column of its own, or a label."""
    document = case_document("signed-and-approved", name, is_form=is_form)
    for table in (block for block in document.blocks if isinstance(block, SignOffTable)):
        titles = [column.title for column in table.grid.columns]
        decisions = [words(row.cells[titles.index("Decision")]) for row in table.grid.rows]

        assert ["Submitted", "Approved"] == [text for text in decisions if text]


def outline(document: Document) -> list[str]:
    """Return headings, labels and texts, one line each, with the label of what is in a table."""
    found = []
    for block in document.blocks:
        if isinstance(block, KeyValues):
            found += [f"{item.label}: {words(item.blocks)}" for item in block.items]
        elif isinstance(block, ItemList):
            found += ["- " + words(item.blocks) for item in block.items]
        else:
            found.append(words(block))
    return found


@pytest.mark.parametrize("name", ["operations", "comprehensive"])
def test_performance_does_not_follow_what_was_not_affected_without_a_label(name: str) -> None:
    found = outline(case_document("under-their-headings", name))

    assert "Performance" == found[found.index("- Search") + 1]


def test_primary_cause_is_no_item_among_contributing_factors() -> None:
    found = outline(case_document("under-their-headings", "operations"))

    assert "Primary Cause:| |The pool was too small" in found
    assert ["- No alert"] == [line for line in found if line.startswith("- ") and "alert" in line]


@pytest.mark.parametrize("name", ["operations", "formal", "governance"])
def test_statement_on_customers_says_whom_it_is_about(name: str) -> None:
    found = outline(case_document("under-their-headings", name))

    assert "Shops lost orders." not in found
    assert [line for line in found if "Shops lost orders." in line]


def test_number_of_customers_is_not_under_business_impact() -> None:
    found = outline(case_document("under-their-headings", "governance"))
    business = found.index("Business Impact")

    assert any("212" in line for line in found[:business])
    assert not any("212" in line for line in found[business:])


@by_layout
def test_status_of_the_incident_is_not_mistaken_for_that_of_the_report(name: str) -> None:
    title = next(
        block
        for block in case_document("under-their-headings", name).blocks
        if isinstance(block, TitleBlock)
    )

    assert ["SEV-2", "Incident: Closed"] == [badge.text for badge in title.badges]


@pytest.mark.parametrize("name", ["operations", "comprehensive", "formal", "governance"])
def test_glossary_keeps_its_lines(name: str) -> None:
    document = case_document("under-their-headings", name)
    breaks = [
        node
        for node in walk(document.blocks)
        if isinstance(node, Paragraph)
        and any(isinstance(inline, LineBreak) for inline in node.children)
    ]

    assert ["Pool: a set of connections|Node: one machine"] == [words(node) for node in breaks]


ABSENT = ("Not recorded", "None recorded", "Not classified", "None attached")
"""What layouts say of missing values and empty sections."""


@by_layout
@pytest.mark.parametrize("case", ["signed-and-approved", "appendices-with-gaps"])
def test_finished_report_has_no_placeholder(name: str, case: str) -> None:
    """Rows, columns and headings without content are left out of final and approved reports."""
    text = words(case_document(case, name).blocks)

    assert [] == [absent for absent in ABSENT if absent in text]


@by_layout
def test_table_has_no_empty_column(name: str) -> None:
    document = case_document("signed-and-approved", name)
    grids = [node for node in walk(document.blocks) if isinstance(node, Grid)]

    for grid in grids:
        rows = [row for row in grid.rows if not row.is_group]
        for at, column in enumerate(grid.columns):
            assert any(row.cells[at].blocks for row in rows), column.title


def headings(document: Document) -> list[str]:
    """Return the headings of a document."""
    return [words(block.children) for block in document.blocks if isinstance(block, Heading)]


FIRST_APPENDIX = {
    "comprehensive": "A. External References",
    "operations": "A. Further Material",
    "governance": "Appendix A: Related Documentation",
}


@pytest.mark.parametrize(("name", "title"), FIRST_APPENDIX.items(), ids=FIRST_APPENDIX)
def test_appendices_are_lettered_as_they_are_present(name: str, title: str) -> None:
    """A lone glossary is appendix A; a reference by the letter leads to what has it."""
    document = case_document("appendices-with-gaps", name)

    lettered = [text for text in headings(document) if re.match(r"(Appendix )?[A-F]\b[.:]", text)]
    assert title == lettered[0]
    assert [*"ABC"][: len(lettered)] == [text.removeprefix("Appendix ")[0] for text in lettered]


TEMPLATE_SPANS = {
    "comprehensive": ("Long-term Actions (Next 3-12 months)", "Long-term Actions"),
    "operations": ("Long-term (This Quarter)", "Long-term"),
    "governance": ("Long-term Actions (1-6 months)", "Long-term Actions"),
}


@pytest.mark.parametrize(("name", "titles"), TEMPLATE_SPANS.items(), ids=TEMPLATE_SPANS)
def test_heading_promises_no_span_that_its_actions_break(
    name: str, titles: tuple[str, str]
) -> None:
    """An action is due in 15 months; another one in the medium term, under a heading of its own."""
    promise, otherwise = titles
    found = headings(case_document("signed-and-approved", name))

    assert promise not in found
    assert otherwise in found
    assert not [title for title in found if title.startswith("Short-term")]
    assert [title for title in found if title.startswith("Medium-term")]
    assert promise in headings(case_document("signed-and-approved", name, is_form=True))

"""Only the author's signers sign a report, and they confirm no version that they have not seen.

In → Out: incidents and sign-off options in; the rows, columns, fields and statement out.
Must not: repeat how tables compose their cells.
"""

from __future__ import annotations

from typing import Any

import pytest

from pmdoc.model.document import FieldKind, SignOffTable
from tests.incidents import words
from tests.unit.compose.parts.test_parts import compose_part

SPEC: dict[str, Any] = {
    "part": "sign_off",
    "statement": "Read in this version.",
    "roles": [
        "Post Mortem Author",
        "Product & Design Lead",
        "Technical Lead",
        "VP/Director of Engineering",
        "Counsel (if applicable)",
    ],
    "columns": [
        {"title": "Role", "value": "role"},
        {"title": "Name", "value": "name"},
        {"title": "Date", "value": "date"},
        {"title": "Decision", "value": "decision"},
        {"title": "Signature", "value": "signature"},
    ],
}


def compose_table(text: str, **context: Any) -> SignOffTable:
    """Compose the sign-off table of a report."""
    (table,) = compose_part(SPEC, text, **context)
    assert isinstance(table, SignOffTable)
    return table


def rows(table: SignOffTable) -> list[str]:
    return [words(row.cells) for row in table.grid.rows]


def test_report_without_signers_has_no_table() -> None:
    """In a draft too: who signs is for the author to say."""
    assert () == compose_part(SPEC, "report: {status: draft}")


def test_report_has_the_authors_signers_in_the_authors_order() -> None:
    table = compose_table(
        "report: {sign_offs: [{role: Auditor, name: Bo}, {role: technical lead, name: Ann}]}"
    )

    assert ["Auditor|Bo", "technical lead|Ann"] == rows(table)


def test_signer_whose_name_is_withheld_has_nothing_to_fill_in() -> None:
    """The author says that this person signed, even without a date."""
    table = compose_table("report: {sign_offs: [{role: Auditor, name_withheld: true}]}")

    assert ["Auditor|Name withheld"] == rows(table)
    assert not any(cell.field for row in table.grid.rows for cell in row.cells)


def test_form_has_the_roles_of_the_layout_too() -> None:
    """Roles without a signer get a blank row; a signer's own role follows."""
    table = compose_table(
        "report: {sign_offs: [{role: Auditor, name: Bo}, {role: technical lead, name: Ann}]}",
        is_form=True,
    )

    assert [
        "Post Mortem Author",
        "Product & Design Lead",
        "technical lead|Ann",
        "VP/Director of Engineering",
        "Counsel (if applicable)",
        "Auditor|Bo",
    ] == rows(table)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Post-mortem author", 0),
        ("POSTMORTEM AUTHOR", 0),
        ("Post‑Mortem Authors", 0),
        ("product and design lead", 1),
        ("Product / Design Lead", 1),
        ("Product+Design lead", 1),
        ("Technical lead.", 2),
        ("technical-leads", 2),
        ("VP / Director, Engineering", 3),
        ("Director of Engineering", 3),
        ("V.P. of Engineering", 3),
        ("Counsel", 4),
    ],
)
def test_role_is_the_same_in_any_spelling(written: str, place: int) -> None:
    """A signed role is not doubled by a blank one."""
    table = compose_table(
        f"report: {{sign_offs: [{{role: '{written}', name: Ann}}]}}", is_form=True
    )

    assert len(SPEC["roles"]) == len(table.grid.rows)
    assert f"{written}|Ann" == rows(table)[place]


def test_other_roles_are_not_mistaken_for_one() -> None:
    table = compose_table(
        "report: {sign_offs: [{role: Post Mortem Reviewer, name: Ann}]}", is_form=True
    )

    assert len(SPEC["roles"]) + 1 == len(table.grid.rows)


def test_decisions_and_signatures_have_columns_of_their_own() -> None:
    """Everybody has signed, so there are no blanks to fill in, and no blank columns."""
    table = compose_table(
        "report: {sign_offs: [{role: A, name: Bo, date: 2017-02-20, decision: Approved},"
        " {role: B, name: Cy, date: 2017-02-21}]}"
    )

    assert ["Role", "Name", "Date", "Decision"] == [c.title for c in table.grid.columns]
    assert ["A|Bo|20 February 2017|Approved", "B|Cy|21 February 2017"] == rows(table)
    assert not any(cell.field for row in table.grid.rows for cell in row.cells)


def test_only_signers_who_have_not_signed_have_fields() -> None:
    """Each field knows its kind, its position in the incident file, and its signer."""
    table = compose_table(
        "report: {sign_offs: [{role: A, name: Bo, date: 2017-02-20}, {role: B, name: Cy}]}"
    )
    first, second = ([c.field for c in row.cells if c.field] for row in table.grid.rows)

    assert [] == first
    assert [
        (FieldKind.DATE, "/report/sign_offs/1/date", "Date, B"),
        (FieldKind.CHOICE, "/report/sign_offs/1/decision", "Decision, B"),
        (FieldKind.SIGNATURE, "/report/sign_offs/1/signature", "Signature, B"),
    ] == [(f.kind, f.name, f.label) for f in second]
    assert ("Approved", "Approved with comments", "Rejected") == second[1].choices


SIGNED = "sign_offs: [{role: A, name: Bo, date: 2017-02-20}, {role: B, name: Cy}]"


@pytest.mark.parametrize(
    ("report", "is_confirmed"),
    [
        ("version: '1.0', date: 2017-02-20", True),
        ("version: '1.0', date: 2017-02-21", False),
        ("version: '1.0', date: 2017-02-20, last_updated: 2017-02-22", False),
        ("version: '1.0'", False),
        (
            "version: '1.0', date: 2017-02-22, revisions: [{version: '1.0', date: 2017-02-19}]",
            True,
        ),
        (
            "version: '1.1', date: 2017-02-19, revisions: [{version: '1.0', date: 2017-02-19},"
            " {version: '1.1', date: 2017-03-01}]",
            False,
        ),
    ],
    ids=["same day", "report later", "updated later", "undated", "this version", "next version"],
)
def test_signature_confirms_no_later_version(report: str, *, is_confirmed: bool) -> None:
    """Who signed version 1.0 has not confirmed version 1.1."""
    statement = words(compose_table(f"report: {{{report}, {SIGNED}}}").statement)

    assert is_confirmed == statement.startswith("Read in this version.")
    assert is_confirmed == ("INC-1" in statement)


def test_signature_without_a_date_confirms_no_version() -> None:
    """Nobody knows which version it was."""
    table = compose_table(
        "report: {version: '1.0', date: 2017-02-20, sign_offs: [{role: A, signature: S-1}]}"
    )

    assert () == table.statement
    assert not any(cell.field for row in table.grid.rows for cell in row.cells)

"""What authors want to say is read, and printed by every layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.layout import layout_names, load_layout
from pmdoc.pipeline.check import check_incident
from tests.incidents import composed, words

CASES = Path(__file__).resolve().parents[1] / "cases" / "vocabulary"
LAYOUTS = layout_names()
PRINTED = {
    "actions-as-text": ["Add an alert", "Write a runbook"],
    "bounds": ["at most 300 users"],
    "conditional-due": [
        *("Dana Reyes, Payments team", "by January", "when the vendor has shipped 4.2"),
        *("March 2027", "2027-Q2", "2027"),
    ],
    "custom-nested": [],
    "custom-records": [],
    "inferred": [
        "A job took the last connection (inferred)",
        "The pool was enlarged",
        "A job held 30 connections. (inferred)",
        "The pool was empty.",
        "Inferred",  # above an answer of several paragraphs
        "Two things came together:",
        "Checkouts failed for a third of the buyers. (inferred)",
    ],
    "message-with-audience-is-internal": ["We look into it", "customers", "Paged"],
    "name-withheld": ["Dana Reyes", "Name withheld"],
}
"""What the reports of a case say. The shipped layouts have no place for custom fields."""

LEFT_OUT = {("message-with-audience-is-internal", "concise")}
"""Cases with layouts that have no place for what they are about."""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", PRINTED)
def test_words_of_the_case_are_in_the_report(case: str, layout: str) -> None:
    text = (CASES / f"{case}.yaml").read_text(encoding="utf-8")
    if (case, layout) in LEFT_OUT:
        return
    printed = words(composed(text, load_layout(layout)).blocks).replace("|", "")

    assert [part for part in PRINTED[case] if part not in printed] == []


@pytest.mark.parametrize("case", PRINTED)
def test_undated_action_is_never_overdue(case: str) -> None:
    found = {problem.id for problem in check_incident(CASES / f"{case}.yaml").problems}

    assert found.isdisjoint({"action-overdue", "action-before-incident"})

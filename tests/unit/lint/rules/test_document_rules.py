"""Rules on document control: sign-offs, reviews, and what a status promises."""

from __future__ import annotations

import pytest

from pmdoc.lint import discover, lint
from pmdoc.lint.rule import Level
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}


def find(rule: str, text: str) -> list[tuple[str, Level]]:
    """Return the pointers and levels of a rule's findings."""
    return [(p.pointer, p.level) for p in lint(incident_from(text), [RULES[rule]])]


def report(properties: str) -> str:
    """Write an incident with these properties of the report."""
    return f"pmdoc: 1\nreport: {{{properties}}}\nincident: {{id: INC-1, title: Outage}}\n"


@pytest.mark.parametrize(
    ("status", "levels"),
    [
        ("draft", []),
        ("in-review", [Level.NOTE]),
        ("final", [Level.WARNING]),
        ("approved", [Level.WARNING]),
    ],
)
def test_completeness_depends_on_the_status(status: str, levels: list[Level]) -> None:
    """The more a status promises, the more it takes."""
    found = find("report-incomplete", report(f"status: {status}, date: 2026-03-09"))
    assert [level for _, level in found] == levels


@pytest.mark.parametrize(
    ("properties", "pointers"),
    [
        ("authors: [Dana Reyes], reviewers: [Dana Reyes, Sam Okoro]", []),
        ("authors: [Dana Reyes], reviewers: [D. Reyes]", ["/report/reviewers/0"]),
        ("authors: [Dana Reyes], approval: {by: ['Reyes, Dana']}", ["/report/approval/by/0"]),
        (
            "authors: [Dana Reyes], sign_offs: [{role: Reviewer, name: Dana Reyes}]",
            ["/report/sign_offs/0"],
        ),
        # without authors, whoever signs as author is the author
        (
            "sign_offs: [{role: Post-mortem author, name: Dana Reyes},"
            " {role: Director, name: Dana Reyes, decision: Approved}]",
            ["/report/sign_offs/1"],
        ),
        (
            "revisions: [{version: '1', author: Dana Reyes, changes: A}],"
            " approval: {by: [Dana Reyes]}",
            ["/report/approval/by/0"],
        ),
    ],
)
def test_author_neither_approves_nor_reviews_alone(properties: str, pointers: list[str]) -> None:
    """Spellings do not hide the author."""
    found = find("author-approves", report(properties))
    assert [pointer for pointer, _ in found] == pointers


def test_two_keys_with_one_address_are_one_person() -> None:
    """People are told apart by their addresses, not their keys."""
    text = report("authors: [dana], approval: {by: [dr]}") + (
        "people: {dana: {name: Dana Reyes, email: d@example.com},"
        " dr: {name: Dana Okoro, email: D@example.com}}\n"
    )
    assert [p for p, _ in find("author-approves", text)] == ["/report/approval/by/0"]


@pytest.mark.parametrize(
    ("status", "sign_offs", "pointers"),
    [
        ("approved", "{role: Director, name: A, date: 2026-03-09, decision: Approved}", []),
        ("approved", "{role: Director, name: A, date: 2026-03-09}", []),
        (
            "approved",
            "{role: Author, name: A, date: 2026-03-09, decision: Submitted}",
            ["/report/status"],
        ),
        (
            "approved",
            "{role: Director, name: A, date: 2026-03-09, decision: Noted}",
            ["/report/status"],
        ),
        (
            "approved",
            "{role: Director, name: A, date: 2026-03-09, decision: Rejected}",
            ["/report/sign_offs/0/decision"],
        ),
        (
            "final",
            "{role: Director, name: A, date: 2026-03-09, decision: Approval pending}",
            ["/report/sign_offs/0/decision"],
        ),
        ("in-review", "{role: Director, name: A, decision: Pending}", []),
    ],
)
def test_decisions_have_to_fit_the_status(status: str, sign_offs: str, pointers: list[str]) -> None:
    """An approved report has an approval, and a settled one no refusal."""
    found = find("sign-off-open", report(f"status: {status}, sign_offs: [{sign_offs}]"))
    assert [pointer for pointer, _ in found] == pointers


@pytest.mark.parametrize(
    ("facts", "is_found"),
    [
        ("status: ongoing, started: 2026-03-02T09:00Z", False),
        ("status: ongoing, resolved: 2026-03-02T09:00Z", True),
        ("status: ongoing, resolved: unknown", False),
        ("status: resolved, closed: 2026-03-02T09:00Z", True),
        ("status: closed, closed: 2026-03-02T09:00Z", False),
        ("status: mitigated, restored: 2026-03-02T09:00Z", False),
    ],
)
def test_status_has_to_fit_the_times(facts: str, *, is_found: bool) -> None:
    """An incident that is over is not ongoing."""
    text = f"pmdoc: 1\nincident: {{id: INC-1, title: Outage, {facts}}}\n"
    assert bool(find("status-contradicts", text)) == is_found

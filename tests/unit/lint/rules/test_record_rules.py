"""Rules on notifications, data and the other records of a report."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import discover, lint
from pmdoc.lint.rule import Level
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}
HEAD = """
pmdoc: 1
report: {date: 2026-03-10}
incident: {id: INC-1, title: Outage, detected: 2026-03-02T09:20Z}
"""


def find(rule: str, text: str) -> list[tuple[str, Level]]:
    """Return the pointers and levels of a rule's findings."""
    return [(p.pointer, p.level) for p in lint(incident_from(HEAD + text), [RULES[rule]])]


def notices(*entries: str) -> str:
    """Write notifications to authorities."""
    return "communication:\n  regulatory:\n" + "".join(f"    - {{{one}}}\n" for one in entries)


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("required: true, due: 2026-03-05T09:20Z, sent: 2026-03-05T09:20Z", None),
        ("required: true, due: 2026-03-05, sent: 2026-03-05T23:00Z", None),
        ("required: true, due: 2026-03-05T09:20Z, sent: 2026-03-05T12:20Z", "sent"),
        ("required: true, due: 2026-03-05T09:20Z, sent: about 2026-03-05T09:50Z", None),
        ("due: 2026-03-05T09:20Z, sent: 2026-03-07T12:20Z, note: Late as counsel was ill", None),
        ("due: 2026-03-05T09:20Z, sent: 2026-03-07T12:20Z, note: File 7", "sent"),
        ("required: true, due: 2026-03-05T09:20Z", "due"),
        ("required: true, due: 2026-03-10", None),
        ("required: true, due: 2026-04-05T09:20Z", None),
        ("required: false, due: 2026-03-05T09:20Z", None),
        ("required: true, due: {wording: without undue delay}", None),
        ("required: true, sent: 2026-03-05T09:20Z", None),
        ("required: true", ""),
        ("required: false", None),
        ("authority: A", None),
    ],
)
def test_deadlines_are_kept(entry: str, found: str | None) -> None:
    """Late and missing notifications are found, relative to the report's date."""
    pointers = [pointer for pointer, _ in find("notification-deadline", notices(entry))]
    place = "/communication/regulatory/0"
    expected = [] if found is None else [f"{place}/{found}" if found else place]
    assert pointers == expected


def test_gdpr_deadline_is_72_hours_after_detection() -> None:
    """Only the first filing under Art. 33(1) has it."""
    late = "regulation: GDPR Art. 33, sent: 2026-03-09T09:20Z"
    in_time = "regulation: 'GDPR Art. 33(1)', sent: 2026-03-04T09:20Z"
    place = "/communication/regulatory/0/sent"
    assert find("notification-deadline", notices(late)) == [(place, Level.NOTE)]
    assert find("notification-deadline", notices(in_time, late)) == []
    assert (
        find("notification-deadline", notices("regulation: GDPR Art. 34, sent: 2026-03-09")) == []
    )


@pytest.mark.parametrize(
    ("disclosure", "rest", "count"),
    [
        ("None", "", 0),
        ("No personal data disclosed", "", 0),
        ("Unknown", "", 0),
        ("Keine", "", 0),
        ("なし", "", 0),
        ("Names of customers", "", 2),
        ("Names of customers", "communication: {regulatory_statement: None is due.}\n", 1),
        ("Names of customers", "communication: {regulatory: [{authority: DPC}]}\n", 1),
    ],
)
def test_disclosure_is_told_and_weighed(disclosure: str, rest: str, count: int) -> None:
    """The summary speaks of it, and somebody asked who has to be told."""
    text = (
        f"summary: {{one_line: Checkout failed.}}\nimpact: {{data: {{disclosure: {disclosure}}}}}\n"
    )
    assert len(find("disclosure-unreported", text + rest)) == count
    told = text.replace("Checkout failed.", "Names of customers were disclosed.")
    assert len(find("disclosure-unreported", told + rest)) == max(0, count - 1)


@pytest.mark.parametrize(
    ("data", "field", "is_found"),
    [
        ("None", "loss: 12 orders", True),
        ("No data was lost.", "loss: 12 orders", True),
        ("No data were lost, but names were disclosed.", "disclosure: Names", False),
        ("No customer data was disclosed.", "disclosure: Names", True),
        ("No payment data was disclosed.", "disclosure: Names", False),
        ("No other data was disclosed.", "disclosure: Names", False),
        ("No data lost", "loss: None", False),
        ("Keine Daten verloren", "loss: 12 Aufträge", True),
    ],
)
def test_denials_of_what_happened_to_data_are_found(
    data: str, field: str, *, is_found: bool
) -> None:
    """A denial of some data is none of all data."""
    text = f"summary: {{data: {json.dumps(data)}}}\nimpact: {{data: {{{field}}}}}\n"
    assert bool(find("data-contradicts", text)) == is_found


@pytest.mark.parametrize(
    ("rows", "pointers"),
    [
        ("timeline: [{at: 2026-03-02, event: A}, {at: 2026-03-02, event: ' a. '}]", ["timeline/1"]),
        ("timeline: [{at: 2026-03-02, event: A}, {at: 2026-03-03, event: A}]", []),
        ("actions: [{id: A1, action: Do it}, {id: A2, action: Do it.}]", ["actions/1"]),
        ("references: [{id: S1, title: A}, {id: S2, title: A}]", ["references/1"]),
        (
            "references: [{title: A, url: 'https://a'}, {title: B, url: 'https://a'}]",
            ["references/1"],
        ),
        ("references: [{title: A, url: 'https://a'}, {title: A, url: 'https://b'}]", []),
        (
            "impact: {services: [{name: A, impact: Slow}, {name: a, impact: slow}]}",
            ["impact/services/1"],
        ),
        ("impact: {services: [{name: A, impact: Slow}, {name: A, impact: Down}]}", []),
        (
            "impact: {services: [{name: A, duration: 5 min}, {name: A, duration: 9 min}]}",
            [],  # two windows
        ),
        (
            "communication: {regulatory: [{authority: A, sent: 2026-03-05},"
            " {authority: A, sent: 2026-03-05}]}",
            ["communication/regulatory/1"],
        ),
        ("impact: {unaffected: [Search, search]}", ["impact/unaffected/1"]),
    ],
)
def test_rows_that_are_there_twice_are_found(rows: str, pointers: list[str]) -> None:
    """Each row is reported once, and only if nothing tells the two apart."""
    assert [pointer for pointer, _ in find("row-repeated", rows)] == [f"/{p}" for p in pointers]


@pytest.mark.parametrize(
    ("source", "references", "is_found"),
    [
        ("S1", "{id: S1, title: A}", False),
        ("S9", "{id: S1, title: A}", True),
        ("S1, S9", "{id: S1, title: A}", True),
        ("S1 (page 2) and Q3 figures", "{id: S1, title: A}", False),
        ("S9", "{title: A}", True),
        ("log of 2026, B12 rack", "{title: A}", False),
        ("R1", "{id: S1, title: A}", False),
        ("INC-1", "{id: INC-2, title: A}", False),
    ],
)
def test_sources_without_a_reference_are_found(
    source: str, references: str, *, is_found: bool
) -> None:
    """An id counts as one if it looks like those of the references."""
    text = f"timeline: [{{event: A, source: '{source}'}}]\nreferences: [{references}]\n"
    assert bool(find("source-unknown", text)) == is_found


@pytest.mark.parametrize(
    ("note", "is_found"),
    [
        ("It is told in [S1].", False),
        ("It is told in [S9].", True),
        ("A [S9](https://example.com) link", False),
        ("See A1.", False),
        ("See A7.", True),
        ("This is action A7.", True),
        ("Printed on A4 paper", False),
        ("`[S9]` is code", False),
    ],
)
def test_citations_without_an_entry_are_found(note: str, *, is_found: bool) -> None:
    """In texts only citations count."""
    rest = "actions: [{id: A1, action: Do it}]\nreferences: [{id: S1, title: A}]\n"
    assert bool(find("source-unknown", f"notes: {json.dumps(note)}\n{rest}")) == is_found


@pytest.mark.parametrize(
    ("impact", "is_found"),
    [
        ("services: [{name: Search}], unaffected: [Search]", True),
        ("services: [{name: Search}], unaffected: ['The search (API)']", True),
        ("services: [{name: Search}], unaffected: [Search in the app]", False),
        ("services: [{name: Search, impact: Not affected}], unaffected: [Search]", False),
        ("geography: [Spain], unaffected: [Spain]", True),
    ],
)
def test_what_is_affected_is_not_unaffected(impact: str, *, is_found: bool) -> None:
    assert bool(find("service-unaffected", f"impact: {{{impact}}}\n")) == is_found


@pytest.mark.parametrize(
    ("due", "horizon", "is_found"),
    [
        ("2026-03-20", "immediate", False),
        ("2026-04-20", "immediate", False),
        ("2027-06-30", "immediate", True),
        ("2026-06-30", "short-term", False),
        ("2026-09-30", "short-term", True),
        ("2026-09-30", "medium-term", False),
        ("2027-06-30", "medium-term", True),
        ("2027-06-30", "long-term", False),
        ("2026-03-11", "long-term", True),
        ("2026-03-03", "medium-term", True),
        ("when the vendor ships", "long-term", False),
    ],
)
def test_horizon_has_to_fit_the_due_date(due: str, horizon: str, *, is_found: bool) -> None:
    """Dates are compared generously."""
    text = HEAD.replace("detected", "started: 2026-03-02T09:00Z, detected") + (
        f"actions: [{{action: A, owner: B, due: {due}, horizon: {horizon}}}]\n"
    )
    problems = lint(incident_from(text), [RULES["horizon-contradicts"]])
    assert bool(problems) == is_found


@pytest.mark.parametrize(
    ("audience", "direction", "is_found"),
    [
        ("Public", "internal", True),
        ("All customers", "internal", True),
        ("Customer support", "internal", False),
        ("All staff", "external", True),
        ("Customers", "external", False),
    ],
)
def test_direction_has_to_fit_the_audience(
    audience: str, direction: str, *, is_found: bool
) -> None:
    log = (
        f"communication: {{log: [{{message: A, audience: {audience}, direction: {direction}}}]}}\n"
    )
    assert bool(find("message-direction", log)) == is_found

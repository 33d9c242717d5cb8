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

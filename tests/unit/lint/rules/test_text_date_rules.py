"""Dates, severities, claims and charts are compared with the incident's own."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}


def find(rule: str, text: str) -> list[str]:
    """Return the pointers of a rule's findings."""
    return [p.pointer for p in lint(incident_from(text), [RULES[rule]])]


@pytest.mark.parametrize(
    ("language", "text", "is_found"),
    [
        ("en", "On Monday, 2 March 2026, it failed.", False),
        ("en", "On Tuesday, 2 March 2026, it failed.", True),
        ("en", "On Monday 2nd of March it failed.", False),
        ("en", "On Tuesday 2 March it failed.", True),
        ("en", "Tuesday, March 2, 2026", True),
        ("en", "Mon 2026-03-02", False),
        ("en", "Tue 2026-03-02", True),
        ("en", "until 30 February", True),
        ("en", "until April 31", True),
        ("en", "29 February 2026", True),
        ("en", "29 February 2024", False),
        ("en", "2026-02-30", True),
        ("en", "build 2026-02-30-7", False),
        ("en", "It may 12 times. On Tuesday 12 of 30 March orders failed", False),
        ("en", "Friday 13 of them; 4 may", False),
        ("de", "Am Montag, dem 2. März 2026", False),
        ("de", "Am Dienstag, 2. März 2026", True),
        ("de", "30. Februar", True),
        ("fr", "mardi 2 mars 2026", True),
        ("es", "el lunes 2 de marzo de 2026", False),
        ("es", "el martes 2 de marzo de 2026", True),
        ("pt", "segunda-feira, 2 de março de 2026", False),
        ("ja", "2026年3月2日", False),
    ],
)
def test_dates_in_texts(language: str, text: str, *, is_found: bool) -> None:
    """Only what is certainly wrong is found; without a year the report's own years count."""
    source = (
        f"pmdoc: 1\nlanguage: {language}\nreport: {{date: 2026-03-10}}\n"
        f"incident: {{id: INC-1, title: A}}\nnotes: {json.dumps(text, ensure_ascii=False)}\n"
    )
    assert bool(find("date-in-text", source)) == is_found


@pytest.mark.parametrize(
    ("properties", "pointers"),
    [
        ("date: 2026-03-09, last_updated: 2026-03-09", []),
        ("date: 2026-03-09, last_updated: 2026-03-02", ["/report/last_updated"]),
        (
            "last_updated: 2026-03-02, revisions: [{version: '1', date: 2026-03-09, changes: A}]",
            ["/report/last_updated"],
        ),
        ("date: 2026-03-09, next_review: 2025-03-09", ["/report/next_review"]),
        ("reviewed: 2026-02-09", ["/report/reviewed"]),
        ("approval: {by: [A], date: 2025-03-09}", ["/report/approval/date"]),
        ("sign_offs: [{role: A, date: 2025-03-09}]", ["/report/sign_offs/0/date"]),
    ],
)
def test_dates_of_the_report(properties: str, pointers: list[str]) -> None:
    source = (
        f"pmdoc: 1\nreport: {{{properties}}}\n"
        "incident: {id: INC-1, title: A, started: 2026-03-02T09:00Z}\n"
    )
    assert find("report-dates", source) == pointers


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("This SEV-1 incident", True),
        ("This SEV-2 incident", False),
        ("Rated SEV-3 at first, then SEV-2", False),
        ("It was raised from SEV-3 at noon", False),
        ("A sev1 incident", True),
        ("SEV-12", False),
    ],
)
def test_severity_in_texts(text: str, *, is_found: bool) -> None:
    source = (
        "pmdoc: 1\nincident: {id: INC-1, title: A, severity: SEV-2}\n"
        f"summary: {{one_line: {json.dumps(text)}}}\n"
    )
    assert bool(find("severity-differs", source)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("All actions have been completed.", True),
        ("All corrective actions are done.", True),
        ("There are no open actions.", True),
        ("We review weekly until all actions are done.", False),
        ("Most actions are done.", False),
    ],
)
def test_actions_that_are_said_to_be_done(text: str, *, is_found: bool) -> None:
    source = "pmdoc: 1\nincident: {id: INC-1, title: A}\nactions: [{action: A, status: open}]\n"
    assert bool(find("actions-claimed-done", f"{source}notes: {text}\n")) == is_found
    done = source.replace("open", "done")
    assert find("actions-claimed-done", f"{done}notes: {text}\n") == []


@pytest.mark.parametrize(
    ("owner", "is_found"),
    [("tomasz", False), ("tomas", True), ("Tomas", False), ("platform", False)],
)
def test_misspelt_keys_of_people(owner: str, *, is_found: bool) -> None:
    source = (
        "pmdoc: 1\nincident: {id: INC-1, title: A}\npeople: {tomasz: {name: Tomasz Wilk}}\n"
        f"actions: [{{action: A, owner: {owner}}}]\n"
    )
    assert bool(find("person-unknown", source)) == is_found


@pytest.mark.parametrize(
    ("title", "times", "pointers"),
    [
        ("Errors", ["2026-03-02T08:50Z", "2026-03-02T09:30Z"], []),
        ("Errors", ["2026-03-01T08:50Z", "2026-03-01T09:30Z"], ["/metrics/charts/0"]),
        ("Errors", ["2026-03-03T08:50Z", "2026-03-03T09:30Z"], ["/metrics/charts/0"]),
        ("Errors since the repair", ["2026-03-03T08:50Z", "2026-03-03T09:30Z"], []),
        (
            "Errors",
            ["2026-02-01", "2026-02-02", "2026-02-03", "2026-03-02T09:30Z"],
            ["/metrics/charts/0"],
        ),
        ("Errors", ["2026-03-02"], []),
    ],
)
def test_charts_show_the_time_of_the_incident(
    title: str, times: list[str], pointers: list[str]
) -> None:
    points = ", ".join(f"{{at: {time}, value: 1}}" for time in times)
    source = (
        "pmdoc: 1\nincident: {id: INC-1, title: A, started: 2026-03-02T09:00Z,"
        " resolved: 2026-03-02T10:00Z}\n"
        f"metrics: {{charts: [{{title: {title}, series: [{{name: A, points: [{points}]}}]}}]}}\n"
    )
    assert find("chart-off-time", source) == pointers

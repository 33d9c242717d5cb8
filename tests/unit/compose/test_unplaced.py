"""Content that a layout does not show is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import find_unplaced
from pmdoc.diagnostics.problem import Level, readable
from pmdoc.layout import load_layout
from pmdoc.pipeline.plugins import parts
from tests.incidents import incident_from


def find_unplaced_paths(text: str, section: str, folder: Path) -> dict[str, str]:
    """Return the messages by path for content that a one-section layout does not show."""
    path = folder / "acme.yaml"
    path.write_text(f"name: acme\nsections:\n  - title: A\n    parts:\n      - {section}\n")
    found = find_unplaced(incident_from(text), load_layout(path), parts())
    assert all(("layout-no-place", Level.NOTE) == (p.id, p.level) for p in found)
    return {readable(p.pointer): p.message for p in found}


TEXT = "{part: text, value: notes}"


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        ("notes: N", TEXT, []),
        ("notes: N", "{part: text, value: summary.overview}", ["notes"]),
        # a figure with its unit and note is one property
        ("impact: {users: {added_latency: {value: 4, unit: ms}}}", TEXT,
         ["impact.users.added_latency"]),
        # only the first filled alternative is shown
        ("notes: N\nsummary: {overview: O}",
         "{part: text, value: {value: [summary.overview, notes]}}", ["notes"]),
        ("notes: N\nsummary: {overview: O}", "{part: text, value: [summary.overview, notes]}", []),
        # a list or record of which nothing is shown is one path
        ("lessons: {industry: [A, B]}", TEXT, ["lessons.industry"]),
        ("actions: [{action: A, owner: O}]", TEXT, ["actions"]),
        ("actions: [{action: A}, {action: B, horizon: long-term}]",
         "{part: items, value: actions, title: {label: '', value: action},"
         " where: {horizon: none}}", ["actions[1]"]),
        ("prevention: {training: [A]}", "{part: items, value: prevention.training}", []),
        # only the name of a record is shown
        ("actions: [{action: A, ticket: T, owner: O}]",
         "{part: items, value: actions, title: {label: '', value: action}}",
         ["actions[0].owner", "actions[0].ticket"]),
        ("root_cause: {systemic_issues: [{name: N, description: D}]}",
         "{part: items, value: root_cause.systemic_issues}", []),
        # derived figures show the value that the author states
        ("incident: {id: I, title: T, downtime: 2 h}\npmdoc: 1",
         "{part: text, value: derived.downtime}", []),
        ("incident: {id: I, title: T, started: 2017-01-31T23:27Z}\npmdoc: 1",
         "{part: text, value: derived.duration}", ["incident.started"]),
        ("impact: {services: [{name: N}]}", "{part: text, value: derived.services}", []),
        # custom fields and people have paths with their keys
        ("custom: {cost_center: 4, unit: U}", "{part: text, value: custom.unit}",
         ["custom.cost_center"]),
        ("people: {ann: {name: Ann}}", TEXT, []),
        ("people: {ann: {name: Ann, role: R}, bo: {name: Bo, role: R}}", TEXT, ["people"]),
        # settings are not content; a strip of key figures does not count as showing a value
        ("language: en\ntime_zone: UTC\ntimes: local", TEXT, []),
        ("incident: {id: I, title: T, duration: 2 h}\npmdoc: 1",
         "{part: key_figures, items: [{label: D, value: derived.duration}]}",
         ["incident.duration"]),
    ],
)  # fmt: skip
def test_content_that_is_not_shown_is_reported(
    text: str, section: str, expected: list[str], tmp_path: Path
) -> None:
    """Each property is reported at the level that an author knows."""
    assert expected == list(find_unplaced_paths(text, section, tmp_path))


def test_property_of_many_records_is_reported_once(tmp_path: Path) -> None:
    """The problem has the first record's path and the number of others."""
    found = find_unplaced_paths(
        "actions: [{action: A}, {action: B, ticket: T}, {action: C, ticket: U}]",
        "{part: items, value: actions, title: {label: '', value: action}}",
        tmp_path,
    )

    message = "is not shown by the layout 'acme' (and 1 more like it)."
    assert {"actions[1].ticket": message} == found


def test_incident_title_is_unplaced_if_the_report_has_its_own(tmp_path: Path) -> None:
    """The title block shows only one of them."""
    assert {} == find_unplaced_paths("", TEXT, tmp_path)
    assert ["incident.title"] == list(
        find_unplaced_paths("report: {title: Our night}", TEXT, tmp_path)
    )

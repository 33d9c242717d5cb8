"""What a layout has no place for is named, so that nothing is lost unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import find_unplaced
from pmdoc.diagnostics.problem import Level, readable
from pmdoc.layout import load_layout
from pmdoc.pipeline.plugins import parts
from tests.incidents import incident_from


def lost(text: str, section: str, folder: Path) -> dict[str, str]:
    """Return the paths that have no place, with their messages, in a layout of one section."""
    path = folder / "house.yaml"
    path.write_text(f"name: house\nsections:\n  - title: A\n    parts:\n      - {section}\n")
    found = find_unplaced(incident_from(text), load_layout(path), parts())
    assert all(("layout-no-place", Level.NOTE) == (p.id, p.level) for p in found)
    return {readable(p.pointer): p.message for p in found}


TEXT = "{part: text, value: notes}"


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        ("notes: N", TEXT, []),
        ("notes: N", "{part: text, value: summary.overview}", ["notes"]),
        # a figure with all that belongs to it is one property
        ("impact: {users: {added_latency: {value: 4, unit: ms}}}", TEXT,
         ["impact.users.added_latency"]),
        # of alternatives only the first is shown
        ("notes: N\nsummary: {overview: O}",
         "{part: text, value: {value: [summary.overview, notes]}}", ["notes"]),
        ("notes: N\nsummary: {overview: O}", "{part: text, value: [summary.overview, notes]}", []),
        # a list is named whole, and a record whole, where nothing of it is shown
        ("lessons: {industry: [A, B]}", TEXT, ["lessons.industry"]),
        ("actions: [{action: A, owner: O}]", TEXT, ["actions"]),
        ("actions: [{action: A}, {action: B, horizon: long-term}]",
         "{part: items, value: actions, title: {label: '', value: action},"
         " where: {horizon: none}}", ["actions[1]"]),
        ("prevention: {training: [A]}", "{part: items, value: prevention.training}", []),
        # a record that is only called by its name loses the rest
        ("actions: [{action: A, ticket: T, owner: O}]",
         "{part: items, value: actions, title: {label: '', value: action}}",
         ["actions[0].owner", "actions[0].ticket"]),
        ("root_cause: {systemic_issues: [{name: N, description: D}]}",
         "{part: items, value: root_cause.systemic_issues}", []),
        # derived figures show what the author states
        ("incident: {id: I, title: T, downtime: 2 h}\npmdoc: 1",
         "{part: text, value: derived.downtime}", []),
        ("incident: {id: I, title: T, started: 2017-01-31T23:27Z}\npmdoc: 1",
         "{part: text, value: derived.duration}", ["incident.started"]),
        ("impact: {services: [{name: N}]}", "{part: text, value: derived.services}", []),
        # own fields and people stand under their keys
        ("custom: {cost_center: 4, unit: U}", "{part: text, value: custom.unit}",
         ["custom.cost_center"]),
        ("people: {ann: {name: Ann}}", TEXT, []),
        ("people: {ann: {name: Ann, role: R}, bo: {name: Bo, role: R}}", TEXT, ["people"]),
        # settings are no content, and a strip of figures is never the only place
        ("language: en\ntime_zone: UTC", TEXT, []),
        ("incident: {id: I, title: T, duration: 2 h}\npmdoc: 1",
         "{part: key_figures, items: [{label: D, value: derived.duration}]}",
         ["incident.duration"]),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_named(
    text: str, section: str, expected: list[str], tmp_path: Path
) -> None:
    """Property by property, at the level that an author knows."""
    assert expected == list(lost(text, section, tmp_path))


def test_property_of_many_records_is_named_once(tmp_path: Path) -> None:
    """At its first place, with how many more there are."""
    found = lost(
        "actions: [{action: A}, {action: B, ticket: T}, {action: C, ticket: U}]",
        "{part: items, value: actions, title: {label: '', value: action}}",
        tmp_path,
    )

    message = "is not shown by the layout 'house' (and 1 more like it)."
    assert {"actions[1].ticket": message} == found


def test_title_of_the_incident_is_lost_behind_the_reports_own(tmp_path: Path) -> None:
    """The head of the report shows one of the two."""
    assert {} == lost("", TEXT, tmp_path)
    assert ["incident.title"] == list(lost("report: {title: Our night}", TEXT, tmp_path))

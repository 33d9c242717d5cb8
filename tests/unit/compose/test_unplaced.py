"""Values that a report does not show are listed, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import compose
from pmdoc.compose.paths import check_path
from pmdoc.compose.unplaced import IN_LAW, reason_in_law
from pmdoc.diagnostics.problem import Level, Problem, readable
from pmdoc.layout import load_layout
from pmdoc.model.incident import Incident
from pmdoc.pipeline.plugins import parts
from tests.incidents import context_for, words


def find_unplaced(text: str, section: str, folder: Path) -> list[Problem]:
    """Return the problems with content that a one-section layout does not show."""
    path = folder / "acme.yaml"
    path.write_text(f"name: acme\nsections:\n  - title: A\n    parts:\n      - {section}\n")
    problems = compose(context_for(text, load_layout(path)), parts()).problems
    found = [problem for problem in problems if problem.id == "layout-no-place"]
    assert all(problem.level is Level.WARNING for problem in found)
    return found


def find_unplaced_paths(text: str, section: str, folder: Path) -> dict[str, str]:
    """Return the messages by path for content that a one-section layout does not show."""
    return {readable(p.pointer): p.message for p in find_unplaced(text, section, folder)}


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
        ("people: {ann: {name: Ann, role: Root}, bo: {name: Bo, role: Root}}", TEXT, ["people"]),
        ("people: {ann: {name: Ann, role: Root}}\nincident: {id: I-1, title: T, reporter: ann}"
         "\npmdoc: 1", "{part: text, value: incident.reporter}", ["people.ann.role"]),
        # settings are not content; a strip of key figures shows only the figures that it has
        ("language: en\ntime_zone: UTC\ntimes: local", TEXT, []),
        ("incident: {id: I, title: T, duration: 2 h}\npmdoc: 1",
         "{part: key_figures, items: [{label: D, value: derived.duration}]}",
         ["incident.duration"]),
        ("incident: {id: I, title: T, duration: {value: 2 h, note: Measured at the edge of each"
         " of three regions}, downtime: 1 h}\npmdoc: 1", "{part: key_figures, items:"
         " [{label: A, value: derived.duration}, {label: B, value: derived.downtime}]}",
         []),
        # equal words elsewhere do not count
        ("notes: Same words\nsummary: {overview: Same words}", TEXT, ["summary.overview"]),
        # what qualifies a figure or a time is a value of its own
        ("impact: {measures: [{name: Load, value: {value: 4, note: At most}}]}",
         "{part: metric_charts}", ["impact.measures"]),
        # choices exist once for all records, and are told apart all the same
        ("actions: [{action: Any, status: open}, {action: Both, status: open}]",
         "{part: items, value: actions, title: {label: '', value: action}}",
         ["actions[0].status"]),
        ("timeline: [{event: Any, phase: detection}, {event: Both, phase: detection}]",
         "{part: items, value: timeline, where: {phase: detection},"
         " title: {label: '', value: event}}", []),
    ],
)  # fmt: skip
def test_content_that_is_not_shown_is_reported(
    text: str, section: str, expected: list[str], tmp_path: Path
) -> None:
    """Each property is reported at the level that an author knows."""
    assert expected == list(find_unplaced_paths(text, section, tmp_path))


def test_property_of_many_records_is_reported_once(tmp_path: Path) -> None:
    """The problem has the first record's path and the number of others."""
    (found,) = find_unplaced(
        "actions: [{action: A}, {action: B, ticket: T}, {action: C, ticket: U}]",
        "{part: items, value: actions, title: {label: '', value: action}}",
        tmp_path,
    )

    assert "is not shown by the layout 'acme' (and 1 more like it)." == found.message
    assert ("/actions/1/ticket", 2) == (found.pointer, found.count)


def test_values_of_which_some_are_shown_are_listed_one_by_one(tmp_path: Path) -> None:
    """A number of others would not say which."""
    metrics = "[{name: Load, before: 4, unit: ms}, {name: Rate, before: below 70 %, unit: of 5},"
    metrics += " {name: Pool, before: near zero, unit: of 6}]"
    columns = "[{title: A, value: name}, {title: B, value: {value: before, unit: unit}}]"

    found = find_unplaced_paths(
        f"metrics: {{current_state: {metrics}}}",
        f"{{part: table, value: metrics.current_state, columns: {columns}}}",
        tmp_path,
    )

    paths = ["metrics.current_state[1].unit", "metrics.current_state[2].unit"]
    assert paths == list(found)


def test_value_that_matters_in_law_says_why(tmp_path: Path) -> None:
    """The reasons are for values that the schema has."""
    (found,) = find_unplaced("impact: {data: {loss: One day of orders}}", TEXT, tmp_path)

    assert "It is left out of the report, although it says what happened to data." == found.hint
    assert not reason_in_law("/impact/database")
    assert [] == [p for p in IN_LAW if check_path(Incident, p[1:].replace("/", "."), p)]


def test_incident_title_is_unplaced_if_the_report_has_its_own(tmp_path: Path) -> None:
    """The title block shows only one of them."""
    assert {} == find_unplaced_paths("", TEXT, tmp_path)
    assert ["incident.title"] == list(
        find_unplaced_paths("report: {title: Our night}", TEXT, tmp_path)
    )


def test_names_of_several_lines_keep_their_signs(tmp_path: Path) -> None:
    """They are shown as one line, and recorded one by one."""
    text = 'impact: {geography: ["> 875 ms Oslo", "Bergen\\nand Voss"]}'
    section = "{part: text, value: {value: impact.geography, show: names}}"
    path = tmp_path / "acme.yaml"
    path.write_text(f"name: acme\nsections:\n  - title: A\n    parts:\n      - {section}\n")
    made = compose(context_for(text, load_layout(path)), parts())

    assert "> 875 ms Oslo, Bergen and Voss" in words(made.document.blocks)
    assert () == made.problems

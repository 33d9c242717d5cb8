"""Validation messages tell authors what to write."""

from __future__ import annotations

from typing import Any

import pytest

from pmdoc.diagnostics.problem import readable
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import validate

HEAD = "pmdoc: 1\nincident: {id: I, title: T}\n"


def hints(text: str) -> list[str]:
    """Return the hints for a text."""
    data: Any = read_yaml(text, name="x").data
    return [problem.hint for problem in validate(data)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("severity: High", "It belongs below `incident:`."),
        ("title: Outage", "It belongs below `incident:`."),
        ("services: [Boiler]", "It belongs below `impact:`."),
        ("root_cause: Low water", "Write it after a key on the next line, such as `statement: …`."),
        (
            "timeline: [{2026-03-02T09:12Z: Tripped}]",
            "Write `at: 2026-03-02T09:12Z`, and `event: …` on the line below it.",
        ),
        (
            "timeline: [{'09:12': Tripped}]",
            "Write `at: 09:12`, and `event: …` on the line below it.",
        ),
        ("commander: Dana", "It belongs below `incident:`."),
        ("availability: 99.9", "It belongs below `summary:`."),
        ("actions: [{title: Fix, owner: D}]", "Did you mean 'action'?"),
        ("actions: [{action: Fix, dueDate: 2017-01-31}]", "Did you mean 'due'?"),
        ("timeline: [{when: unknown, event: E}]", "Did you mean 'at'?"),
        ("started_at: 2017-01-31", "It belongs below `incident:` as `started`."),
        ("affected_services: []", "Did you mean 'impact'?"),
        ("actions: none", "If there is none, remove the line; "),
        ("report: {authors: 'Dana, Kim'}", "or put all in brackets: [one, two]."),
        ("xyzzy: 1", "Known: pmdoc, "),
        ("people: [Dana]", "such as `dana: …`."),
        ("summary: Gone", "Write it after a key on the next line, such as `one_line: …`."),
        ("timeline: [Fixed]", "Write it after a key, such as `event: …`."),
        ("actions: {action: Fix}", "Begin each entry with `- `, such as `- action: …`."),
    ],
)
def test_misplaced_key_suggests_its_place(text: str, hint: str) -> None:
    """There is one problem, whose hint has the right path or name."""
    (found,) = hints(HEAD + text)

    assert hint in found


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31.01.2017", "Write 2017-01-31."),
        ("1.2.2017", "Write 2017-02-01."),
        ("03/16/2017", "Write 2017-03-16."),
        ("16/03/2017", "Write 2017-03-16."),
        ("03/04/2017", "Write 2017-03-04 or 2017-04-03."),
        ("13/13/2017", "Write it as 2017-01-31, without a time."),
        ("99.01.2017", "Write it as 2017-01-31, without a time."),
        ("next Friday", "Write it as 2017-01-31, without a time."),
    ],
)
def test_local_date_suggests_iso_format_if_unambiguous(text: str, hint: str) -> None:
    """Day and month are never guessed."""
    assert [hint] == hints(f"{HEAD}report: {{date: {text}}}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2017-01-31 09:12 CET", "Write 2017-01-31T09:12+01:00."),
        ("2017-01-31 9:12 utc", "Write 2017-01-31T09:12Z."),
        ("about 2017-01-31T09:12 PST", "Write about 2017-01-31T09:12-08:00."),
        ("2017-01-31 09:12 IST", "in place of IST, such as 2017-01-31T09:12+01:00."),
        ("2017-01-31 09:12 pm", "Write hours from 0 to 24 and the offset, "),
        ("2017-01-31T09:12+1", "Write 2017-01-31T09:12+01:00."),
        ("2017-01-31T09:12-0530", "Write 2017-01-31T09:12-05:30."),
        ("31.01.2017 9:12 Uhr", "Write 2017-01-31T09:12Z if it is UTC, "),
        ("2017-01-31 09:12 Uhr", "Write 2017-01-31T09:12Z if it is UTC, "),
        ("1485855120", "Write 2017-01-31T09:32:00Z."),
        ("1485855120000", "Write 2017-01-31T09:32:00Z."),
        ("yesterday", "Write it as 2017-01-31T23:27Z or `unknown`, "),
    ],
)
def test_time_with_an_odd_offset_suggests_the_right_form(text: str, hint: str) -> None:
    """A zone abbreviation with several meanings is not guessed."""
    (found,) = hints(f"pmdoc: 1\nincident: {{id: I, title: T, started: '{text}'}}")

    assert hint in found


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("90", "Add its unit: `90 min`, `90 h` or `90 s`."),
        ("1:30", "Write `1 h 30 min`, or `1 min 30 s`."),
        ("long", "Write it as `4 h 23 min`, `about 18 h`, `PT4H23M` or `unknown`."),
    ],
)
def test_duration_without_a_unit_asks_for_one(text: str, hint: str) -> None:
    """Minutes are not taken for hours."""
    assert [hint] == hints(f"pmdoc: 1\nincident: {{id: I, title: T, duration: '{text}'}}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("report: {status: Ready for review}", "Did you mean `in-review`? "),
        ("report: {tlp: yellow}", "Did you mean `AMBER`? Choose from: RED, AMBER+STRICT, AMBER, "),
        ("report: {tlp: GELB}", "Did you mean `AMBER`? Choose from: RED, AMBER+STRICT, AMBER, "),
        ("actions: [{action: A, status: erledigt}]", "Did you mean `done`? "),
        ("timeline: [{event: E, phase: Détection}]", "Did you mean `detection`? "),
        ("report: {tlp: purple}", "Choose from: RED, AMBER+STRICT, AMBER, GREEN, CLEAR."),
        ("actions: [{action: A, priority: P1}]", "Did you mean `critical`? "),
    ],
)
def test_common_synonyms_of_choices_are_suggested(text: str, hint: str) -> None:
    (found,) = hints(HEAD + text)

    assert found.startswith(hint)


def test_blank_key_is_reported_at_its_own_position() -> None:
    """The message shows the key."""
    data: Any = read_yaml(HEAD + "'': 1\nsummary: {'  ': 2}\n", name="x").data

    assert ["/", "/summary/  "] == sorted(p.pointer for p in validate(data))
    assert ['""', 'summary."  "'] == [readable(p) for p in ("/", "/summary/  ")]


def test_empty_value_is_reported_once() -> None:
    """No other problem is reported for a text without letters."""
    text = """pmdoc: 1
incident: {id: "", title: T}
actions: [{action: A, due: ""}]
timeline: [{at: "", event: E}]
appendices: {screenshots: [{file: "", alt: A}]}
"""
    data: Any = read_yaml(text, name="x").data

    assert ["is empty."] * 4 == [problem.message for problem in validate(data)]

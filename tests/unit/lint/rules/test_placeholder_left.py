"""The rule `placeholder-left` finds unfinished text, and accepts Markdown."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import lint
from pmdoc.lint.rules.placeholder_left import RULE
from pmdoc.model.incident import Incident
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check


def load(text: str) -> Incident:
    """Build the incident of a YAML text, which must be valid."""
    checked = check(read_yaml(f"pmdoc: 1\n{text}", name="example").data)
    assert checked.problems == ()
    assert checked.incident is not None
    return checked.incident


def pointers(text: str) -> list[str]:
    """Return the pointers of the rule's findings."""
    return [problem.pointer for problem in lint(load(text), [RULE])]


@pytest.mark.parametrize(
    "text",
    [
        *("[One line that says what it is about]", " [Owner] ", "TBD", "tbd", "XXX", "TODO: ask"),
        *("Due YYYY-MM-DD", "Lorem ipsum dolor", "Owner TBD, date known"),
    ],
)
def test_placeholder_is_found(text: str) -> None:
    """Text in brackets and the usual notes to oneself are placeholders."""
    text = f"incident: {{id: INC-1, title: Outage}}\nnotes: {json.dumps(text)}\n"

    assert pointers(text) == ["/notes"]


@pytest.mark.parametrize(
    "text",
    [
        *("[status](https://example.com)", "[ ] to do", "[x]", "[ ]", "- [x] done\n- [ ] open"),
        *("[one][two]", "[1]", "[S1]", "HTTP 5XX", "outbid", "`TODO`", "a [sic] in a sentence"),
        "Dates are written as `YYYY-MM-DD`.",
    ],
)
def test_markdown_and_ordinary_words_are_accepted(text: str) -> None:
    """Links, check boxes, reference ids and code are no placeholders."""
    text = (
        "incident: {id: INC-1, title: Outage}\nreferences: [{id: S1, title: A}]\n"
        f"notes: {json.dumps(text)}\n"
    )

    assert pointers(text) == []


def test_placeholders_are_found_in_all_kinds_of_fields() -> None:
    """The pointer leads to the property in the file."""
    text = """
incident: {id: INC-1, title: "[Incident title]", started: {wording: "[When]"}}
people: {dana: {name: "[Name]"}}
impact: {users: {affected: "[How many]", failed_requests: {value: 3, note: TBD}}}
actions: [{action: Test, owner: "[Owner]"}]
prevention: {testing: ["[Test]"]}
appendices: {logs: [TODO, {title: TBD, text: "[Lines]"}, {text: "[INFO] TODO"}]}
custom: {unit: "[Unit]", list: [fine, TBD]}
"""
    assert set(pointers(text)) == {
        "/incident/title",
        "/incident/started/wording",
        "/people/dana/name",
        "/impact/users/affected",
        "/impact/users/failed_requests/note",
        "/actions/0/owner",
        "/prevention/testing/0",
        "/appendices/logs/1/title",
        "/appendices/logs/1/text",
        "/custom/unit",
        "/custom/list/1",
    }


def test_placeholder_inside_a_text_is_quoted() -> None:
    """It is hard to spot in a long text."""
    found = lint(load("incident: {id: I, title: '[Title]'}\nnotes: See the XX:XX alarm\n"), [RULE])

    assert [
        ("is still a placeholder.", 0),
        ('still has the placeholder "XX:XX".', 8),
    ] == [(problem.message, problem.offset) for problem in found]

"""An author accepts problems in the file itself, with reasons, and hears of entries that are idle.

In → Out: nothing in; pass or fail out.
Must not: test what a rule finds.
"""

from __future__ import annotations

import pytest

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.lint import discover, lint
from tests.incidents import incident_from

TWO_ACTIONS = """
pmdoc: 1
incident: {id: INC-1, title: Outage}
actions:
  - {action: Add a test, due: 2026-04-01}
  - {action: Add an alert, due: 2026-04-01}
"""


def problems(ignore: str) -> list[Problem]:
    """Lint two actions without owner, with a list of what to ignore."""
    return list(lint(incident_from(f"{TWO_ACTIONS}lint: {{ignore: [{ignore}]}}\n")))


def test_rule_is_ignored_in_the_whole_file() -> None:
    """An entry without a place accepts all that its rule finds."""
    assert problems("{rule: action-owner, reason: None were published}") == []


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("actions[1]", ["/actions/0"]),
        ("actions", []),
        ("actions[0]", ["/actions/1"]),
    ],
)
def test_rule_is_ignored_at_a_place_and_below(place: str, left: list[str]) -> None:
    """An entry with a place accepts what its rule finds there; the rest is still said."""
    found = problems(f'{{rule: action-owner, reason: As agreed, at: "{place}"}}')

    assert left == [problem.pointer for problem in found]


def test_place_is_no_prefix_of_another_name() -> None:
    """`actions[1]` is not the beginning of `actions[10]`."""
    text = "actions:\n" + "".join(f"  - {{action: A{n}, due: 2026-04-01}}\n" for n in range(11))
    ignore = 'lint: {ignore: [{rule: action-owner, reason: As agreed, at: "actions[1]"}]}\n'

    found = lint(incident_from(text + ignore))

    assert "/actions/10" in [problem.pointer for problem in found]
    assert "/actions/1" not in [problem.pointer for problem in found]


def test_unknown_rule_is_said_with_the_meant_one() -> None:
    """A misspelt id accepts nothing, so the author is told of it."""
    found = problems("{rule: action-ownr, reason: None were published}")

    unknown = [problem for problem in found if problem.id == "lint-unknown-rule"]
    assert [("/lint/ignore/0/rule", Level.WARNING)] == [(p.pointer, p.level) for p in unknown]
    assert "Did you mean 'action-owner'?" in unknown[0].hint


@pytest.mark.parametrize("name", ["schema-missing", "nothing like it", "x" * 300])
def test_other_problems_are_no_rules(name: str) -> None:
    """What the schema asks for can't be ignored; the hint says where the rules are listed."""
    found = problems(f"{{rule: {name}, reason: None}}")

    unknown = [problem for problem in found if problem.id == "lint-unknown-rule"]
    assert "pmdoc list rules" in unknown[0].hint
    assert name not in unknown[0].message + unknown[0].hint


def test_entry_that_accepts_nothing_is_noted() -> None:
    """A baseline shrinks: what was put right is taken off the list."""
    found = problems(
        "{rule: action-owner, reason: As agreed}, {rule: tlp-outdated, reason: As agreed},"
        '{rule: action-owner, reason: As agreed, at: "actions[7]"}'
    )

    assert [
        ("lint-ignore-unused", Level.NOTE, "/lint/ignore/1"),
        ("lint-ignore-unused", Level.NOTE, "/lint/ignore/2"),
    ] == [(p.id, p.level, p.pointer) for p in found]
    assert "at actions[7]" in found[1].message


def test_each_rule_is_named_by_its_file() -> None:
    """A rule is one file, found by its id."""
    rules = discover()

    assert len(rules) >= 36
    assert len({rule.id for rule in rules}) == len(rules)

"""Authors can accept findings in the file, with reasons, and are told of unused entries."""

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


def lint_with_ignored(ignore: str) -> list[Problem]:
    """Lint two actions without an owner, with entries of `lint.ignore`."""
    return list(lint(incident_from(f"{TWO_ACTIONS}lint: {{ignore: [{ignore}]}}\n")))


def test_rule_is_ignored_in_the_whole_file() -> None:
    """An entry without a path accepts all findings of its rule."""
    assert lint_with_ignored("{rule: action-owner, reason: None were published}") == []


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("actions[1]", ["/actions/0"]),
        ("actions", []),
        ("actions[0]", ["/actions/1"]),
    ],
)
def test_rule_is_ignored_at_a_path_and_below(place: str, left: list[str]) -> None:
    """Findings elsewhere are still reported."""
    found = lint_with_ignored(f'{{rule: action-owner, reason: As agreed, at: "{place}"}}')

    assert left == [problem.pointer for problem in found]


def test_path_does_not_match_a_longer_index() -> None:
    """`actions[1]` is not a prefix of `actions[10]`."""
    text = "actions:\n" + "".join(f"  - {{action: A{n}, due: 2026-04-01}}\n" for n in range(11))
    ignore = 'lint: {ignore: [{rule: action-owner, reason: As agreed, at: "actions[1]"}]}\n'

    found = lint(incident_from(text + ignore))

    assert "/actions/10" in [problem.pointer for problem in found]
    assert "/actions/1" not in [problem.pointer for problem in found]


def test_unknown_rule_suggests_the_nearest() -> None:
    found = lint_with_ignored("{rule: action-ownr, reason: None were published}")

    unknown = [problem for problem in found if problem.id == "lint-unknown-rule"]
    assert [("/lint/ignore/0/rule", Level.WARNING)] == [(p.pointer, p.level) for p in unknown]
    assert "Did you mean 'action-owner'?" in unknown[0].hint


@pytest.mark.parametrize("name", ["schema-missing", "nothing like it", "x" * 300])
def test_ids_of_other_problems_are_refused(name: str) -> None:
    """Schema errors can't be ignored; the hint names the command that lists the rules."""
    found = lint_with_ignored(f"{{rule: {name}, reason: None}}")

    unknown = [problem for problem in found if problem.id == "lint-unknown-rule"]
    assert "pmdoc list rules" in unknown[0].hint
    assert name not in unknown[0].message + unknown[0].hint


def test_unused_entry_is_reported() -> None:
    """The author should remove entries that are no longer needed."""
    found = lint_with_ignored(
        "{rule: action-owner, reason: As agreed}, {rule: tlp-outdated, reason: As agreed},"
        '{rule: action-owner, reason: As agreed, at: "actions[7]"}'
    )

    assert [
        ("lint-ignore-unused", Level.NOTE, "/lint/ignore/1"),
        ("lint-ignore-unused", Level.NOTE, "/lint/ignore/2"),
    ] == [(p.id, p.level, p.pointer) for p in found]
    assert "at actions[7]" in found[1].message


def test_rule_ids_are_unique() -> None:
    rules = discover()

    assert len(rules) >= 36
    assert len({rule.id for rule in rules}) == len(rules)

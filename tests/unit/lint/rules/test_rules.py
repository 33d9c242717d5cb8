"""Every rule behaves as its manual page states, and can be ignored with a reason."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from pmdoc.lint import Rule, discover, lint, read_manual, rules
from pmdoc.model.incident import Incident
from pmdoc.pipeline.explain import explain
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

RULES = discover()


def load(text: str) -> Incident:
    """Build the incident of a YAML text, which must be valid."""
    checked = check(read_yaml(text, name="example").data)
    assert checked.problems == ()
    assert checked.incident is not None
    return checked.incident


def manual(rule: Rule):
    """Read a rule's manual page."""
    module = importlib.import_module(f"pmdoc.lint.rules.{rule.id.replace('-', '_')}")
    assert module.RULE is rule
    return read_manual(module.__doc__)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_examples_pass_and_fail(rule: Rule):
    """The problem has the rule's id and level, a full sentence, and a hint."""
    page = manual(rule)
    assert lint(load(page.passes), [rule]) == ()
    problems = lint(load(page.fails), [rule])
    assert problems
    for problem in problems:
        assert (problem.id, problem.level) == (rule.id, rule.level)
        assert problem.message.endswith(".")
        assert problem.hint
    assert page.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_can_be_ignored(rule: Rule):
    text = manual(rule).fails
    ignored = f"{text}lint:\n  ignore:\n    - rule: {rule.id}\n      reason: Shown in a test\n"
    assert lint(load(ignored), [rule]) == ()


ONE_FILE = '''"""Find titles that shout.

Nobody likes to be shouted at.

Passes:

    pmdoc: 1
    incident: {id: INC-1, title: Outage}

Fails:

    pmdoc: 1
    incident: {id: INC-1, title: OUTAGE}
"""

from pmdoc.lint.rule import Finding, Rule
from pmdoc.diagnostics.problem import Level


def _check(subject):
    if subject.incident.incident.title.isupper():
        yield Finding("/incident/title", "shouts.", "Write small letters.")


RULE = Rule(id="title-shouts", level=Level.NOTE, check=_check)
'''


def test_new_module_becomes_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A module in the package is applied, listed and explained."""
    (tmp_path / "title_shouts.py").write_text(ONE_FILE, encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "pmdoc.lint.rules.title_shouts", raising=False)

    known = {rule.id for rule in RULES}
    added = [rule for rule in discover() if rule.id not in known]
    page = explain("title-shouts")

    assert ["title-shouts"] == [rule.id for rule in added]
    assert ["title-shouts"] == [problem.id for problem in lint(load(page.fails), added)]
    assert lint(load(page.passes)) == ()
    assert "Nobody likes to be shouted at." == page.text
    monkeypatch.delitem(sys.modules, "pmdoc.lint.rules.title_shouts")


def test_manual_needs_both_examples():
    with pytest.raises(ValueError, match="needs an example"):
        read_manual("Text.\n\nPasses:\n\n    pmdoc: 1\n")


@pytest.mark.parametrize(
    ("stated", "is_fine"),
    [
        ("18 h 47 min", True),
        ("19 h", True),
        ("18 h", False),
        ("about 18 h", True),
        ("about 12 h", False),
        ("18.8 h", True),
        ("18 h 46 min", False),
        ("{value: 18 h, basis: estimate}", True),
        ("{basis: unknown}", True),
        ("unknown", True),
    ],
)
def test_stated_figures_may_differ_by_rounding(stated: str, *, is_fine: bool):
    """Half of the smallest unit is rounding; approximate values may differ by a tenth."""
    text = f"""
pmdoc: 1
incident:
  id: INC-1
  title: Outage
  started: 2017-01-31T23:27Z
  resolved: 2017-02-01T18:14Z
  duration: {stated}
"""
    problems = lint(load(text), [rule for rule in RULES if rule.id == "figure-contradicts"])
    assert (problems == ()) == is_fine
    for problem in problems:
        assert problem.pointer == "/incident/duration"
        assert "18 h 47 min" in problem.message

"""Checking what an incident says, beyond what a schema can see.

In → Out: an incident and rules in, problems out.
Must not: know positions in files, or change the incident.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterable

from pmdoc.diagnostics.problem import Problem
from pmdoc.lint.rule import Finding, Rule, RuleManual, read_manual
from pmdoc.lint.rule_plugins import PluginRules, foreign_rules
from pmdoc.lint.subject import Subject
from pmdoc.lint.suppressions import apply_baseline
from pmdoc.model.incident import Incident
from pmdoc.runtime.entry_points import module_names

__all__ = [
    "Finding",
    "Rule",
    "RuleManual",
    "discover",
    "lint",
    "manual_of",
    "read_manual",
    "unusable_rules",
]


def lint(
    incident: Incident, rules: Iterable[Rule] | None = None, *, today: dt.date | None = None
) -> tuple[Problem, ...]:
    """Apply the rules, by default all that there are, but for what the incident accepts.

    `today` counts only where the report has no date of its own.

    Problems: one id for each rule, and those of `baseline`.
    """
    chosen = discover() if rules is None else tuple(rules)
    subject = Subject(incident, today)
    problems = [
        Problem(
            id=rule.id,
            level=rule.level,
            message=finding.message,
            hint=finding.hint,
            pointer=finding.pointer,
            offset=finding.start,
        )
        for rule in chosen
        for finding in rule.check(subject)
    ]
    return apply_baseline(problems, incident.lint, [rule.id for rule in chosen])


def discover() -> tuple[Rule, ...]:
    """Import the rules that pmdoc ships and those of other packages, sorted by id."""
    own = _own_rules()
    return tuple(sorted((*own, *_foreign().rules), key=lambda rule: str(rule.id)))


def unusable_rules() -> tuple[Problem, ...]:
    """Name the rules of other packages that can't be used. Problems: `rule-unusable`."""
    return _foreign().problems


def manual_of(rule: Rule) -> RuleManual:
    """Read the manual page of a rule: the docstring of its module."""
    manuals = _foreign().manuals
    if rule.id in manuals:
        return manuals[rule.id]
    module = importlib.import_module(f"pmdoc.lint.rules.{rule.id.replace('-', '_')}")
    return read_manual(module.__doc__ or "")


def _own_rules() -> tuple[Rule, ...]:
    names = module_names("pmdoc.lint.rules")
    return tuple(importlib.import_module(f"pmdoc.lint.rules.{name}").RULE for name in names)


def _foreign() -> PluginRules:
    return foreign_rules(frozenset(rule.id for rule in _own_rules()))

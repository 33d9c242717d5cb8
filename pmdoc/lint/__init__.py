"""Check what an incident says, beyond what the schema can check.

In → Out: an incident and rules in, problems out.
Must not: know file positions.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterable

from pmdoc.diagnostics.problem import Problem
from pmdoc.lint.rule import Finding, Rule, RuleManual, read_manual
from pmdoc.lint.rule_plugins import PluginRules, plugin_rules
from pmdoc.lint.subject import Subject
from pmdoc.lint.suppressions import apply_suppressions
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
    """Apply the rules, by default all of them, and drop what the incident file accepts.

    `today` counts only if the report has no date of its own.

    Problems: the id of each rule, `lint-unknown-rule` and `lint-ignore-unused`.
    """
    chosen = discover() if rules is None else tuple(rules)
    subject = Subject(incident, today)
    problems = [problem for rule in chosen for problem in rule.find_problems(subject)]
    return apply_suppressions(problems, incident.lint, [rule.id for rule in chosen])


def discover() -> tuple[Rule, ...]:
    """Return the rules of pmdoc and of installed plug-ins, sorted by id."""
    return tuple(sorted((*_own_rules(), *_plugins().rules), key=lambda rule: str(rule.id)))


def unusable_rules() -> tuple[Problem, ...]:
    """Report plug-in rules that can't be used. Problems: `rule-unusable`."""
    return _plugins().problems


def manual_of(rule: Rule) -> RuleManual:
    """Return the manual page of a rule: its module's docstring."""
    manuals = _plugins().manuals
    if rule.id in manuals:
        return manuals[rule.id]
    module = importlib.import_module(f"pmdoc.lint.rules.{rule.id.replace('-', '_')}")
    return read_manual(module.__doc__ or "")


def _own_rules() -> tuple[Rule, ...]:
    names = module_names("pmdoc.lint.rules")
    return tuple(importlib.import_module(f"pmdoc.lint.rules.{name}").RULE for name in names)


def _plugins() -> PluginRules:
    return plugin_rules(frozenset(rule.id for rule in _own_rules()))

"""Checking what an incident says, beyond what a schema can see.

In → Out: an incident and rules in, problems out.
Must not: know positions in files, or change the incident.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Iterable

from pmdoc.lint.baseline import apply_baseline
from pmdoc.lint.rule import Finding, Manual, Rule, read_manual
from pmdoc.lint.subject import Subject
from pmdoc.model.incident import Incident
from pmdoc.problems import Problem

__all__ = ["Finding", "Manual", "Rule", "discover", "lint", "manual_of", "read_manual"]


def lint(
    incident: Incident, rules: Iterable[Rule] | None = None, *, today: dt.date | None = None
) -> tuple[Problem, ...]:
    """Apply the rules, by default all that pmdoc ships, but for what the incident accepts.

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
        )
        for rule in chosen
        for finding in rule.check(subject)
    ]
    return apply_baseline(problems, incident.lint, [rule.id for rule in chosen])


def discover() -> tuple[Rule, ...]:
    """Import the rules that pmdoc ships, sorted by id."""
    package = importlib.import_module("pmdoc.lint.rules")
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    rules = (importlib.import_module(f"{package.__name__}.{name}").RULE for name in modules)
    return tuple(sorted(rules, key=lambda rule: str(rule.id)))


def manual_of(rule: Rule) -> Manual:
    """Read the manual page of a rule that pmdoc ships."""
    module = importlib.import_module(f"pmdoc.lint.rules.{rule.id.replace('-', '_')}")
    return read_manual(module.__doc__ or "")

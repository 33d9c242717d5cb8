"""Checking what an incident says, beyond what a schema can see.

In → Out: an incident and rules in, problems out.
Must not: know positions in files, or change the incident.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import replace

from pmdoc.lint.rule import Manual, Rule, read_manual
from pmdoc.model.incident import Incident
from pmdoc.problems import Problem

__all__ = ["Manual", "Rule", "discover", "lint", "read_manual"]


def lint(incident: Incident, rules: Iterable[Rule] | None = None) -> tuple[Problem, ...]:
    """Apply the rules, by default all that pmdoc ships, but those that the incident ignores.

    Problems: one id for each rule.
    """
    ignored = {entry.rule for entry in incident.lint.ignore}
    return tuple(
        replace(problem, id=rule.id, level=rule.level)
        for rule in (discover() if rules is None else rules)
        if rule.id not in ignored
        for problem in rule.check(incident)
    )


def discover() -> tuple[Rule, ...]:
    """Import the rules that pmdoc ships, sorted by id."""
    package = importlib.import_module("pmdoc.lint.rules")
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    rules = (importlib.import_module(f"{package.__name__}.{name}").RULE for name in modules)
    return tuple(sorted(rules, key=lambda rule: str(rule.id)))

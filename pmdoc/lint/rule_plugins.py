"""Rules of other packages, from the entry point group `pmdoc.rules`.

In → Out: nothing in; rules, and a problem for each that can't be used, out.
Must not: import a package without rules, or let an error in a package end a run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import PluginError
from pmdoc.diagnostics.problem import Level, Position, Problem
from pmdoc.lint.rule import Finding, Findings, Rule, RuleManual, Subject, read_manual
from pmdoc.runtime.entry_points import find_entry_points, package_name
from pmdoc.runtime.plugin_cage import call_plugin, describe_fault

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "pmdoc.rules"
_Check = Callable[[Subject], Iterable[Finding]]
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class PluginRules(Struct, frozen=True, kw_only=True):
    """The rules of other packages, sorted by id, and their manual pages by id."""

    rules: tuple[Rule, ...] = ()
    manuals: Mapping[str, RuleManual] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@cache
def plugin_rules(own: frozenset[str]) -> PluginRules:
    """Load the rules of other packages; none may have an id in `own`.

    Problems: `rule-unusable`, for each that can't be loaded, is not a rule, or has a used id.
    """
    rules: dict[str, Rule] = {}
    manuals: dict[str, RuleManual] = {}
    problems = []
    for entry in find_entry_points(GROUP):
        try:
            rule = call_plugin(package_name(entry), f"provide {entry.name!r}", _load, entry)
        except PluginError as error:
            problems.append(_problem(entry, describe_fault(error.__cause__ or error)))
            continue
        if rule.id in own or rule.id in rules:
            problems.append(_problem(entry, "another rule has the same id"))
        else:
            manuals[rule.id] = _manual(sys.modules[entry.module].__doc__ or "")
            rules[rule.id] = replace(rule, check=_guard(rule.check, package_name(entry)))
    return PluginRules(rules=tuple(rules.values()), manuals=manuals, problems=tuple(problems))


def _load(entry: EntryPoint) -> Rule:
    rule = entry.load()
    if not isinstance(rule, Rule):
        raise TypeError(f"{entry.value} is not a pmdoc.lint.Rule")
    if rule.id != entry.name or not _ID.fullmatch(rule.id):
        raise ValueError(f"its id is {rule.id!r}, not the entry point's name in kebab-case")
    return rule


def _manual(docstring: str) -> RuleManual:
    """Read a rule's manual page; plug-ins need no examples."""
    try:
        return read_manual(docstring)
    except ValueError:
        summary, _, text = docstring.strip().partition("\n\n")
        return RuleManual(summary=summary, text=text.strip(), passes="", fails="")


def _guard(check: _Check, package: str) -> _Check:
    """Return a check that reports its own failure as a finding."""

    def guarded(subject: Subject) -> Findings:
        def findings() -> list[Finding]:
            return [_checked(finding) for finding in check(subject)]

        try:
            yield from call_plugin(package, "check the file", findings)
        except PluginError as error:
            fault = describe_fault(error.__cause__ or error)
            hint = f"Report this to the authors of {package}."
            yield Finding("", f"could not be checked: {fault}.", hint)

    return guarded


def _checked(finding: object) -> Finding:
    if not isinstance(finding, Finding):
        raise TypeError(f"it yields {type(finding).__name__}, not a Finding")
    *texts, start, level = finding
    is_level = level is None or isinstance(level, Level)
    if list(map(type, [*texts, start])) != [str, str, str, int] or not is_level:
        raise TypeError("a Finding holds three texts, a number and a level")
    return finding


def _problem(entry: EntryPoint, fault: str) -> Problem:
    return Problem(
        id="rule-unusable",
        level=Level.WARNING,
        message=f"The rule {entry.name!r} can't be used: {fault}.",
        hint="Update the package, or uninstall it.",
        position=Position(file=f"<{package_name(entry)}>"),
    )

"""Rules that other packages bring, under the entry point group `pmdoc.rules`.

In → Out: nothing in; rules, and a problem for each that can't be used, out.
Must not: import anything of a package that announces no rule, or let a package's fault end a run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Level, Position, Problem
from pmdoc.lint.rule import Finding, Rule, RuleManual, read_manual
from pmdoc.runtime.entry_points import find_entry_points, package_name

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pmdoc.lint.subject import Subject

GROUP = "pmdoc.rules"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class PluginRules(Struct, frozen=True, kw_only=True):
    """What other packages bring. Shape: sorted by id; `manuals` are the rules' pages, by id."""

    rules: tuple[Rule, ...] = ()
    manuals: Mapping[str, RuleManual] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@cache
def foreign_rules(own: frozenset[str]) -> PluginRules:
    """Load the rules of other packages; `own` are the ids that are taken.

    Problems: `rule-unusable`, for each that can't be loaded, is no rule, or has a taken id.
    """
    rules: dict[str, Rule] = {}
    manuals: dict[str, RuleManual] = {}
    problems = []
    for entry in find_entry_points(GROUP):
        try:
            rule = _load(entry)
        except Exception as error:  # whatever happens there is no bug of ours
            problems.append(_problem(entry, f"{type(error).__name__}: {error}"))
            continue
        if rule.id in own or rule.id in rules:
            problems.append(_problem(entry, "its id is taken by another rule"))
        else:
            manuals[rule.id] = _manual(sys.modules[entry.module].__doc__ or "")
            rules[rule.id] = replace(rule, check=_guarded(rule.check, package_name(entry)))
    return PluginRules(rules=tuple(rules.values()), manuals=manuals, problems=tuple(problems))


def _load(entry: EntryPoint) -> Rule:
    rule = entry.load()
    if not isinstance(rule, Rule):
        raise TypeError(f"{entry.value} is no pmdoc.lint.Rule")
    if rule.id != entry.name or not _ID.fullmatch(rule.id):
        raise ValueError(f"its id is {rule.id!r}, and not the entry point's name in kebab-case")
    return rule


def _manual(docstring: str) -> RuleManual:
    """Read a rule's manual page, which may lack the examples that ours must have."""
    try:
        return read_manual(docstring)
    except ValueError:
        summary, _, text = docstring.strip().partition("\n\n")
        return RuleManual(summary=summary, text=text.strip(), passes="", fails="")


def _guarded(
    check: Callable[[Subject], Iterable[Finding]], package: str
) -> Callable[[Subject], Iterable[Finding]]:
    """Let a rule that fails say so, in the place of what it would have found."""

    def guarded(subject: Subject) -> Iterator[Finding]:
        try:
            yield from check(subject)
        except Exception as error:  # whatever happens there is no bug of ours
            fault = f"{type(error).__name__}: {error}".rstrip(": ")
            yield Finding("", f"could not be judged: {fault}.", f"Tell the makers of {package}.")

    return guarded


def _problem(entry: EntryPoint, fault: str) -> Problem:
    return Problem(
        id="rule-unusable",
        level=Level.WARNING,
        message=f"The rule {entry.name!r} can't be used: {fault}.",
        hint="Bring the package up to date, or uninstall it.",
        position=Position(file=f"<{package_name(entry)}>"),
    )

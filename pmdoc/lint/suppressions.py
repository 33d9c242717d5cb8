"""What an incident file accepts of its own problems, with reasons.

In → Out: problems of rules and the file's `lint.ignore` in; the problems that are left out.
Must not: let a name that is no rule, or an entry that does nothing, stand unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Level, Problem, readable
from pmdoc.model.incident import IgnoredRule, LintSettings

_LIKE_A_RULE = re.compile(r"[a-z][a-z0-9-]{0,40}")


def apply_baseline(
    problems: Sequence[Problem], settings: LintSettings, rules: Iterable[str]
) -> tuple[Problem, ...]:
    """Leave out what the file accepts, and say which of its entries accept nothing.

    Shape: `rules` are the ids of the rules that were applied.

    Problems: `lint-unknown-rule`, `lint-ignore-unused`.
    """
    if not settings.ignore:
        return tuple(problems)
    known = set(rules)
    used: set[int] = set()
    left = []
    for problem in problems:
        accepting = [n for n, entry in enumerate(settings.ignore) if _accepts(entry, problem)]
        used.update(accepting)
        if not accepting:
            left.append(problem)
    return (*left, *_faults(settings, known, used))


def _accepts(entry: IgnoredRule, problem: Problem) -> bool:
    """Say whether an entry accepts a problem: all of its rule, or those at or below a place."""
    if entry.rule != problem.id:
        return False
    place = readable(problem.pointer)
    return not entry.at or place == entry.at or place.startswith((f"{entry.at}.", f"{entry.at}["))


def _faults(settings: LintSettings, known: set[str], used: set[int]) -> Iterator[Problem]:
    """Find entries that name no rule, and such as nothing would miss."""
    for index, entry in enumerate(settings.ignore):
        pointer = f"/lint/ignore/{index}"
        if entry.rule not in known:
            yield Problem(
                id="lint-unknown-rule",
                level=Level.WARNING,
                message="is not a rule that can be ignored.",
                hint=_nearest(entry.rule, known),
                pointer=f"{pointer}/rule",
            )
        elif index not in used:
            where = f" at {entry.at}" if entry.at else ""
            yield Problem(
                id="lint-ignore-unused",
                level=Level.NOTE,
                message=f"ignores {entry.rule}, which finds nothing{where}.",
                hint="Delete the entry.",
                pointer=pointer,
            )


def _nearest(name: str, known: set[str]) -> str:
    """Say which rule may be meant."""
    if not _LIKE_A_RULE.fullmatch(name):
        return "`pmdoc list rules` shows them."
    meant = suggest(name, sorted(known)) if known else ""
    is_near = meant.startswith("Did you mean")
    return f"{meant} `pmdoc list rules` shows all." if is_near else "`pmdoc list rules` shows them."

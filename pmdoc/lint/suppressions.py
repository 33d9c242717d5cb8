"""Drop the findings that an incident file accepts under `lint.ignore`.

In → Out: problems and the file's lint settings in; the remaining problems out.
Must not: pass over an entry that names no rule or has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pmdoc.diagnostics.errors import did_you_mean
from pmdoc.diagnostics.problem import Level, Problem, readable
from pmdoc.model.incident import IgnoredRule, LintSettings

_LIKE_A_RULE = re.compile(r"[a-z][a-z0-9-]{0,40}")


def apply_suppressions(
    problems: Sequence[Problem], settings: LintSettings, rules: Iterable[str]
) -> tuple[Problem, ...]:
    """Drop accepted problems, and report entries without effect.

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
    return (*left, *_check_entries(settings, known, used))


def _accepts(entry: IgnoredRule, problem: Problem) -> bool:
    """Return whether an entry accepts a problem: all of its rule, or those at or below `at`."""
    if entry.rule != problem.id:
        return False
    place = readable(problem.pointer)
    return not entry.at or place == entry.at or place.startswith((f"{entry.at}.", f"{entry.at}["))


def _check_entries(settings: LintSettings, known: set[str], used: set[int]) -> Iterator[Problem]:
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
    if not _LIKE_A_RULE.fullmatch(name):  # it may be anything, even a secret
        return "See `pmdoc list rules`."
    return f"{did_you_mean(name, known)} See `pmdoc list rules`.".lstrip()

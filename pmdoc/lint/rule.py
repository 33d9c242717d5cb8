"""Lint rules and their manual pages.

In → Out: an incident as a `Subject` in, findings out; a rule's docstring in, its manual page out.
Must not: know any particular rule.

A rule is one module in `rules/`, named after its id with `_` for `-`, that holds a constant `RULE`.
Its docstring is the manual page: what it finds and why, then an incident file that passes, below a
line "Passes:", and one that fails, below a line "Fails:", both indented by four spaces.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.lint.subject import Subject

# With these, most rules need no other import.
__all__ = [
    "Finding",
    "Findings",
    "Level",
    "Rule",
    "RuleManual",
    "Subject",
    "pointer_to",
    "read_manual",
]


class Finding(NamedTuple):
    """One finding of a rule.

    Shape: `pointer`, `message` and `hint` are those of a `Problem`; `start` is the offset in the
    text, in characters, from which the line and column of the problem follow. `level` is the
    rule's if it is None.
    """

    pointer: str
    message: str
    hint: str
    start: int = 0
    level: Level | None = None


Findings = Iterator[Finding]


class Rule(Struct, frozen=True, kw_only=True):
    """A check for something that the schema allows but that is probably wrong.

    Shape: `id` is kebab-case. `check` yields findings, which become problems with the rule's id and
    level. `each` names the lists whose entries the rule checks independently of each other, such as
    `actions` or `report.revisions`, or `texts`: if some entries have errors, the rule is still
    applied to the others.
    """

    id: str
    level: Level
    check: Callable[[Subject], Iterable[Finding]]
    each: tuple[str, ...] = ()

    def find_problems(self, subject: Subject) -> Iterator[Problem]:
        """Apply the rule."""
        for pointer, message, hint, start, level in self.check(subject):
            yield Problem(
                id=self.id,
                level=level or self.level,
                message=message,
                hint=hint,
                pointer=pointer,
                offset=start,
            )


class RuleManual(Struct, frozen=True, kw_only=True):
    """The parts of a manual page. Shape: `summary` is one line; both examples are YAML."""

    summary: str
    text: str
    passes: str
    fails: str


def read_manual(docstring: str) -> RuleManual:
    """Split a rule's docstring into its text and its two examples.

    Raises:
        ValueError: one of the examples is missing.
    """
    text, _, examples = docstring.partition("\nPasses:\n")
    passes, _, fails = examples.partition("\nFails:\n")
    if not passes.strip() or not fails.strip():
        raise ValueError("A rule's docstring needs an example that passes and one that fails.")
    summary, _, rest = text.strip().partition("\n\n")
    dedent = textwrap.dedent
    return RuleManual(
        summary=summary,
        text=rest.strip(),
        passes=dedent(passes).strip() + "\n",
        fails=dedent(fails).strip() + "\n",
    )

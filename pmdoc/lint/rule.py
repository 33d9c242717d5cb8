"""What a lint rule is, and how its manual page is written.

In → Out: nothing in; the class `Rule` out; a rule's docstring in, its manual page out.
Must not: know any rule.

A rule is one module in `rules/`, named by its id with `_` for `-`, that holds a constant `RULE`.
Its docstring is the manual page: what it finds and why, then an incident file that passes, below a
line "Passes:", and one that fails, below a line "Fails:", both indented by four spaces. The
paragraph that begins with "In → Out:" is for us, and no part of the page.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct

from pmdoc.diagnostics.problem import Level
from pmdoc.lint.subject import Subject

_FOR_US = re.compile(r"^In → Out:.*?(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)


class Finding(NamedTuple):
    """One thing that a rule finds.

    Shape: `pointer`, `message`, `hint` are those of a `Problem`; `start` is where in a text it was
    found, which is what the problem's line and column point at.
    """

    pointer: str
    message: str
    hint: str
    start: int = 0


class Rule(Struct, frozen=True, kw_only=True):
    """Something that can be wrong with an incident although the schema admits it.

    Shape: `id` is kebab-case. `check` yields findings; the rule's id and level make them problems.
    `each` names what the rule judges one by one, whatever else stands beside it: lists, such as
    `actions` or `report.revisions`, or `texts`. Where some of these have errors, it can already be
    applied to the others.
    """

    id: str
    level: Level
    check: Callable[[Subject], Iterable[Finding]]
    each: tuple[str, ...] = ()


class RuleManual(Struct, frozen=True, kw_only=True):
    """A rule's docstring in its parts. Shape: `summary` is one line; both examples are YAML."""

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
        text=_FOR_US.sub("", rest).strip(),
        passes=dedent(passes).strip() + "\n",
        fails=dedent(fails).strip() + "\n",
    )

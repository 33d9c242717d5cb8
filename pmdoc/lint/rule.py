"""What a lint rule is, and how its manual page is written.

In → Out: nothing in; the class `Rule` out; a rule's docstring in, its two examples out.
Must not: know any rule.

A rule is one module in `rules/`, named by its id with `_` for `-`, that holds a constant `RULE`.
Its docstring is the manual page: what it finds and why, then an incident file that passes, below a
line "Passes:", and one that fails, below a line "Fails:", both indented by four spaces.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pmdoc.model.incident import Incident
from pmdoc.problems import Level, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that can be wrong with an incident although the schema admits it.

    Shape: `id` is kebab-case. `check` yields problems; their id and level are set to the rule's.
    """

    id: str
    level: Level
    check: Callable[[Incident], Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A rule's docstring in its parts. Shape: both examples are YAML text."""

    text: str
    passes: str
    fails: str


def read_manual(docstring: str) -> Manual:
    """Split a rule's docstring into its text and its two examples.

    Raises:
        ValueError: one of the examples is missing.
    """
    text, _, examples = docstring.partition("\nPasses:\n")
    passes, _, fails = examples.partition("\nFails:\n")
    if not passes.strip() or not fails.strip():
        raise ValueError("A rule's docstring needs an example that passes and one that fails.")
    dedent = textwrap.dedent
    return Manual(
        text=text.strip(),
        passes=dedent(passes).strip() + "\n",
        fails=dedent(fails).strip() + "\n",
    )

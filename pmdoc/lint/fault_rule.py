"""Make the rules for faults that Markdown finds in a text.

In → Out: the id of a rule and the wording of its kinds of faults in, a `Rule` out.
Must not: parse a text; `markdown.faults` does, once for all rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.markdown.fault import FaultKind

_WORD = re.compile(r"\w")


class FaultWording(NamedTuple):
    """The message and hint for a kind of fault. Shape: `{}` stands for what was typed."""

    message: str
    hint: str


def make_fault_rule(ident: str, wordings: Mapping[FaultKind, FaultWording]) -> Rule:
    """Return a rule that reports faults of some kinds, each kind once for a text."""

    def check(subject: Subject) -> Findings:
        for text, fault in subject.texts.faults:
            if fault.kind in wordings:
                message, hint = wordings[fault.kind]
                word = _WORD.search(fault.text)  # as a place is found by its word, not by a mark
                start = fault.start + (word.start() if word else 0)
                yield Finding(text.pointer, message.format(fault.text), hint, start)

    return Rule(id=ident, level=Level.WARNING, check=check, each=("texts",))

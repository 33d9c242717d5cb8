"""Applying rules to the valid part of a file that has errors elsewhere.

In → Out: what is left of an incident, and the names of what is not, in; problems, and the rules
that have to wait, out.
Must not: report anything that would not be reported of the whole file, once it is mended.

A rule sees the incident through a reporter that notes which parts it looks at. Where it saw nothing
of what is lost, it says what it will say of the whole; where it judges entries or texts one by one,
those that are lost do not matter for the others. Whatever else it says is not known yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from pmdoc.diagnostics.problem import Problem
from pmdoc.lint.rule import Rule
from pmdoc.lint.subject import Subject
from pmdoc.lint.suppressions import apply_baseline
from pmdoc.lint.text_index import Texts

if TYPE_CHECKING:
    from pmdoc.model.incident import Incident
    from pmdoc.validate.valid_subset import ValidSubset

_IN_PARTS = ("incident", "report")
_TEXTS = "texts"
_UNUSED = "lint-ignore-unused"


class Partial(Struct, frozen=True, kw_only=True):
    """What can be said already, and by id the rules that wait."""

    problems: tuple[Problem, ...]
    waiting: tuple[str, ...]


def lint_rest(
    rest: ValidSubset,
    rules: Iterable[Rule],
    *,
    today: dt.date | None = None,
) -> Partial:
    """Apply the rules that need nothing of what is lost.

    Problems: one id for each rule, and `lint-unknown-rule`.
    """
    incident, lost = rest.incident, rest.lost | {_TEXTS}
    texts = Texts(incident)
    problems: list[Problem] = []
    waiting: list[str] = []
    ids = []
    for rule in rules:
        ids.append(rule.id)
        subject = _Watched(incident, today, texts)
        found = list(rule.check(subject))
        if rest.doubtful & subject.seen or lost & subject.seen.difference(rule.each):
            waiting.append(rule.id)
            continue
        problems += (
            Problem(
                id=rule.id,
                level=rule.level,
                message=finding.message,
                hint=finding.hint,
                pointer=rest.in_file(finding.pointer),
                offset=finding.start,
            )
            for finding in found
        )
    accepted = apply_baseline(problems, incident.lint, ids)
    return Partial(
        problems=tuple(problem for problem in accepted if problem.id != _UNUSED),
        waiting=tuple(waiting),
    )


class _Watched(Subject):
    """A subject that notes what a rule looks at. Shape: `seen` names sections and facts."""

    def __init__(self, incident: Incident, today: dt.date | None, texts: Texts) -> None:
        self.seen: set[str] = set()
        super().__init__(cast("Incident", _Reporter(incident, self.seen)), today)
        self._texts = texts

    @property
    def texts(self) -> Texts:
        """All texts that are left."""
        self.seen.add(_TEXTS)
        return self._texts


class _Reporter:
    """Stands for an incident, or a section of single facts, and notes which parts are asked for."""

    def __init__(self, whole: Any, seen: set[str], prefix: str = "") -> None:
        self._whole = whole
        self._seen = seen
        self._prefix = prefix

    def __getattr__(self, name: str) -> Any:
        """Give a part."""
        value = getattr(self._whole, name)
        if not self._prefix and name in _IN_PARTS:
            return _Reporter(value, self._seen, f"{name}.")
        self._seen.add(f"{self._prefix}{name}")
        return value

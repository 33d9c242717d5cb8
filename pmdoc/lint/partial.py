"""Apply rules to the valid part of a file with errors.

In → Out: the valid subset of an incident in; problems, and the ids of skipped rules, out.
Must not: report anything that would not be reported once the errors are fixed.

A rule sees the incident through a recorder of the properties it reads. If it read nothing that was
removed, its findings hold for the whole file. If it checks entries one by one (`Rule.each`),
removed entries do not matter for the others: with an error in actions[2], `action-owner` still
reports actions[0]. In any other case the rule is skipped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem
from pmdoc.lint.rule import Rule
from pmdoc.lint.subject import Subject
from pmdoc.lint.suppressions import apply_suppressions
from pmdoc.lint.text_index import Texts
from pmdoc.model.incident import Incident
from pmdoc.validate.valid_subset import FACT_SECTIONS, ValidSubset

_TEXTS = "texts"
_UNUSED = "lint-ignore-unused"


class Partial(Struct, frozen=True, kw_only=True):
    """Problems found so far, and the ids of the skipped rules."""

    problems: tuple[Problem, ...]
    skipped: tuple[str, ...]


def lint_subset(
    subset: ValidSubset, rules: Iterable[Rule], *, today: dt.date | None = None
) -> Partial:
    """Apply the rules that read nothing of what was removed.

    Problems: one id for each rule, and `lint-unknown-rule`.
    """
    incident, lost = subset.incident, subset.lost | {_TEXTS}
    texts = Texts(incident)
    problems: list[Problem] = []
    skipped: list[str] = []
    ids = []
    for rule in rules:
        ids.append(rule.id)
        subject = _RecordingSubject(incident, today, texts)
        found = list(rule.find_problems(subject))
        if subset.doubtful & subject.seen or lost & subject.seen.difference(rule.each):
            skipped.append(rule.id)
            continue
        problems += (replace(one, pointer=subset.in_file(one.pointer)) for one in found)
    accepted = apply_suppressions(problems, incident.lint, ids)
    kept = tuple(problem for problem in accepted if problem.id != _UNUSED)
    return Partial(problems=kept, skipped=tuple(skipped))


class _RecordingSubject(Subject):
    def __init__(self, incident: Incident, today: dt.date | None, texts: Texts) -> None:
        self.seen: set[str] = set()
        super().__init__(cast(Incident, _Recorder(incident, self.seen)), today)
        self._texts = texts

    @property
    def texts(self) -> Texts:
        self.seen.add(_TEXTS)
        return self._texts


class _Recorder:
    """Stands in for an incident, or a section of single properties, and records what is read."""

    def __init__(self, whole: Any, seen: set[str], prefix: str = "") -> None:
        self._whole, self._seen, self._prefix = whole, seen, prefix

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._whole, name)
        if not self._prefix and name in FACT_SECTIONS:
            return _Recorder(value, self._seen, f"{name}.")
        self._seen.add(f"{self._prefix}{name}")
        return value

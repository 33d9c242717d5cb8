"""Explain the problems that pmdoc can report.

In → Out: a problem's id in, its explanation out.
Must not: hold explanations; those of rules are their modules' docstrings, the others are in
`explanations/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from pmdoc.diagnostics.errors import UnknownName, nearest
from pmdoc.diagnostics.problem import Level
from pmdoc.lint import discover, manual_of
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime.resources import explanations_folder

_WHERE = "Ids are in brackets after each problem; `pmdoc list rules` lists those of lint rules."


class Explanation(Struct, frozen=True, kw_only=True):
    """The explanation of a problem.

    Shape: `summary` is one sentence, `text` Markdown. `passes` and `fails` are example files of
    the kind `file` (incident, layout or style) without and with the problem, or both empty. Only
    problems with `is_rule` may be accepted under `lint.ignore`.
    """

    id: str
    level: Level
    summary: str
    text: str
    passes: str = ""
    fails: str = ""
    file: str = "incident"
    is_rule: bool = False


def explain(id: str) -> Explanation:
    """Explain a problem.

    Raises:
        UnknownName: there is no such problem; the error suggests the nearest id.
    """
    id = id.strip().lower().replace("_", "-")
    rule = next((rule for rule in discover() if rule.id == id), None)
    if rule is not None:
        return Explanation(id=id, level=rule.level, is_rule=True, **asdict(manual_of(rule)))
    if id not in _entries():
        unknown = UnknownName("problem", id, known_ids())
        meant = nearest(id, known_ids())
        unknown.hint = f"Did you mean {meant!r}? {_WHERE}" if meant else _WHERE
        raise unknown
    entry = {**_entries()[id]}
    return Explanation(id=id, level=Level(entry.pop("level", "error")), **entry)


def explain_in_short(id: str) -> str:
    """Return the summary and the text of a problem; empty for an unknown id."""
    try:
        explanation = explain(id)
    except UnknownName:
        return ""
    return f"{explanation.summary}\n\n{explanation.text.strip()}"


def known_ids() -> tuple[str, ...]:
    """Return the ids of all problems, including lint rules, sorted."""
    return tuple(sorted({*_entries(), *(rule.id for rule in discover())}))


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    entries: dict[str, Mapping[str, Any]] = {}
    for path in sorted(explanations_folder().glob("*.yaml")):
        data: Any = read_yaml(path).data
        for id, entry in data.items():
            entries[id] = {key: str(value) for key, value in entry.items()}
    return entries

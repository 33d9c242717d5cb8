"""What each problem that pmdoc can report means, and what to do about it.

In → Out: a problem's id in, its explanation out.
Must not: know what a problem is about; rules explain themselves in their modules, all others are
explained in `explanations/`, one entry each.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from pmdoc.diagnostics.errors import UnknownName, nearest
from pmdoc.diagnostics.problem import Level
from pmdoc.lint import discover, manual_of
from pmdoc.read import read_yaml
from pmdoc.runtime.resources import explanations_folder

_WHERE = (
    "An id stands in brackets behind each problem; `pmdoc list rules` shows those of the rules."
)


class Explanation(Struct, frozen=True, kw_only=True):
    """What a problem means.

    Shape: `summary` is one sentence, `text` Markdown. `passes` and `fails` are files of the kind
    `file` (incident, layout or style) without and with the problem; both are empty where none can
    be shown. `is_rule` says that a file may accept it under `lint.ignore`.
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
        UnknownName: there is no such problem; the nearest ids are named.
    """
    id = id.strip().lower().replace("_", "-")
    rule = next((rule for rule in discover() if rule.id == id), None)
    if rule is not None:
        manual = manual_of(rule)
        return Explanation(
            id=id,
            level=rule.level,
            summary=manual.summary,
            text=manual.text,
            passes=manual.passes,
            fails=manual.fails,
            is_rule=True,
        )
    if id not in _entries():
        unknown = UnknownName("problem", id, known_ids())
        meant = nearest(id, known_ids())
        unknown.hint = f"Did you mean {meant!r}? {_WHERE}" if meant else _WHERE
        raise unknown
    entry = {**_entries()[id]}
    return Explanation(id=id, level=Level(entry.pop("level", "error")), **entry)


def explain_in_short(id: str) -> str:
    """Give the summary and the text of a problem; nothing for an id that nobody knows."""
    try:
        found = explain(id)
    except UnknownName:
        return ""
    return f"{found.summary}\n\n{found.text.strip()}"


def known_ids() -> tuple[str, ...]:
    """List the ids of all problems, rules among them, in alphabetical order."""
    return tuple(sorted({*_entries(), *(rule.id for rule in discover())}))


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    """Read the explanations of what is no rule."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(explanations_folder().glob("*.yaml")):
        data: Any = read_yaml(path).data
        for id, entry in data.items():
            found[id] = {key: str(value) for key, value in entry.items()}
    return found

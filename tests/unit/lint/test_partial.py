"""The findings in a file with errors are a subset of those after the errors are fixed."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pmdoc.diagnostics.problem import Problem
from pmdoc.lint import lint
from pmdoc.lint.partial import lint_subset
from pmdoc.model.incident import Incident
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.explain import explain
from pmdoc.read.incident_file import read_incident
from pmdoc.read.origin import Origin
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check
from tests.judges import ROOT, example_names
from tests.unit.lint.rules.test_rules import RULES

BREAKAGES = 40
"""How often each file is broken."""
WAYS = ("wrong type", "wrong value", "missing", "misspelt", "another word", "too far out")
TODAY = dt.date(2026, 6, 1)
_RULES = {rule.id for rule in RULES}


@cache
def valid_files() -> dict[str, Any]:
    """Return valid files by name: failing examples of rules, all of them merged, examples."""
    found = {rule.id: read_yaml(explain(rule.id).fails, name=rule.id).data for rule in RULES}
    all_rules: Any = {}
    for data in found.values():
        all_rules = merged(all_rules, data)
    for number, action in enumerate(all_rules["actions"]):
        action["id"] = f"A{number}"
    found["together"] = {key: value for key, value in all_rules.items() if key != "lint"}
    for name in example_names():
        path = ROOT / "examples" / name / "incident.yaml"
        found[name] = read_incident(Origin(path=path)).data
    return found


def merged(under: Any, over: Any) -> Any:
    """Merge one incident over another, concatenating lists."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {k: merged(under[k], over[k]) if k in under and k in over else (over | under)[k]
                for k in under | over}  # fmt: skip
    return under + over if isinstance(under, list) and isinstance(over, list) else over


def paths_in(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to each key and entry."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items if isinstance(data, dict | list) else ():
        yield (*path, key)
        yield from paths_in(value, (*path, key))


def broken(data: Any, path: tuple[Any, ...], how: str) -> Any:
    """Return a copy of the data, broken at a path."""
    data = copy.deepcopy(data)
    parent = data
    for step in path[:-1]:
        parent = parent[step]
    last = path[-1]
    match how:
        case "wrong type":
            parent[last] = [["wrong"]]
        case "wrong value":
            parent[last] = "2026-02-30T99:00"
        case "missing":
            del parent[last]
        case "misspelt" if isinstance(parent, dict):
            parent[f"{last[:1]}{last[2:]}"] = parent.pop(last)
        case "another word" if isinstance(parent, dict):
            parent["qzx"] = parent.pop(last)
        case "too far out" if isinstance(parent, dict):
            data[last] = parent.pop(last)
    return data


def find(data: Any) -> tuple[bool, set[tuple[str, str, str]]]:
    """Return whether data is valid, and the findings of the rules."""
    checked = check(data)
    problems: tuple[Problem, ...] = ()
    if checked.incident is not None:
        problems = lint(checked.incident, RULES, today=TODAY)
    elif checked.subset is not None:
        problems = lint_subset(checked.subset, RULES, today=TODAY).problems
    return checked.incident is not None, {(p.id, p.pointer, p.message) for p in problems}


@pytest.mark.parametrize("name", sorted(valid_files()))
def test_findings_of_a_broken_file_are_findings_of_the_valid_one(name: str) -> None:
    """A removed value must not cause new findings."""
    data = valid_files()[name]
    is_valid, whole = find(data)
    assert is_valid
    chance = random.Random(name)  # noqa: S311 -- the same breakages each time
    everywhere = list(paths_in(data))
    for path in chance.sample(everywhere, min(BREAKAGES, len(everywhere))):
        how = chance.choice(WAYS)
        is_valid, found = find(broken(data, path, how))
        if not is_valid:
            assert set() == found - whole, f"{how} at {path}"


def test_most_findings_remain_despite_an_error() -> None:
    data = valid_files()["together"]
    _, whole = find(data)

    for path in (("actions", 0, "due"), ("timeline", 1, "at"), ("impact",), ("report", "status")):
        is_valid, found = find(broken(data, path, "wrong type"))
        assert not is_valid
        assert len(found) > len(whole) * 0.6, path
    assert len(whole) > 30


def test_entries_after_a_broken_one_keep_their_positions(tmp_path: Path) -> None:
    path = tmp_path / "incident.yaml"
    path.write_text(
        "pmdoc: 1\nincident: {id: I, title: T}\nactions:\n"
        "  - {action: One, owne: Team}\n  - {action: Two, due: 2026-04-01}\n"
        "lint: {ignore: [{rule: action-due, reason: Later}]}\n",
        encoding="utf-8",
    )

    found = [(p.id, p.pointer, p.position.line) for p in check_incident(path).problems]

    assert [
        ("schema-unknown-key", "/actions/0/owne", 4),
        ("lint-partial", "", 4),
        ("action-owner", "/actions/1", 5),
    ] == found


@pytest.mark.parametrize(
    "text",
    [
        "pmdoc: 2\nincident: {id: I, title: TBD}\n",
        "pmdoc: 1\nlint: {ignore: all}\nincident: {id: I, title: TBD}\n",
        "pmdoc: 1\npeople: {tbd: {nam: Dana}}\nincident: {id: I, title: TBD}\n",
        "- pmdoc: 1\n",
    ],
    ids=["version", "accepted findings", "people", "no incident"],
)
def test_no_rule_runs_if_the_basics_are_wrong(tmp_path: Path, text: str) -> None:
    """Version, accepted findings and people decide how everything else is read."""
    path = tmp_path / "incident.yaml"
    path.write_text(text, encoding="utf-8")

    assert not [p for p in check_incident(path).problems if p.id in _RULES]


def test_lists_that_rules_check_entry_by_entry_exist() -> None:
    named = {name for rule in RULES for name in rule.each}

    assert {"actions", "appendices", "communication", "metrics", "report.revisions"} <= named
    assert named <= {*Incident.__struct_fields__, "texts", "report.revisions"}

"""What is found in a file with errors is part of what is found once they are mended."""

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
"""Ways to break each file that are tried."""
WAYS = ("wrong type", "wrong value", "missing", "misspelt", "another word", "too far out")
TODAY = dt.date(2026, 6, 1)
_RULES = {rule.id for rule in RULES}


@cache
def stories() -> dict[str, Any]:
    """Give files in which rules find something, by name: what fails each rule, and the examples."""
    found = {rule.id: read_yaml(explain(rule.id).fails, name=rule.id).data for rule in RULES}
    together: Any = {}
    for data in found.values():
        together = joined(together, data)
    for number, action in enumerate(together["actions"]):
        action["id"] = f"A{number}"
    found["together"] = {key: value for key, value in together.items() if key != "lint"}
    for name in example_names():
        path = ROOT / "examples" / name / "incident.yaml"
        found[name] = read_incident(Origin(path=path)).data
    return found


def joined(under: Any, over: Any) -> Any:
    """Lay one incident over another; lists grow."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {k: joined(under[k], over[k]) if k in under and k in over else (over | under)[k]
                for k in under | over}  # fmt: skip
    return under + over if isinstance(under, list) and isinstance(over, list) else over


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List the path to each key and entry."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items if isinstance(data, dict | list) else ():
        yield (*path, key)
        yield from places(value, (*path, key))


def broken(data: Any, path: tuple[Any, ...], how: str) -> Any:
    """Break a copy of the data at a place."""
    data = copy.deepcopy(data)
    here = data
    for step in path[:-1]:
        here = here[step]
    last = path[-1]
    match how:
        case "wrong type":
            here[last] = [["wrong"]]
        case "wrong value":
            here[last] = "2026-02-30T99:00"
        case "missing":
            del here[last]
        case "misspelt" if isinstance(here, dict):
            here[f"{last[:1]}{last[2:]}"] = here.pop(last)
        case "another word" if isinstance(here, dict):
            here["qzx"] = here.pop(last)
        case "too far out" if isinstance(here, dict):
            data[last] = here.pop(last)
    return data


def found_in(data: Any) -> tuple[bool, set[tuple[str, str, str]]]:
    """Say whether data is valid, and what the rules find in it."""
    checked = check(data)
    problems: tuple[Problem, ...] = ()
    if checked.incident is not None:
        problems = lint(checked.incident, RULES, today=TODAY)
    elif checked.subset is not None:
        problems = lint_subset(checked.subset, RULES, today=TODAY).problems
    return checked.incident is not None, {(p.id, p.pointer, p.message) for p in problems}


@pytest.mark.parametrize("name", sorted(stories()))
def test_findings_of_a_broken_file_are_among_those_of_the_mended_one(name: str) -> None:
    """However it is broken: nothing is missed that was only taken out."""
    data = stories()[name]
    is_valid, whole = found_in(data)
    assert is_valid
    chance = random.Random(name)  # noqa: S311 -- the same breakages each time
    everywhere = list(places(data))
    for path in chance.sample(everywhere, min(BREAKAGES, len(everywhere))):
        how = chance.choice(WAYS)
        is_valid, found = found_in(broken(data, path, how))
        if not is_valid:
            assert set() == found - whole, f"{how} at {path}"


def test_most_is_found_beside_an_error() -> None:
    """One mistake does not silence the rules: this is what it is for."""
    data = stories()["together"]
    _, whole = found_in(data)

    for path in (("actions", 0, "due"), ("timeline", 1, "at"), ("impact",), ("report", "status")):
        is_valid, found = found_in(broken(data, path, "wrong type"))
        assert not is_valid
        assert len(found) > len(whole) * 0.6, path
    assert len(whole) > 30


def test_entries_keep_their_places(tmp_path: Path) -> None:
    """What comes after a broken entry is reported where it stands in the file."""
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
    ids=["another version", "what is accepted", "who is who", "no incident"],
)
def test_rules_wait_where_nothing_is_sure(tmp_path: Path, text: str) -> None:
    """What says how all the rest is to be read has to be right first."""
    path = tmp_path / "incident.yaml"
    path.write_text(text, encoding="utf-8")

    assert not [p for p in check_incident(path).problems if p.id in _RULES]


def test_rules_name_what_they_judge_one_by_one() -> None:
    """Lists that there are, or all texts."""
    named = {name for rule in RULES for name in rule.each}

    assert {"actions", "appendices", "communication", "metrics", "report.revisions"} <= named
    assert named <= {*Incident.__struct_fields__, "texts", "report.revisions"}

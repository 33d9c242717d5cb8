"""Every file under tests/cases is a test of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.diagnostics.problem import Level
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

CASES = Path(__file__).resolve().parents[2] / "cases"
VALID = sorted((CASES / "valid").glob("*.yaml"))
INVALID = sorted(p for p in (CASES / "invalid").glob("*.yaml") if ".problems" not in p.name)


def _name(path: Path) -> str:
    return path.stem


def test_cases_are_found():
    assert len(VALID) >= 3
    assert len(INVALID) >= 20


@pytest.mark.parametrize("path", VALID, ids=_name)
def test_valid_file_has_no_problems(path: Path):
    checked = check(read_yaml(path).data)
    assert checked.problems == ()
    assert checked.incident is not None


@pytest.mark.parametrize("path", INVALID, ids=_name)
def test_invalid_file_has_exactly_its_problems(path: Path):
    """Each problem occurs once, and there is no other."""
    expected = read_yaml(path.with_suffix(".problems.yaml")).data
    checked = check(read_yaml(path).data)
    found = sorted((problem.id, problem.pointer) for problem in checked.problems)
    assert found == sorted((str(p["id"]), str(p["pointer"])) for p in expected)
    assert checked.incident is None


@pytest.mark.parametrize("path", INVALID, ids=_name)
def test_problem_has_a_sentence_and_a_hint(path: Path):
    """The message continues the path in front of it."""
    for problem in check(read_yaml(path).data).problems:
        assert problem.level is Level.ERROR
        assert problem.message.endswith(".")
        if problem.pointer:
            assert problem.message[0].islower()
        if problem.id != "schema-range":
            assert problem.hint.endswith((".", "?")), problem
        for word in ("schema", "pattern", "regex", "array", "object", "string", "None", "$"):
            assert word not in problem.message + problem.hint


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Europe/Berln", "Did you mean `Europe/Berlin`?"),
        ("europe/kiew", "Did you mean `Europe/Kiev`?"),
        ("Qqq/Zzzzzz", "Write a name such as `Europe/Berlin`."),
    ],
)
def test_unknown_zone_suggests_the_nearest(zone: str, hint: str):
    data = {"pmdoc": "1", "incident": {"id": "I", "title": "T"}, "time_zone": zone}
    problem = next(p for p in check(data).problems if p.pointer == "/time_zone")
    assert ("time-zone-unknown", hint) == (problem.id, problem.hint)

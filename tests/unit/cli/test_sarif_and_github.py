"""SARIF output is valid, and GitHub workflow commands are escaped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from pmdoc.cli.github import to_github
from pmdoc.cli.sarif import to_sarif
from pmdoc.diagnostics.problem import Level, Position, Problem
from pmdoc.lint import discover
from pmdoc.pipeline.explain import explain_in_short
from tests.judges import need_npm, run_pmdoc

PROBLEMS = (
    Problem(
        id="schema-missing",
        message="actions[0].action is missing.",
        hint="Say what is to be done.",
        pointer="/actions/0/action",
        position=Position(file="a b/ü.yaml", line=3, column=5),
    ),
    Problem(
        id="figure-contradicts",
        level=Level.WARNING,
        message="100 %, or more",
        position=Position(file="x.yaml", line=1),
    ),
    Problem(id="layout-no-place", level=Level.NOTE, message="Line one\nline two"),
    Problem(id="set-path", message="report.x is not there.", position=Position(file="--set")),
    Problem(id="yaml-empty", message="m", position=Position(file="<stdin>", line=1, column=1)),
)


def sarif(*problems: Problem) -> dict[str, Any]:
    """Return the run of a SARIF log."""
    run: dict[str, Any] = json.loads(to_sarif(problems, explain_in_short))["runs"][0]
    return run


def test_sarif_is_valid() -> None:
    """The log fits the schema of SARIF 2.1.0, with and without problems."""
    path = need_npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    validator = Draft7Validator(json.loads(path.read_text(encoding="utf-8")))

    for problems in ((), PROBLEMS):
        assert [] == [
            e.message
            for e in validator.iter_errors(json.loads(to_sarif(problems, explain_in_short)))
        ]
    assert [] != list(validator.iter_errors({"version": "2.1.0", "runs": [{}]}))


def test_sarif_result_has_location_and_rule() -> None:
    """Each has a relative URI, line and column, and the rule's index."""
    run = sarif(*PROBLEMS)
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]

    assert "a%20b/%C3%BC.yaml" == place["artifactLocation"]["uri"]
    assert {"startLine": 3, "startColumn": 5} == place["region"]
    assert "schema-missing" == run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"]
    assert ["error", "warning", "note"] == [result["level"] for result in run["results"][:3]]


def test_problem_outside_a_file_has_no_location() -> None:
    """Standard input and the command line are not files of the repository."""
    run = sarif(*PROBLEMS[2:])

    assert not any("locations" in result for result in run["results"])


def test_fingerprint_does_not_depend_on_the_line() -> None:
    """Code scanning uses it to tell new problems from old ones."""
    moved = Problem(id="x", message="m", pointer="/a", position=Position(file="f", line=9))
    there = Problem(id="x", message="m", pointer="/a", position=Position(file="f", line=1))

    one, two = sarif(moved)["results"] + sarif(there)["results"]

    assert one["partialFingerprints"] == two["partialFingerprints"]


def test_absolute_path_below_the_working_folder_becomes_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log must be valid on another machine."""
    monkeypatch.chdir(tmp_path)
    inside = Problem(id="x", message="m", position=Position(file=str(tmp_path / "a.yaml"), line=1))
    outside = Problem(id="x", message="m", position=Position(file="/elsewhere/a.yaml", line=1))

    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif(inside, outside)["results"]
    ]

    assert ["a.yaml", "file:///elsewhere/a.yaml"] == uris


def test_sarif_explains_lint_rules() -> None:
    rule = discover()[0]
    found = Problem(id=rule.id, level=rule.level, message="m")

    (meta,) = sarif(found)["tool"]["driver"]["rules"]

    assert len(meta["help"]["text"]) > 80
    assert meta["help"]["text"].startswith(meta["shortDescription"]["text"])


def test_workflow_commands_are_escaped() -> None:
    """Nothing in a name or message ends the command early."""
    odd = Problem(id="x", message="50 %\n::error::y", position=Position(file="a,b:c.yaml", line=2))

    assert "::error file=a%2Cb%3Ac.yaml,line=2,title=x::50 %25%0A::error::y" == to_github([odd])
    assert ["error", "warning", "notice"] == [
        line.split(" ")[0].strip(":") for line in to_github(PROBLEMS[:3]).splitlines()
    ]
    assert "file" not in to_github(PROBLEMS[3:])


def test_command_line_writes_only_sarif_to_stdout(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("pmdoc: 1\nincident: {id: X}\n", encoding="utf-8")

    ran = run_pmdoc("check", "--format", "sarif", "bad.yaml", cwd=tmp_path)

    assert 1 == ran.returncode
    assert "schema-missing" == json.loads(ran.stdout)["runs"][0]["results"][0]["ruleId"]

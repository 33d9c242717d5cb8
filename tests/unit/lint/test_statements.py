"""Files whose statements contradict each other or say too much.

The files are in `tests/cases/statements`; each row is a mistake as people make them in reports.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.lint import lint
from pmdoc.model.incident import Incident
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

CASES = Path(__file__).parents[2] / "cases" / "statements"


def load(name: str) -> Incident:
    """Read a case, which is valid."""
    text = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    incident = check(read_yaml(text, name=name).data).incident
    assert incident is not None
    return incident


@pytest.mark.parametrize(
    ("rule", "pointer", "words"),
    [
        ("figure-differs", "/summary/users", ("4,500 customers", "impact.users.affected", "5400")),
        ("figure-differs", "/impact/data/disclosure", ("5,400", "summary.users", "4,500")),
        ("figure-impossible", "/impact/users/peak_error_rate", ("182 %",)),
        ("part-exceeds-whole", "/impact/services/0/duration", ("1 h 33 min",)),
        ("disclosure-unreported", "/impact/data/disclosure", ("the summary says nothing",)),
        ("source-unknown", "/timeline/0/source", ("S9",)),
        ("human-error-as-cause", "/root_cause/statement", ("engineer did not follow",)),
        ("horizon-contradicts", "/actions/0/horizon", ("immediate", "477 days")),
        ("notification-deadline", "/communication/regulatory/0/sent", ("2 d 2 h",)),
        ("notification-deadline", "/communication/regulatory/1", ("neither a deadline",)),
    ],
)
def test_each_contradiction_is_found(rule: str, pointer: str, words: tuple[str, ...]) -> None:
    """Each message names what contradicts what."""
    found = [p for p in lint(load("contradictions")) if (p.id, p.pointer) == (rule, pointer)]
    assert any(all(word in problem.message for word in words) for problem in found)


def test_personal_data_in_a_public_report_is_found() -> None:
    """An e-mail address, a phone number and an IP address are a warning each."""
    problems = [p for p in lint(load("personal-data-in-public")) if "personal-data" in p.id]
    assert [str(p.level) for p in problems] == ["warning"] * 3
    for kind in ("e-mail address", "phone number", "IP address"):
        assert sum(kind in problem.message for problem in problems) == 1

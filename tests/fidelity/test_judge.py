"""The judge finds what is lost, and what is listed although it is there."""

from __future__ import annotations

from typing import Any

import pytest

from pmdoc.diagnostics.problem import Problem
from tests.fidelity.generated_incident import generate_incident
from tests.fidelity.judge import judge

DATA: dict[str, Any] = {
    "pmdoc": 1,
    "incident": {"id": "INC-7", "title": "Outage", "started": "2017-01-31T23:27Z"},
    "impact": {"users": {"affected": {"value": 5037, "note": "Only **wobba** > 500 ms"}}},
}
REPORT = "INC-7 Outage\n31 January 2017, 23:27 UTC\n5,037\nOnly wobba > 500 ms"


def listed(pointer: str, more: str = "") -> Problem:
    """Return what a build says of a value that it leaves out."""
    return Problem(id="layout-no-place", message=f"is not shown{more}.", pointer=pointer)


@pytest.mark.parametrize(
    ("report", "problems", "expected"),
    [
        (REPORT, [], []),
        (REPORT.replace("23:27", "23:28"), [], ["neither /incident/started"]),
        (REPORT.replace("5,037", "5,038"), [], ["neither /impact/users/affected/value"]),
        (REPORT.replace("> 500", "500"), [], ["part /impact/users/affected/note"]),
        (REPORT.replace("Outage", ""), [listed("/incident/title")], []),
        (REPORT, [listed("/impact/users/affected")], ["both /impact/users/affected/note"]),
        (REPORT.replace("Outage", ""), [listed("/incident/id", " (and 2 more like it)")],
         ["neither /incident/title"]),
    ],
)  # fmt: skip
def test_fault_is_found(report: str, problems: list[Problem], expected: list[str]) -> None:
    found = judge(DATA, report, problems, has_own_words=True).faults

    assert expected == [f"{fault.kind} {fault.pointer}" for fault in found]


def test_seed_always_gives_the_same_incident() -> None:
    assert generate_incident(3) == generate_incident(3) != generate_incident(4)

"""Each value of an incident is in its report, or in the list of what the layout leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pmdoc.layout import layout_names
from tests.fidelity.corpus import judge_file, judge_seed
from tests.fidelity.judge import Verdict
from tests.judges import ROOT, example_names, some

FILES = [
    *(ROOT / "examples" / name / "incident.yaml" for name in example_names()),
    *sorted((ROOT / "tests" / "cases" / "valid").glob("*.yaml")),
]


def faults(verdicts: Iterable[tuple[str, Verdict]]) -> list[str]:
    """Return the faults as text."""
    return [
        f"{layout}: {fault.kind} {fault.pointer}: {', '.join(fault.pieces)}"
        for layout, verdict in verdicts
        for fault in verdict.faults
    ]


@pytest.mark.parametrize("seed", some(range(240), 24))
def test_value_of_a_generated_incident_is_in_the_report_or_in_the_list(seed: int) -> None:
    """Its words are its own, so that none is in both either."""
    assert [] == faults(judge_seed(seed, layout_names()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_value_of_a_file_is_in_the_report_or_in_the_list(path: Path) -> None:
    """The examples and cases have texts that people write."""
    assert [] == faults(judge_file(path, layout_names()))

"""A closed stream, or a reader that goes away, changes neither the work nor the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges import ROOT, example

INCIDENT = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"


def shell(folder: Path, script: str) -> int:
    """Run a shell script in which `pmdoc` is the command, and return its exit code."""
    function = f'pmdoc() {{ "{sys.executable}" -m pmdoc "$@"; }}\n'
    ran = subprocess.run(
        ["bash", "-c", function + script],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert b"Traceback" not in ran.stderr
    return ran.returncode


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", ">&- 2>&-", ">&- 2>&- <&-"])
def test_build_works_without_a_stream(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.yaml").write_text(INCIDENT, encoding="utf-8")

    assert 0 == shell(tmp_path, f"pmdoc build a.yaml {closed}")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("pmdoc check bad.yaml >&-", 1),
        ("pmdoc check - <&-", 3),
        ("pmdoc check - <&- >&- 2>&-", 3),
        ("pmdoc list rules | head -1; exit ${PIPESTATUS[0]}", 0),
        ("pmdoc list rules | head -0; exit ${PIPESTATUS[0]}", 0),
        ("pmdoc schema | head -1; exit ${PIPESTATUS[0]}", 0),
        ("pmdoc check bad.yaml | head -0; exit ${PIPESTATUS[0]}", 1),
        ("pmdoc build a.yaml 2>&1 | head -0; exit ${PIPESTATUS[0]}", 0),
    ],
)
def test_exit_code_is_that_of_the_work(tmp_path: Path, script: str, code: int) -> None:
    (tmp_path / "a.yaml").write_text(INCIDENT, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("pmdoc: 1\nincident: {id: INC-1}\n", encoding="utf-8")

    assert code == shell(tmp_path, script)


def test_message_is_not_written_into_a_file_that_takes_a_closed_streams_number(
    tmp_path: Path,
) -> None:
    """The first file that is opened would get number 2, and warnings would go into it."""
    (tmp_path / "a.yaml").write_text(INCIDENT + "summary: {overview: TODO}\n", encoding="utf-8")
    before = (tmp_path / "a.yaml").read_bytes()

    shell(tmp_path, "pmdoc build a.yaml 2>&-")

    assert before == (tmp_path / "a.yaml").read_bytes()


def test_example_is_checked_while_the_reader_is_slow() -> None:
    command = f"pmdoc check {example('payments-outage')} --format json | (sleep 0.2; cat)"

    assert 0 == shell(ROOT, f"{command}; exit ${{PIPESTATUS[0]}}")

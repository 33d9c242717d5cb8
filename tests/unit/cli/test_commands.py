"""Output streams that take no more end a run in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges import ROOT, example

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [("schema",), ("list", "layouts"), ("explain", "yaml-size")])
def test_a_full_disk_behind_the_output_is_said(command: tuple[str, ...]) -> None:
    """No traceback, and none on the way out."""
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "pmdoc", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    assert "pmdoc: The output can't be written: No space left on device.\n" == ran.stderr
    assert 3 == ran.returncode


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_nothing_to_say_it_on_is_no_traceback_either() -> None:
    """Where the errors' stream is full, too, the exit code says it."""
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "pmdoc", "check", example("minimal")],
            stdout=full,
            stderr=full,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    assert 3 == ran.returncode

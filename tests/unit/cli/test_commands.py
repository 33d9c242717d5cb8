"""An output stream that can't be written ends the run with a message."""

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
def test_full_disk_is_reported(command: tuple[str, ...]) -> None:
    """There is no traceback, not even at exit."""
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
def test_exit_code_is_right_if_nothing_can_be_printed() -> None:
    """Standard error is full too."""
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "pmdoc", "check", example("minimal")],
            stdout=full,
            stderr=full,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    assert 3 == ran.returncode

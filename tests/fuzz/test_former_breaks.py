"""Inputs that once broke something, found by fuzzing or by users.

The first line of each file describes what is special about it. To add a case, add a file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.layout import layout_names
from tests.fuzz.cage import Cage

FOLDER = Path(__file__).parent / "former_breaks"


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_former_break_is_built(tmp_path: Path, path: Path, layout: str) -> None:
    """It has no problems, and both reports are built in every layout."""
    data = path.read_bytes()
    cage = Cage(tmp_path)

    checked = cage.check(data, "--layout", layout)
    built = cage.build(data, "--layout", layout)

    assert (0, 0) == (checked.code, built.code), checked.out + built.err

"""Inputs that once broke something, found by searching or by users; each one stays right.

The first line of each file says what is special about it. To add one is to add a file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.layout import layout_names
from tests.fuzz.cage import Cage

FOLDER = Path(__file__).parent / "former_breaks"


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_once_broke_something_ends_as_documented(
    tmp_path: Path, path: Path, layout: str
) -> None:
    """There is nothing wrong with it, and both reports come out, in every layout."""
    data = path.read_bytes()
    cage = Cage(tmp_path)

    checked = cage.check(data, "--layout", layout)
    built = cage.build(data, "--layout", layout)

    assert (0, 0) == (checked.code, built.code), checked.out + built.err

"""Layout files are read with every mistake named and placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.errors import LayoutError, UnknownName
from pmdoc.layout import layout_names, load_layout


@pytest.mark.parametrize("name", layout_names())
def test_shipped_layout_loads(name: str) -> None:
    """Its name is its file's name, and it has sections."""
    layout = load_layout(name)

    assert name == layout.name
    assert layout.sections


def test_mistakes_are_named_with_their_line(tmp_path: Path) -> None:
    """All of them at once."""
    path = tmp_path / "house.yaml"
    path.write_text("name: house\nsectons: []\nsections:\n  - titel: A\n  - oops\n")

    with pytest.raises(LayoutError) as caught:
        load_layout(path)

    text = str(caught.value)
    assert "house.yaml:2" in text
    assert "Did you mean 'sections'" in text
    assert "house.yaml:4" in text
    assert "house.yaml:5" in text


def test_part_that_is_no_map_is_named(tmp_path: Path) -> None:
    """It would be left out of every report unseen."""
    path = tmp_path / "house.yaml"
    path.write_text("name: house\nsections:\n  - title: A\n    parts:\n      - text\n")

    with pytest.raises(LayoutError, match=r"house\.yaml:5.*not a part"):
        load_layout(path)


def test_unknown_layout_suggests_the_nearest() -> None:
    """A slip of the finger costs no search."""
    with pytest.raises(UnknownName, match="Did you mean 'operations'"):
        load_layout("operation")

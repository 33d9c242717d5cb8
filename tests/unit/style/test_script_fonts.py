"""Characters find fonts by their script, in the order of the reader's language."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pmdoc.runtime.resources import styles_folder
from pmdoc.style import resolve_style
from pmdoc.style.script_fonts import script_family, script_of

FIRST_AND_LAST = [
    ("Hebr", "0590 05FF FB1D FB4F"),
    ("Arab", "0600 06FF 0750 077F 0870 08FF FB50 FDFF FE70 FEFC"),
    ("Kore", "1100 11FF 3130 318F AC00 D7AF"),
    ("Hani", "2E80 3042 312F 3190 4DBF 4E00 9FFF F900 FAFF FE30 FE4F FF00 FFEF 20000 3FFFF"),
    ("", "0041 058F 0700 0E01 10FF 1200 2190 4DC0 D7B0 FEFD 1F600"),
]


@pytest.mark.parametrize(
    ("point", "script"),
    [(point, script) for script, points in FIRST_AND_LAST for point in points.split()],
)
def test_script_of_a_character(point: str, script: str) -> None:
    """The cases are first and last characters of Unicode blocks, and some between them."""
    assert script == script_of(chr(int(point, 16)))


@pytest.mark.parametrize("script", ["Arab", "Hebr"])
def test_shipped_fonts_of_a_script_are_found(script: str) -> None:
    """Regular and bold are found with no font installed on the computer."""
    family = script_family(script, replace(resolve_style("corporate"), fallback=()), "en")

    assert family is not None
    assert [400, 700] == [face.weight for face in family.faces]
    assert all(face.path.is_relative_to(styles_folder()) for face in family.faces)


def test_script_without_a_plan_has_no_family() -> None:
    """The text's own font is tried."""
    assert script_family("Latn", replace(resolve_style("corporate"), fallback=()), "en") is None

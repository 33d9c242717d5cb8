"""Font families choose a face for bold and italic text."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc.read.source import Source
from pmdoc.style import resolve_style
from pmdoc.style.style import FontFace, FontFamily
from pmdoc.style.style_assets import check_weights
from pmdoc.style.style_problems import StyleProblems

FACES = (
    FontFace(path=Path("regular")),
    FontFace(path=Path("italic"), is_italic=True),
    FontFace(path=Path("semibold"), weight=600),
    FontFace(path=Path("black-italic"), weight=900, is_italic=True),
)


@pytest.mark.parametrize(
    ("bold", "italic", "expected"),
    [
        (False, False, "regular"),
        (False, True, "italic"),
        (True, False, "semibold"),
        (True, True, "black-italic"),
    ],
)
def test_nearest_face_is_chosen(*, bold: bool, italic: bool, expected: str) -> None:
    """Slant counts more than weight, so italic text stays italic."""
    family = FontFamily(name="Own", faces=FACES)

    assert Path(expected) == family.face(bold=bold, italic=italic).path


@pytest.mark.parametrize(("weight", "lacks"), [(600, False), (599, True)])
def test_face_is_bold_from_600_on(weight: int, *, lacks: bool) -> None:
    """CSS has the same limit; a lighter face hardly differs from the regular one."""
    style = resolve_style("corporate")
    findings = StyleProblems([Source(name="own.yaml", text="", data={})])
    regular, italic = FACES[:2]
    family = FontFamily(name="Own", faces=(regular, italic, replace(regular, weight=weight)))

    check_weights(replace(style, families=dict.fromkeys(style.families, family)), findings)

    assert lacks is any("no bold face" in problem.message for problem in findings.warnings())

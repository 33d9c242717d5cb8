"""A check ends with the same exit code as a build."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import PmdocError, StyleError
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.compose import RARE
from pmdoc.pipeline.options import Options
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style import resolve_style, style_names


def write(folder: Path, title: str) -> Path:
    """Write an incident with an image."""
    path = folder / "incident.yaml"
    path.write_text(f'pmdoc: 1\nincident: {{id: INC-1, title: "{title}"}}\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("character", ["\ue000", "\U00010380", "\U000f0000"])
def test_character_that_no_font_has_is_found(tmp_path: Path, character: str) -> None:
    path = write(tmp_path, f"Outage {character}")

    result = check_incident(path)

    assert ["glyph-missing"] == [problem.id for problem in result.problems]
    assert 2 == result.problems[0].position.line
    assert StyleError is result.error
    with pytest.raises(StyleError):
        build_reports(path, ["docx"], Options())
    with pytest.raises(PmdocError):
        build_reports(path, ["pdf"], Options())


def test_character_that_a_fallback_font_has_is_no_problem(tmp_path: Path) -> None:
    assert () == check_incident(write(tmp_path, "Queue \u2713 \u2603")).problems


@pytest.mark.parametrize("name", style_names())
def test_no_shipped_style_lacks_a_common_character(name: str) -> None:
    """Nothing is composed for texts without rare characters."""
    style = resolve_style(name)
    faces = Typefaces(style, "en")
    for character in map(chr, range(0x20, 0x2300)):
        if not RARE.match(character) and character.isprintable():
            for family in style.families:
                faces.substitute(character, family)

    assert [] == [(c, unicodedata.name(c, "")) for c in faces.missing]
    assert re.match(RARE, "\u4e2d")

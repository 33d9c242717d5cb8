"""Style files become complete styles, or clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.errors import StyleError, UnknownName
from pmdoc.model.document import Tone
from pmdoc.style import Style, TextRole, resolve_style, style_names


def house(text: str, folder: Path) -> Style:
    """Resolve a style from text."""
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return resolve_style(path)


@pytest.mark.parametrize("name", style_names())
def test_shipped_style_is_complete_and_legible(name: str) -> None:
    """Every role and tone resolves, and text stands out from its ground by 4.5 to 1."""
    style = resolve_style(name)

    assert set(TextRole) == set(style.text)
    assert set(Tone) == set(style.tones)
    for look in style.text.values():
        assert contrast(look.color, "#ffffff") >= 4.5
    for tone in style.tones.values():
        assert contrast(tone.text, tone.fill) >= 4.5


def test_house_style_changes_only_what_it_says(tmp_path: Path) -> None:
    """The rest is the default's."""
    style = house('color: {palette: {violet: "#5b2a86"}, primary: violet}', tmp_path)

    assert "#5b2a86" == style.accent == style.text[TextRole.HEADING_1].color
    assert resolve_style().page == style.page


def test_letter_paper(tmp_path: Path) -> None:
    """American paper is one word."""
    style = house("defaults: {pmdoc: {page: {size: Letter}}}", tmp_path)

    assert (612.0, 792.0) == (style.page.width.pt, style.page.height.pt)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("color: {primary: blu}", "Did you mean 'blue'"),
        ("defaults: {pmdoc: {indent: 5}}", "'5' is not a length"),
        ("defaults: {pmdoc: {page: {size: A5}}}", "page size"),
        ("typography: {base: {family: Comic}}", "no font file for the family 'Comic'"),
        ("defaults: {pmdoc: {extends: house.yaml}}", "extends itself"),
        ("- a", "is not a style"),
    ],
)
def test_mistakes_in_a_style_are_named(text: str, message: str, tmp_path: Path) -> None:
    """What is wrong, and what to do."""
    with pytest.raises((StyleError, UnknownName)) as caught:
        house(text, tmp_path)

    assert message in str(caught.value)


def test_unknown_style_suggests_the_nearest() -> None:
    """A slip of the finger costs no search."""
    with pytest.raises(UnknownName, match="Did you mean 'corporate'"):
        resolve_style("corporat")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

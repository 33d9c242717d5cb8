"""Combining marks stand on their letters, in every face, and are read with them."""

from __future__ import annotations

import unicodedata

import pytest

from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.style import resolve_style

FACES = [("sans", False, False), ("sans", True, False), ("sans", False, True), ("mono", True, True)]


def find(family: str = "sans", *, bold: bool = False, italic: bool = False) -> FontFallback:
    """Return the fonts of the default style's text, or of its code."""
    style = resolve_style("modern")
    role = "code" if family == "mono" else "body"
    return DocumentFonts(style).find(style.text[role].family, bold=bold, italic=italic)


@pytest.mark.parametrize(("family", "bold", "italic"), FACES)
@pytest.mark.parametrize("word", ["Köln", "café", "mañana", "Nguyễn", "ị́"])
def test_decomposed_letters_are_as_wide_as_composed_ones(
    word: str, family: str, bold: bool, italic: bool
) -> None:
    font = find(family, bold=bold, italic=italic)
    typed = unicodedata.normalize("NFD", word)

    assert pytest.approx(font.shape(word).width) == font.shape(typed).width


@pytest.mark.parametrize(("family", "bold", "italic"), FACES)
def test_mark_without_composed_letter_stands_above_its_letter(
    family: str, bold: bool, italic: bool
) -> None:
    font = find(family, bold=bold, italic=italic)
    shape = font.shape("x\u0304")
    letter, mark = shape.parts[0].glyphs

    assert font.shape("x").width == pytest.approx(shape.width)
    assert 0 < mark.x - letter.x < letter.width
    assert ("x\u0304", "") == (letter.text, mark.text)


@pytest.mark.parametrize("word", ["\u0251\u0303", "t\u0361", "n\u0329", "Z\u0351\u0343\u0346"])
def test_letter_and_mark_are_in_one_face(word: str) -> None:
    (run,) = find().shape(word).parts

    assert 1 == len({glyph.face for glyph in run.glyphs})


def test_words_without_marks_need_no_shaping() -> None:
    assert not find().shape("Köln").is_shaped
    assert find().shape("Ko\u0308ln").is_shaped

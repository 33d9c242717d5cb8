"""Which characters a family can show, how wide they are, and the line pitch that a style asks for.

In → Out: a `Style` in, a `Typeface` for each of its families out.
Must not: open a font before a question needs it, or know WordprocessingML beyond line spacing.
Source: ECMA-376 part 1, 17.3.1.33 and 17.18.48 (line spacing and its rules).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pmdoc.model.length import Length
from pmdoc.render.docx.font_file import FontFile, load_font
from pmdoc.style.style import FontFamily, Style, TextStyle

_ASSUMED_WIDTH = 0.6
_SOLID_TOLERANCE = Length(635)
"""A twip: leadings this near to the font's own height count as reaching it."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Typefaces:
    """The families of one style, by name."""

    def __init__(self, style: Style) -> None:
        self._families = style.families
        self._fallback = style.fallback
        self._missing: dict[str, dict[str, bool]] = {}
        self._fonts: dict[tuple[str, bool], FontFile] = {}
        self._words: dict[tuple[str, bool, int, int], Words] = {}

    @property
    def fallback_name(self) -> str:
        """The family that shows what the others lack; empty where the style has none."""
        return self._fallback[0].name if self._fallback else ""

    def needs_fallback(self, character: str, family: str) -> bool:
        """Say whether a character is only in the first fallback family."""
        known = self._missing.setdefault(family, {})
        if character not in known:
            lacks = not regular(self._families[family]).has(character)
            known[character] = (
                lacks and bool(self._fallback) and regular(self._fallback[0]).has(character)
            )
        return known[character]

    def split(self, text: str, family: str) -> list[tuple[str, bool]]:
        """Cut text where it passes to the fallback family or back. Shape: text, is fallback."""
        if text.isascii() or not self._fallback:
            return [(text, False)]
        pieces: list[tuple[str, bool]] = []
        start, is_fallback = 0, self.needs_fallback(text[0], family)
        for index, character in enumerate(text):
            other = not character.isascii() and self.needs_fallback(character, family)
            if other != is_fallback:
                pieces.append((text[start:index], is_fallback))
                start, is_fallback = index, other
        pieces.append((text[start:], is_fallback))
        return pieces

    def width(self, text: str, look: TextStyle, *, bold: bool = False) -> float:
        """Measure a line of text. Units: twips."""
        key = (look.family, bold or look.bold)
        font = self._fonts.get(key)
        if font is None:
            family = self._families[look.family]
            font = self._fonts[key] = load_font(family.face(bold=key[1], italic=False).path)
        return _width(text, font) * look.size.pt * 20 + look.tracking.twips * len(text)

    def words(self, look: TextStyle) -> Words:
        """Return the widths of words in a type, each measured once. Units: twips."""
        key = (look.family, look.bold, look.size, look.tracking)
        if key not in self._words:
            font = load_font(self._families[look.family].face(bold=look.bold, italic=False).path)
            self._words[key] = Words(_advances(font), look)
        return self._words[key]

    def line_spacing(self, look: TextStyle) -> tuple[int, str]:
        """Return line spacing and its rule so that lines stand `leading` apart.

        A leading below the font's own height can't be had by "at least"; it is a share of that
        height then, which, unlike "exact", never cuts off a picture or a taller character.
        """
        natural = regular(self._families[look.family]).line_height * look.size
        if look.leading + _SOLID_TOLERANCE >= natural:
            return look.leading.twips, "atLeast"
        return round(240 * look.leading / natural), "auto"


def regular(family: FontFamily) -> FontFile:
    """Return a family's regular face."""
    return load_font(family.face(bold=False, italic=False).path)


@lru_cache(maxsize=4096)
def _width(text: str, font: FontFile) -> float:
    advances = _advances(font)
    return sum([advances[character] for character in text])


class Words(dict[str, float]):
    """The widths of words in one type, measured when first asked for. Units: twips."""

    def __init__(self, advances: _Advances, look: TextStyle) -> None:
        super().__init__()
        self._advances = advances
        self._size = look.size.pt * 20
        self._tracking = look.tracking.twips

    def __missing__(self, word: str) -> float:
        advances = self._advances
        wide = sum([advances[character] for character in word]) * self._size
        self[word] = wide = wide + self._tracking * len(word)
        return wide


class _Advances(dict[str, float]):
    """Widths by character, with an assumption for those that the font lacks."""

    def __missing__(self, character: str) -> float:
        return _ASSUMED_WIDTH


@cache
def _advances(font: FontFile) -> _Advances:
    return _Advances(font.widths)

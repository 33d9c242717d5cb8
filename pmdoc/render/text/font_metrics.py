"""Measure text with a style's fonts, and find substitutes for characters that a font lacks.

In → Out: a `Style` in; widths, line spacing and the families of characters out.
Must not: open a font before it is needed, or know WordprocessingML beyond line spacing.
Source: ECMA-376 part 1, 17.3.1.33 and 17.18.48 (line spacing and its rules).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from unicodedata import combining

from pmdoc.model.length import Length
from pmdoc.render.text.bidi import RIGHT_TO_LEFT
from pmdoc.render.text.clusters import CLUSTER, is_covered
from pmdoc.render.text.font_file import FontFile, load_font
from pmdoc.style.script_fonts import families_for, script_family, script_of
from pmdoc.style.style import FontFamily, Style, TextStyle

_ASSUMED_WIDTH, _IDEOGRAPH_WIDTH = 0.6, 1.0
"""The widths of characters that a font lacks, as shares of the type size."""
_LEADING_TOLERANCE = Length(635)
"""A twip: a leading this close to the font's own line height counts as reaching it."""

_ASCII = frozenset(map(chr, range(128)))
_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_SLOTS = {
    **dict.fromkeys(("ar", "fa", "ur"), ("cs", "Arab")),
    **dict.fromkeys(("he", "yi"), ("cs", "Hebr")),
    **dict.fromkeys(("ja", "zh"), ("eastAsia", "Hani")),
    "ko": ("eastAsia", "Kore"),
}
"""The font attribute and the script of a language, if it is not `ascii`. Source: 17.3.2.26."""


class Typefaces:
    """The font families of a style, and the substitutes for characters that they lack.

    Shape: `used` holds the substitutes that are in use, `missing` the characters that no family
    has; both in the order in which texts asked for them.
    """

    def __init__(self, style: Style, language: str = "") -> None:
        self._style = style
        self._language = language
        self._families = style.families
        self._fallback = style.fallback
        self._own_characters: dict[str, set[str]] = {}
        self._substitutes: dict[str, dict[str, str]] = {}
        self._fonts: dict[tuple[str, bool], FontFile] = {}
        self._word_widths: dict[tuple[str, bool, int, int], WordWidths] = {}
        self.used: dict[str, FontFamily] = {}
        self.missing: dict[str, None] = {}

    @property
    def fallback_name(self) -> str:
        """The family for symbols that the others lack; "" if the style has none."""
        return self._fallback[0].name if self._fallback else ""

    @cached_property
    def slots(self) -> dict[str, str]:
        """The family of the document's own script, by the font attribute that names it."""
        slot, family = self._slot
        return {slot: family.name} if family else {}

    @cached_property
    def _slot(self) -> tuple[str, FontFamily | None]:
        slot, script = _SLOTS.get(self._language.partition("-")[0].lower(), ("", ""))
        return slot, script_family(script, self._style, self._language) if slot else None

    def substitute(self, cluster: str, family: str) -> str:
        """Return the family to set a character in, with the marks on it if there are any.

        "" if its own or a slot's family will do.
        """
        known = self._substitutes.setdefault(family, {})
        if cluster not in known:
            known[cluster] = self._find_substitute(cluster, self._families[family])
        return known[cluster]

    def _find_substitute(self, cluster: str, own: FontFamily) -> str:
        for family in families_for(self._style, own, cluster[0], self._language):
            if is_covered(cluster, _regular_font(family).has):
                if family is own:
                    return ""
                self.used[family.name] = family
                is_in_slot = script_of(cluster[0]) and family.name in self.slots.values()
                return "" if is_in_slot else family.name
        if len(cluster) > 1:  # a mark that only another font has
            letter, *_ = [self._find_substitute(character, own) for character in cluster]
            return letter
        if cluster.isprintable():
            self.missing[cluster] = None
        return ""

    def is_single_run(self, text: str, family: str) -> bool:
        """Return whether a text is in one family, and runs from left to right."""
        if text.isascii():
            return True
        own = self._own_characters.setdefault(family, set(_ASCII))
        if own.issuperset(text):
            return True
        for character in text:  # not a set: `used` keeps the order of first use
            if character in own:
                continue
            if RIGHT_TO_LEFT.match(character) or self.substitute(character, family):
                return False
            own.add(character)
        return True

    def split(self, text: str, family: str) -> list[tuple[str, str]]:
        """Split text by font family. Shape: text and family, which is "" for its own."""
        if text.isascii():
            return [(text, "")]
        pieces: list[tuple[str, str]] = []
        start, at, name = 0, 0, ""
        for cluster in CLUSTER.findall(text):
            other = "" if cluster.isascii() else self.substitute(cluster, family)
            if other != name and at:
                pieces.append((text[start:at], name))
                start = at
            name = other
            at += len(cluster)
        pieces.append((text[start:], name))
        return pieces

    def width(self, text: str, style: TextStyle, *, bold: bool = False) -> float:
        """Measure a line of text. Units: twips."""
        key = (style.family, bold or style.bold)
        font = self._fonts.get(key)
        if font is None:
            family = self._families[style.family]
            font = self._fonts[key] = load_font(family.face(bold=key[1], italic=False).path)
        return _width(text, font) * style.size.pt * 20 + style.tracking.twips * len(text)

    def with_zeros(self, texts: list[str], style: TextStyle) -> list[str]:
        """Return texts of the same widths with zeros for all digits, if the font's are alike.

        There are fewer different texts to measure then: "12:40" and "13:05" become "00:00".
        """
        zero, *others = (self.word_widths(style)[digit] for digit in "0123456789")
        if any(width != zero for width in others):
            return texts
        joined = "\0".join(texts).encode("utf-8", "surrogatepass").translate(_TO_ZERO)
        replaced = joined.decode("utf-8", "surrogatepass").split("\0")
        return replaced if len(replaced) == len(texts) else texts

    def word_widths(self, style: TextStyle) -> WordWidths:
        """Return the widths of words in a text style, each measured once. Units: twips."""
        key = (style.family, style.bold, style.size, style.tracking)
        if key not in self._word_widths:
            face = self._families[style.family].face(bold=style.bold, italic=False)
            self._word_widths[key] = WordWidths(_advances(load_font(face.path)), style)
        return self._word_widths[key]

    def line_spacing(self, style: TextStyle) -> tuple[int, str]:
        """Return the line spacing, and its rule, that sets lines `leading` apart.

        "At least" can't set lines closer than the font's own height; a smaller leading is a share
        of that height ("auto"), which, unlike "exact", never cuts off a picture or a taller
        character. If the font of the document's own script is lower, its height counts: a share of
        it is not too low.
        """
        families = (self._families[style.family], self._slot[1])
        natural = min(_regular_font(one).line_height for one in families if one) * style.size
        if style.leading + _LEADING_TOLERANCE >= natural:
            return style.leading.twips, "atLeast"
        return round(240 * style.leading / natural), "auto"

    def pitch(self, style: TextStyle) -> Length:
        """Return the distance between lines of the document's own script.

        A font of that script may be taller than the leading that "at least" asks for.
        """
        family = self._slot[1]
        if family is None or self.line_spacing(style)[1] != "atLeast":
            return style.leading
        return max(style.leading, Length(round(_regular_font(family).line_height * style.size)))


def _regular_font(family: FontFamily) -> FontFile:
    return load_font(family.face(bold=False, italic=False).path)


@lru_cache(maxsize=4096)
def _width(text: str, font: FontFile) -> float:
    advances = _advances(font)
    return sum([advances[character] for character in text])


class WordWidths(dict[str, float]):
    """The widths of words in one text style, measured when first asked for. Units: twips."""

    def __init__(self, advances: _Advances, style: TextStyle) -> None:
        super().__init__()
        self._advances = advances
        self._size = style.size.pt * 20
        self._tracking = style.tracking.twips

    def measure(self, lines: Iterable[str]) -> tuple[dict[str, float], set[str]]:
        """Measure lines, each text once. Shape: the width of each, and the words in them."""
        width_of, space = self.__getitem__, self[" "]
        widths: dict[str, float] = {}
        all_words: set[str] = set()
        for line in lines:
            if line not in widths:
                words = line.split(" ")
                all_words.update(words)
                widths[line] = sum(map(width_of, words)) + space * (len(words) - 1)
        return widths, all_words

    def __missing__(self, word: str) -> float:
        advances = self._advances
        width = sum([advances[character] for character in word]) * self._size
        self[word] = width = width + self._tracking * len(word)
        return width


class _Advances(dict[str, float]):
    """The widths of a font's characters, assumed for those that it lacks. Units: type sizes."""

    def __init__(self, font: FontFile) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        advance = 0.0 if combining(character) else self._font.advance(character)
        if advance is None:
            is_square = script_of(character) in {"Hani", "Kore"}
            advance = _IDEOGRAPH_WIDTH if is_square else _ASSUMED_WIDTH
        self[character] = advance
        return advance


@cache
def _advances(font: FontFile) -> _Advances:
    return _Advances(font)

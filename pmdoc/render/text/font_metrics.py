"""Which characters a family can show, how wide they are, and the line pitch that a style asks for.

In → Out: a `Style` in, a `Typeface` for each of its families out.
Must not: open a font before a question needs it, or know WordprocessingML beyond line spacing.
Source: ECMA-376 part 1, 17.3.1.33 and 17.18.48 (line spacing and its rules).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from pmdoc.model.length import Length
from pmdoc.render.text.bidi import RIGHT_TO_LEFT
from pmdoc.render.text.font_file import FontFile, load_font
from pmdoc.style.script_fonts import families_for, script_family, script_of
from pmdoc.style.style import FontFamily, Style, TextStyle

_ASSUMED_WIDTH, _IDEOGRAPH_WIDTH = 0.6, 1.0
_SOLID_TOLERANCE = Length(635)
"""A twip: leadings this near to the font's own height count as reaching it."""

_ASCII = frozenset(map(chr, range(128)))
_ONE_FIGURE = bytes.maketrans(b"123456789", b"000000000")
_SLOTS = {
    **dict.fromkeys(("ar", "fa", "ur"), ("cs", "Arab")),
    **dict.fromkeys(("he", "yi"), ("cs", "Hebr")),
    **dict.fromkeys(("ja", "zh"), ("eastAsia", "Hani")),
    "ko": ("eastAsia", "Kore"),
}
"""Which of a style's four fonts sets the script of a language. Source: 17.3.2.26 (rFonts)."""


class Typefaces:
    """The families of one style, by name, and those that stand in for them.

    Shape: `used` are the families that stand in somewhere, `missing` the characters of no family.
    """

    def __init__(self, style: Style, language: str = "") -> None:
        self._style = style
        self._language = language
        self._families = style.families
        self._fallback = style.fallback
        self._own: dict[str, set[str]] = {}
        self._stand_ins: dict[str, dict[str, str]] = {}
        self._fonts: dict[tuple[str, bool], FontFile] = {}
        self._words: dict[tuple[str, bool, int, int], WordWidths] = {}
        self.used: dict[str, FontFamily] = {}
        self.missing: dict[str, None] = {}

    @property
    def fallback_name(self) -> str:
        """The family that shows the signs that others lack; empty where the style has none."""
        return self._fallback[0].name if self._fallback else ""

    @cached_property
    def slots(self) -> dict[str, str]:
        """The families of the document's own script, by the attribute that names them."""
        slot, family = self._slot
        return {slot: family.name} if family else {}

    @cached_property
    def _slot(self) -> tuple[str, FontFamily | None]:
        """The attribute and the family of the document's own script."""
        slot, script = _SLOTS.get(self._language.partition("-")[0].lower(), ("", ""))
        return slot, script_family(script, self._style, self._language) if slot else None

    def stand_in(self, character: str, family: str) -> str:
        """Name the family to set a character in, where neither its own nor the slots' will do."""
        known = self._stand_ins.setdefault(family, {})
        if character not in known:
            known[character] = self._find(character, self._families[family])
        return known[character]

    def _find(self, character: str, own: FontFamily) -> str:
        for family in families_for(self._style, own, character, self._language):
            if regular(family).has(character):
                if family is own:
                    return ""
                self.used[family.name] = family
                in_slot = script_of(character) and family.name in self.slots.values()
                return "" if in_slot else family.name
        if character.isprintable():
            self.missing[character] = None
        return ""

    def is_single_run(self, text: str, family: str) -> bool:
        """Say whether a text is one run: in its own family, and from left to right."""
        if text.isascii():
            return True
        own = self._own.setdefault(family, set(_ASCII))
        if own.issuperset(text):
            return True
        for character in text:  # in its order, which is that of the families in the font table
            if character in own:
                continue
            if RIGHT_TO_LEFT.match(character) or self.stand_in(character, family):
                return False
            own.add(character)
        return True

    def split(self, text: str, family: str) -> list[tuple[str, str]]:
        """Cut text where it passes to another family. Shape: text, family; its own is empty."""
        if text.isascii():
            return [(text, "")]
        pieces: list[tuple[str, str]] = []
        start, name = 0, "" if text[0].isascii() else self.stand_in(text[0], family)
        for index, character in enumerate(text):
            other = "" if character.isascii() else self.stand_in(character, family)
            if other != name:
                pieces.append((text[start:index], name))
                start, name = index, other
        pieces.append((text[start:], name))
        return pieces

    def width(self, text: str, look: TextStyle, *, bold: bool = False) -> float:
        """Measure a line of text. Units: twips."""
        key = (look.family, bold or look.bold)
        font = self._fonts.get(key)
        if font is None:
            family = self._families[look.family]
            font = self._fonts[key] = load_font(family.face(bold=key[1], italic=False).path)
        return _width(text, font) * look.size.pt * 20 + look.tracking.twips * len(text)

    def in_zeros(self, texts: list[str], look: TextStyle) -> list[str]:
        """Return texts as wide as these, in which each figure is a zero where a font allows it."""
        zero, *others = (self.words(look)[figure] for figure in "0123456789")
        if any(width != zero for width in others):
            return texts
        joined = "\0".join(texts).encode("utf-8", "surrogatepass").translate(_ONE_FIGURE)
        found = joined.decode("utf-8", "surrogatepass").split("\0")
        return found if len(found) == len(texts) else texts

    def words(self, look: TextStyle) -> WordWidths:
        """Return the widths of words in a type, each measured once. Units: twips."""
        key = (look.family, look.bold, look.size, look.tracking)
        if key not in self._words:
            font = load_font(self._families[look.family].face(bold=look.bold, italic=False).path)
            self._words[key] = WordWidths(_advances(font), look)
        return self._words[key]

    def line_spacing(self, look: TextStyle) -> tuple[int, str]:
        """Return line spacing and its rule so that lines stand `leading` apart.

        A leading below the font's own height can't be had by "at least"; it is a share of that
        height then, which, unlike "exact", never cuts off a picture or a taller character. Where
        the document's own script has a lower font, its height counts: a share of it is too low.
        """
        families = (self._families[look.family], self._slot[1])
        natural = min(regular(one).line_height for one in families if one) * look.size
        if look.leading + _SOLID_TOLERANCE >= natural:
            return look.leading.twips, "atLeast"
        return round(240 * look.leading / natural), "auto"

    def pitch(self, look: TextStyle) -> Length:
        """Return how far lines of the document's own script stand apart, if they say "at least".

        A font of that script may be taller than the style's own, and then counts.
        """
        family = self._slot[1]
        if family is None or self.line_spacing(look)[1] != "atLeast":
            return look.leading
        return max(look.leading, Length(round(regular(family).line_height * look.size)))


def regular(family: FontFamily) -> FontFile:
    """Return a family's regular face."""
    return load_font(family.face(bold=False, italic=False).path)


@lru_cache(maxsize=4096)
def _width(text: str, font: FontFile) -> float:
    advances = _advances(font)
    return sum([advances[character] for character in text])


class WordWidths(dict[str, float]):
    """The widths of words in one type, measured when first asked for. Units: twips."""

    def __init__(self, advances: _Advances, look: TextStyle) -> None:
        super().__init__()
        self._advances = advances
        self._size = look.size.pt * 20
        self._tracking = look.tracking.twips

    def measure(self, lines: Iterable[str]) -> tuple[dict[str, float], set[str]]:
        """Measure lines, none twice. Shape: the width of each, and all words in them."""
        width_of, space = self.__getitem__, self[" "]
        found: dict[str, float] = {}
        seen: set[str] = set()
        for line in lines:
            if line not in found:
                words = line.split(" ")
                seen.update(words)
                found[line] = sum(map(width_of, words)) + space * (len(words) - 1)
        return found, seen

    def __missing__(self, word: str) -> float:
        advances = self._advances
        wide = sum([advances[character] for character in word]) * self._size
        self[word] = wide = wide + self._tracking * len(word)
        return wide


class _Advances(dict[str, float]):
    """Widths by character, with an assumption for those that the font lacks."""

    def __init__(self, font: FontFile) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        wide = self._font.advance(character)
        if wide is None:
            is_square = script_of(character) in {"Hani", "Kore"}
            wide = _IDEOGRAPH_WIDTH if is_square else _ASSUMED_WIDTH
        self[character] = wide
        return wide


@cache
def _advances(font: FontFile) -> _Advances:
    return _Advances(font)

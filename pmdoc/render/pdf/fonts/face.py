"""One font file: which characters it has, how wide its glyphs are, and the codes that draw them.

In → Out: a path in; codes and widths out.
Must not: look for another font, or know a word.
Source: ISO 32000-1, 9.7 (composite fonts); every character gets a CID of its own, so that two
characters which share a glyph, such as space and no-break space, keep their own Unicode value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.pdf.fonts.truetype import TTFError, TTFontFace

_MOST_FORMS = 4
_ESCAPED = frozenset(b"()\\\r")
_BEYOND = 0x110000
"""Beyond all characters: points that stand for glyphs by their number."""
_STAND_INS = {0xA0: 0x20, 0x202F: 0x20, 0x2011: 0x2D, 0xAD: 0x2D, 0x2212: 0x2013}
"""Characters that look like another one, for faces that lack them."""


def _cids() -> Iterator[int]:
    """Yield the CIDs in order, without those whose bytes a string would have to escape.

    Source: ISO 32000-1, 7.3.4.2 (literal strings), which are half as long as hexadecimal ones.
    """
    return (cid for cid in range(1, 1 << 16) if not _ESCAPED & {cid >> 8, cid & 0xFF})


class Face:
    """One font file, read when its first character is asked for."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self.resource = f"F{number}"
        self.codes: dict[int, tuple[str, int]] = {}
        """By CID: the Unicode text, and the character whose glyph is drawn."""
        self._free = _cids()
        self._cids: dict[str, str | None] = {}
        self._forms: Counter[str] = Counter()
        self.twin: Face | None = None
        """The same font under another name, for more forms of the same letters."""
        self._truetype: TTFontFace | None = None
        self.ascent = self.descent = 0.0

    @property
    def truetype(self) -> TTFontFace:
        """The parsed font file.

        Raises:
            StyleError: the file is not a TrueType font that may be embedded.
        """
        if self._truetype is None:
            try:
                self._truetype = TTFontFace(str(self.path))
            except TTFError as error:
                raise StyleError(
                    f"The font {self.path.name} can't be embedded: {error}.",
                    hint="Name a TrueType (.ttf) file whose licence allows embedding.",
                ) from error
            self.ascent, self.descent = self._truetype.ascent, -self._truetype.descent
        return self._truetype

    @property
    def is_used(self) -> bool:
        """Whether any character of this face is drawn."""
        return bool(self.codes)

    def code(self, character: str) -> str | None:
        """Return the character's code, two bytes as characters, or None where the face lacks it."""
        try:
            return self._cids[character]
        except KeyError:
            glyph = self._glyph_source(ord(character))
            cid = None if glyph is None else self._add(character, glyph)
            self._cids[character] = cid
            return cid

    def code_as(self, character: str, sign: str) -> str:
        """Return a code that draws `sign` and reads as `character`."""
        key = f"{character} as {sign}"
        code = self._cids.get(key) or self._add(character, ord(sign))
        self._cids[key] = code
        return code

    def glyph_code(self, number: int, text: str) -> tuple[Face, str]:
        """Return a code that draws a glyph by its number and reads as `text`, and its face.

        A font in which many codes mean one letter is taken for one whose text is garbled, so
        further forms of a letter go into a twin.
        """
        key = f"{text}\0{number}"
        code = self._cids.get(key)
        if code is not None:
            return self, code
        if self._forms[text] >= _MOST_FORMS:
            if self.twin is None:
                self.twin = self.copy(f"{self.resource}T")
            return self.twin.glyph_code(number, text)
        truetype, point = self.truetype, _BEYOND + number
        truetype.charToGlyph[point] = number
        truetype.charWidths[point] = truetype.hmetrics[number][0] * 1000 / truetype.unitsPerEm
        code = self._cids[key] = self._add(text, point)
        return self, code

    def copy(self, resource: str) -> Face:
        """Return the same font under another name, with no character in use."""
        other = Face(self.path, 0)
        other.resource = resource
        other._truetype = self.truetype
        return other

    def has(self, character: str) -> bool:
        """Say whether the face has a glyph for the character."""
        return self._glyph_source(ord(character)) is not None

    def width(self, code: str) -> float:
        """Return the advance width of a code. Units: thousandths of the type size."""
        return self.glyph_width(self.code_point(code))

    def code_point(self, code: str) -> int:
        """Return the character whose glyph a code draws."""
        return self.codes[int.from_bytes(code.encode("latin-1"))][1]

    def glyph_width(self, point: int) -> float:
        """Return the advance width of a character's glyph, likewise."""
        return float(self.truetype.charWidths.get(point, self.truetype.defaultWidth))

    def _add(self, text: str, glyph: int) -> str:
        cid = next(self._free)
        self.codes[cid] = (text, glyph)
        self._forms[text] += 1
        return chr(cid >> 8) + chr(cid & 0xFF)

    def _glyph_source(self, point: int) -> int | None:
        """Return the code point whose glyph to draw: the character's own, or a stand-in's."""
        glyphs = self.truetype.charToGlyph
        if point < 0x20 or 0x7F <= point < 0xA0 or point in {0xFFFE, 0xFFFF}:
            return None  # some fonts have glyphs for these, but no text may hold them
        if glyphs.get(point, 0) and not 0xE000 <= point <= 0xF8FF:
            return point
        other = _STAND_INS.get(point)
        return other if other is not None and glyphs.get(other, 0) else None

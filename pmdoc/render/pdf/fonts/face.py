"""One font file: its characters, their widths, and the codes that draw them.

In → Out: a path in; codes and widths out.
Must not: look for another font, or know about words.
Source: ISO 32000-1, 9.7 (composite fonts). Every character gets its own CID, so that two characters
that share a glyph, such as space and no-break space, keep their Unicode values.

The file is read by reportlab and not by `render.text.font_file`: subsetting needs reportlab's
tables anyway, shaped glyphs are added to them, and the two readers round widths differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.pdf.fonts.truetype import TTFError, TTFontFace

_MOST_CODES_PER_TEXT = 4
_ESCAPED = frozenset(b"()\\\r")
_FIRST_GLYPH_POINT = 0x110000
"""Beyond the last Unicode code point: pseudo code points for glyphs that have only a number."""
_STAND_INS = {0xA0: 0x20, 0x202F: 0x20, 0x2011: 0x2D, 0x2212: 0x2013}
"""Similar characters to draw instead, for faces that lack a character."""


def _cids() -> Iterator[int]:
    """Yield CIDs in order, except those with a byte that a literal string has to escape.

    Literal strings take half the space of hexadecimal ones. Source: ISO 32000-1, 7.3.4.2.
    """
    return (cid for cid in range(1, 1 << 16) if not _ESCAPED & {cid >> 8, cid & 0xFF})


class Face:
    """A font file, read on first use."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self.resource = f"F{number}"
        self.codes: dict[int, tuple[str, int]] = {}
        """The Unicode text of each CID, and the code point whose glyph it draws."""
        self._free = _cids()
        self._cids: dict[str, str | None] = {}
        self._codes_per_text: Counter[str] = Counter()
        self.twin: Face | None = None
        """The same font under another resource name, for further glyphs of the same letters."""
        self._truetype: TTFontFace | None = None
        self.ascent = self.descent = 0.0

    @property
    def truetype(self) -> TTFontFace:
        """The parsed file.

        Raises:
            StyleError: the file is not a TrueType font, or its licence forbids embedding.
        """
        if self._truetype is None:
            try:
                self._truetype = TTFontFace(str(self.path))
            except TTFError as error:
                raise StyleError(
                    f"The font {self.path.name} can't be embedded: {error}.",
                    hint="Use a TrueType font (.ttf) whose licence allows embedding.",
                ) from error
            self.ascent, self.descent = self._truetype.ascent, -self._truetype.descent
        return self._truetype

    @property
    def is_used(self) -> bool:
        return bool(self.codes)

    def code(self, character: str) -> str | None:
        """Return a character's code, two bytes as Latin-1 characters; None if the face lacks it."""
        try:
            return self._cids[character]
        except KeyError:
            drawn = self._drawn_point(ord(character))
            cid = None if drawn is None else self._add(character, drawn)
            self._cids[character] = cid
            return cid

    def substitute_code(self, character: str, drawn: str) -> str:
        """Return a code that draws the character `drawn` and is copied as `character`."""
        key = f"{character} as {drawn}"
        code = self._cids.get(key) or self._add(character, ord(drawn))
        self._cids[key] = code
        return code

    def glyph_code(self, number: int, text: str) -> tuple[Face, str]:
        """Return the face and code that draw a glyph by number and are copied as `text`.

        Validators report a font in which many codes map to one letter as garbled, so from the
        fifth glyph of a letter on, codes go into a twin.
        """
        key = f"{text}\0{number}"
        code = self._cids.get(key)
        if code is not None:
            return self, code
        if self._codes_per_text[text] >= _MOST_CODES_PER_TEXT:
            if self.twin is None:
                self.twin = self.copy(f"{self.resource}T")
            return self.twin.glyph_code(number, text)
        truetype, point = self.truetype, _FIRST_GLYPH_POINT + number
        truetype.charToGlyph[point] = number
        truetype.charWidths[point] = truetype.hmetrics[number][0] * 1000 / truetype.unitsPerEm
        code = self._cids[key] = self._add(text, point)
        return self, code

    def copy(self, resource: str) -> Face:
        copied = Face(self.path, 0)
        copied.resource = resource
        copied._truetype = self.truetype
        return copied

    def has(self, character: str) -> bool:
        return self._drawn_point(ord(character)) is not None

    def width(self, code: str) -> float:
        """Return the advance width of a code. Units: thousandths of the type size."""
        return self.glyph_width(self.code_point(code))

    def code_point(self, code: str) -> int:
        return self.codes[int.from_bytes(code.encode("latin-1"))][1]

    def glyph_width(self, point: int) -> float:
        """Return the advance width of a code point's glyph. Units: thousandths of the type size."""
        return float(self.truetype.charWidths.get(point, self.truetype.defaultWidth))

    def _add(self, text: str, code_point: int) -> str:
        cid = next(self._free)
        self.codes[cid] = (text, code_point)
        self._codes_per_text[text] += 1
        return chr(cid >> 8) + chr(cid & 0xFF)

    def _drawn_point(self, point: int) -> int | None:
        """Return the code point to draw: the character's own or a stand-in's; None for neither."""
        glyphs = self.truetype.charToGlyph
        if point < 0x20 or 0x7F <= point < 0xA0 or point in {0xFFFE, 0xFFFF}:
            return None  # control characters, for which some fonts have glyphs
        if glyphs.get(point, 0) and not 0xE000 <= point <= 0xF8FF:
            return point
        stand_in = _STAND_INS.get(point)
        return stand_in if stand_in is not None and glyphs.get(stand_in, 0) else None

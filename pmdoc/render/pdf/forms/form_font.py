"""The font to type with: nobody knows which characters will be, so all that the script needs.

In → Out: the words that ask, and the faces that they are printed in, in; one font's objects out.
Must not: draw, or leave a field to a font that the reader's computer may lack.
Source: ISO 32000-1, 12.7.3.3 (default appearance) and 9.6.6.4 (TrueType encodings); ISO 19005-2,
6.2.11 (fonts embedded, with encodings and Unicode maps).

Western letters get a simple font in WinAnsiEncoding, which every program types with. What that has
no codes for, Polish, Greek, Cyrillic, Hebrew, Arabic, Chinese, gets a composite font: programs find
a typed character's code in its Unicode map. Arabic letters come in their joined forms too, where
the font has characters for them, as no program finds a rule for joining in a subset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from struct import pack, unpack_from

from pmdoc.render.pdf.file.font_embedding import embed_font, subset_tag, unicode_map
from pmdoc.render.pdf.file.objects import PdfFile, stream
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.render.pdf.fonts.truetype import TTFontMaker
from pmdoc.style.script_fonts import script_of

_FONT = "Form font"
_NON_SYMBOLIC = 32
_FIRST = 32
_CODES = tuple(range(_FIRST, 256))
_WIDE = "Hani"
_CHARSETS = {"ja": ("cp932",), "ko": ("euc_kr",), "zh": ("gb2312", "big5")}
"""Which ideographs people write: a font has five times as many, and each weighs a hundred bytes."""
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-hant", "zh-mo")


def add_form_font(file: PdfFile, font: FontFallback, words: str, language: str) -> str:
    """Add the font that fields are typed in, and return its name in the file.

    Shape: `words` are those of the fields' labels; `language` is the document's BCP 47 tag.
    """
    face = _face(font, words)
    printed = "".join(text for text, _ in face.codes.values())
    if face is font.face and all(map(_is_western, filter(str.isalpha, words + printed))):
        _add_simple(file, face)
    else:
        _add_composite(file, face, language)
    return _FONT


def _face(font: FontFallback, words: str) -> Face:
    """Return the face of the letters that the labels have beyond the western ones."""
    further = (font.face_for(letter) for letter in words if not _is_western(letter))
    found = Counter(further).most_common(1)
    return found[0][0] if found else font.face


def _is_western(character: str) -> bool:
    return character.isascii() or bool(character.encode("cp1252", "ignore"))


def _add_composite(file: PdfFile, face: Face, language: str) -> None:
    """Add a font of all characters of a face that the language may need."""
    typed = face.copy(_FONT)
    for character in _repertoire(face, language):
        typed.code(character)
    embed_font(typed, file)


def _repertoire(face: Face, language: str) -> Iterator[str]:
    """Yield a face's characters in their order, of ideographs those that people write."""
    tag = language.casefold()
    charsets: Sequence[str] = _CHARSETS.get(tag.partition("-")[0], ("gb2312", "cp932"))
    if tag.partition("-")[0] == "zh":
        charsets = charsets[1:] if tag.startswith(_TRADITIONAL) else charsets[:1]
    for point in sorted(face.truetype.charToGlyph):
        if _FIRST <= point <= 0xFFFF and not 0xD800 <= point <= 0xF8FF:
            character = chr(point)
            if script_of(character) not in {_WIDE, "Kore"} or _is_in(character, charsets):
                yield character


def _is_in(character: str, charsets: Iterable[str]) -> bool:
    return any(character.encode(charset, "ignore") for charset in charsets)


def _add_simple(file: PdfFile, face: Face) -> None:
    """Add a font of all characters that one byte can say."""
    truetype = face.truetype
    points = [_point(code) for code in _CODES]
    known = [point for point in points if truetype.charToGlyph.get(point)]
    program = _with_unicode_map(truetype.makeSubset(known), truetype.charToGlyph, known)
    name = f"{subset_tag('form')}+{truetype.name.decode('ascii')}"
    widths = " ".join(f"{face.glyph_width(point):g}" for point in points)
    box = " ".join(f"{edge:g}" for edge in truetype.bbox)
    file.add(f"{_FONT} program", lambda: stream(program, f"/Length1 {len(program)}"))
    file.add(
        f"{_FONT} descriptor",
        lambda: (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_NON_SYMBOLIC}/FontBBox[{box}]"
            f"/ItalicAngle {truetype.italicAngle:g}/Ascent {truetype.ascent:g}"
            f"/Descent {truetype.descent:g}/CapHeight {truetype.capHeight:g}/StemV {truetype.stemV}"
            f"/FontFile2 {file.ref(f'{_FONT} program')}>>"
        ),
    )
    texts = {f"{code:02x}": chr(_point(code)) for code in _CODES}
    file.add(f"{_FONT} unicode", lambda: stream(unicode_map(texts)))
    file.add(
        _FONT,
        lambda: (
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding"
            f"/FirstChar {_FIRST}/LastChar 255/Widths[{widths}]"
            f"/FontDescriptor {file.ref(f'{_FONT} descriptor')}"
            f"/ToUnicode {file.ref(f'{_FONT} unicode')}>>"
        ),
    )


def _point(code: int) -> int:
    """Return the character of a code. Source: ISO 32000-1, annex D (WinAnsiEncoding)."""
    return ord(bytes([code]).decode("cp1252", "replace")) if code != 0xAD else 0x2D


def _with_unicode_map(program: bytes, glyphs: dict[int, int], points: Sequence[int]) -> bytes:
    """Give a subset, which is made for codes of its own, a map of characters to glyphs.

    Source: OpenType 1.9, cmap format 4; ISO 19005-2, 6.2.11.6 (what such fonts must have).
    """
    new: dict[int, int] = {0: 0}
    for point in points:
        new.setdefault(glyphs[point], len(new))
    maker = TTFontMaker()
    for tag, start, length in _tables(program):
        if tag != "cmap":
            maker.add(tag, program[start : start + length])
    maker.add("cmap", _unicode_map({point: new[glyphs[point]] for point in points}))
    return bytes(maker.makeStream())


def _tables(program: bytes) -> list[tuple[str, int, int]]:
    """Return name, place and length of each table of a font file."""
    count = unpack_from(">H", program, 4)[0]
    entries = (unpack_from(">4sLLL", program, 12 + 16 * at) for at in range(count))
    return [(tag.decode("latin-1"), start, length) for tag, _, start, length in entries]


def _unicode_map(glyphs: dict[int, int]) -> bytes:
    """Write a map with one segment a character."""
    points = sorted(glyphs)
    count = len(points) + 1
    deltas = [(glyphs[point] - point) % 0x10000 for point in points]
    power = 1 << (count.bit_length() - 1)
    head = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    segments = (*points, 0xFFFF, 0, *points, 0xFFFF, *deltas, 1, *([0] * count))
    body = pack(f">{4 + len(segments)}H", *head, *segments)
    return pack(">HHHHL", 0, 1, 3, 1, 12) + pack(">HHH", 4, 6 + len(body), 0) + body

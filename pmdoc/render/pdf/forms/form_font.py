"""The font of form fields, with all characters that a reader of the language may type.

In → Out: the fields' labels and their font in, one font's objects out.
Must not: draw, or rely on a font of the reader's computer.
Source: ISO 32000-1, 12.7.3.3 (default appearance) and 9.6.6.4 (TrueType encodings); ISO 19005-2,
6.2.11 (fonts embedded, with encodings and Unicode maps).

Western letters get a simple font in WinAnsiEncoding, which all programs can type with. Other
letters (Polish, Greek, Cyrillic, Hebrew, Arabic, Chinese) get a composite font, in whose Unicode
map programs look up typed characters. Arabic letters are included in their joined forms if the font
has code points for them, as subsets have no joining rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from struct import pack, unpack_from

from pmdoc.render.pdf.file.font_embedding import (
    NON_SYMBOLIC,
    embed_font,
    font_descriptor,
    subset_tag,
    unicode_map,
)
from pmdoc.render.pdf.file.objects import PdfFile, stream
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.render.pdf.fonts.truetype import TTFontMaker
from pmdoc.style.script_fonts import script_of

_FONT = "Form font"
_FIRST = 32
_CODES = tuple(range(_FIRST, 256))
_WIDE = "Hani"
_CHARSETS = {"ja": ("cp932",), "ko": ("euc_kr",), "zh": ("gb2312", "big5")}
"""Character sets with the ideographs in common use: fonts have five times as many."""
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-hant", "zh-mo")


def add_form_font(file: PdfFile, font: FontFallback, labels: str, language: str) -> str:
    """Add the font of form fields, and return its name in the file.

    Shape: `labels` is all labels joined; `language` is the document's BCP 47 tag.
    """
    face = _face(font, labels)
    printed = "".join(text for text, _ in face.codes.values())
    if face is font.face and all(map(_is_western, filter(str.isalpha, labels + printed))):
        _add_simple(file, face)
    else:
        _add_composite(file, face, language)
    return _FONT


def _face(font: FontFallback, labels: str) -> Face:
    """Return the face of most non-western letters of the labels; the font's own without any."""
    further = (font.face_for(letter) for letter in labels if not _is_western(letter))
    most_common = Counter(further).most_common(1)
    return most_common[0][0] if most_common else font.face


def _is_western(character: str) -> bool:
    return character.isascii() or bool(character.encode("cp1252", "ignore"))


def _add_composite(file: PdfFile, face: Face, language: str) -> None:
    typed = face.copy(_FONT)
    for character in _typeable_characters(face, language):
        typed.code(character)
    embed_font(typed, file)


def _typeable_characters(face: Face, language: str) -> Iterator[str]:
    """Yield a face's characters by code point, without rare ideographs."""
    tag = language.casefold()
    charsets: Sequence[str] = _CHARSETS.get(tag.partition("-")[0], ("gb2312", "cp932"))
    if tag.partition("-")[0] == "zh":
        charsets = charsets[1:] if tag.startswith(_TRADITIONAL) else charsets[:1]
    for point in sorted(face.truetype.charToGlyph):
        if _FIRST <= point <= 0xFFFF and not 0xD800 <= point <= 0xF8FF:
            character = chr(point)
            if script_of(character) not in {_WIDE, "Kore"} or _is_in_any(character, charsets):
                yield character


def _is_in_any(character: str, charsets: Iterable[str]) -> bool:
    return any(character.encode(charset, "ignore") for charset in charsets)


def _add_simple(file: PdfFile, face: Face) -> None:
    truetype = face.truetype
    points = [_code_point(code) for code in _CODES]
    available = [point for point in points if truetype.charToGlyph.get(point)]
    program = _replace_cmap(truetype.makeSubset(available), truetype.charToGlyph, available)
    name = f"{subset_tag('form')}+{truetype.name.decode('ascii')}"
    widths = " ".join(f"{face.glyph_width(point):g}" for point in points)
    file.add(f"{_FONT} program", lambda: stream(program, f"/Length1 {len(program)}"))
    file.add(
        f"{_FONT} descriptor",
        lambda: font_descriptor(truetype, name, NON_SYMBOLIC, file.ref(f"{_FONT} program")),
    )
    texts = {f"{code:02x}": chr(_code_point(code)) for code in _CODES}
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


def _code_point(code: int) -> int:
    """Return the code point of a WinAnsiEncoding code. Source: ISO 32000-1, annex D."""
    return ord(bytes([code]).decode("cp1252", "replace")) if code != 0xAD else 0x2D


def _replace_cmap(program: bytes, glyphs: dict[int, int], points: Sequence[int]) -> bytes:
    """Replace the cmap table of a subset by one from Unicode to glyphs.

    Source: OpenType 1.9, cmap format 4; ISO 19005-2, 6.2.11.6 (required of such fonts).
    """
    new: dict[int, int] = {0: 0}
    for point in points:
        new.setdefault(glyphs[point], len(new))
    maker = TTFontMaker()
    for tag, start, length in _tables(program):
        if tag != "cmap":
            maker.add(tag, program[start : start + length])
    maker.add("cmap", _cmap_table({point: new[glyphs[point]] for point in points}))
    return bytes(maker.makeStream())


def _tables(program: bytes) -> list[tuple[str, int, int]]:
    count = unpack_from(">H", program, 4)[0]
    entries = (unpack_from(">4sLLL", program, 12 + 16 * index) for index in range(count))
    return [(tag.decode("latin-1"), start, length) for tag, _, start, length in entries]


def _cmap_table(glyphs: dict[int, int]) -> bytes:
    """Return a cmap table of format 4 with one segment a character."""
    points = sorted(glyphs)
    count = len(points) + 1
    deltas = [(glyphs[point] - point) % 0x10000 for point in points]
    power = 1 << (count.bit_length() - 1)
    head = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    segments = (*points, 0xFFFF, 0, *points, 0xFFFF, *deltas, 1, *([0] * count))
    body = pack(f">{4 + len(segments)}H", *head, *segments)
    return pack(">HHHHL", 0, 1, 3, 1, 12) + pack(">HHH", 4, 6 + len(body), 0) + body

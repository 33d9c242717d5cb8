"""The form of a fillable file: fields with their looks, and the font to type with.

In → Out: the widgets that pages left behind in, the objects of a form out.
Must not: run a script, ask the viewer to draw what stands in the file, or hold an answer.
Source: ISO 32000-1, 12.7 (forms), 12.5.5 (appearances); ISO 19005-2, 6.4 (no actions, every
field with an appearance, NeedAppearances not true); ISO 14289-1, 7.18 (TU names each field).
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack_from
from typing import assert_never

from pmdoc.model.document import FieldKind
from pmdoc.render.pdf.embed import subset_tag, unicode_map
from pmdoc.render.pdf.face import Face
from pmdoc.render.pdf.file import PdfFile, stream
from pmdoc.render.pdf.sheet import Widget, rgb
from pmdoc.render.pdf.structure import text_string
from pmdoc.render.pdf.truetype import TTFontMaker

_FONT = "Form font"
_RESOURCE = "Ft"
_COMBO = 1 << 17
_NO_SPELL_CHECK = 1 << 22
_NON_SYMBOLIC = 32
_FIRST = 32
_CODES = tuple(range(_FIRST, 256))
_TICK = "0.2 0.52 m 0.42 0.28 l 0.8 0.78 l"
"""A tick in a square of side 1."""


class Form:
    """All fields of one document. Units: colours `#rrggbb`."""

    def __init__(self, file: PdfFile, face: Face, colors: tuple[str, str, str]) -> None:
        self._file = file
        self._face = face
        self._ground, self._edge, self._ink = (rgb(color) for color in colors)
        self._names: list[str] = []
        self._titles: dict[str, int] = {}
        self._has_signature = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to fill in."""
        return not self._names

    def add(self, widget: Widget, page: str, key: int) -> None:
        """Take one field. Shape: `page` names its page in the file, `key` its parent's entry."""
        self._names.append(widget.name)
        self._has_signature |= widget.field.kind is FieldKind.SIGNATURE
        title = self._title(widget.field.name)
        looks = self._add_looks(widget)
        self._file.add(
            widget.name,
            lambda: (
                f"<</Type/Annot/Subtype/Widget/F 4/Rect[{_numbers(widget.box)}]"
                f"/P {self._file.ref(page)}/StructParent {key}"
                f"/T{text_string(title)}/TU{text_string(widget.field.label)}"
                f"/MK<</BG[{self._ground}]/BC[{self._edge}]>>/BS<</W 0.5/S/S>>"
                f"{self._kind(widget)}{looks}>>"
            ),
        )

    def _title(self, name: str) -> str:
        """Name a field: two of one name would be one field, and a full stop would part it."""
        name = name.replace(".", "_")
        count = self._titles[name] = self._titles.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"

    def _kind(self, widget: Widget) -> str:
        kind, size = widget.field.kind, f"{widget.size:g}"
        typed = f"/DA(/{_RESOURCE} {size} Tf {self._ink} rg)"
        match kind:
            case FieldKind.TEXT:
                return f"/FT/Tx{typed}"
            case FieldKind.DATE:
                return f"/FT/Tx/Ff {_NO_SPELL_CHECK}{typed}"
            case FieldKind.CHOICE:
                options = "".join(text_string(choice) for choice in widget.field.choices)
                return f"/FT/Ch/Ff {_COMBO}/Opt[{options}]{typed}"
            case FieldKind.CHECK:
                return "/FT/Btn/V/Off/AS/Off"
            case FieldKind.SIGNATURE:
                return "/FT/Sig"
            case _:
                assert_never(kind)

    def _add_looks(self, widget: Widget) -> str:
        """Add what a field looks like before anything is filled in, and a tick for a box."""
        left, bottom, right, top = widget.box
        wide, high = right - left, top - bottom
        ground = (
            f"{self._ground} rg 0 0 {wide:.2f} {high:.2f} re f "
            f"{self._edge} RG 0.5 w 0.25 0.25 {wide - 0.5:.2f} {high - 0.5:.2f} re S"
        )
        box = f"/Type/XObject/Subtype/Form/BBox[0 0 {wide:.2f} {high:.2f}]/Resources<<>>"
        plain = f"{widget.name} look"
        if widget.field.kind is not FieldKind.CHECK:
            words = f"q {ground} Q\n/Tx BMC\nEMC"
            self._file.add(plain, lambda: stream(words.encode("ascii"), box))
            return f"/AP<</N {self._file.ref(plain)}>>"
        ticked = f"{plain} ticked"
        tick = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm {self._ink} RG 0.11 w 1 J 1 j {_TICK} S Q"
        self._file.add(plain, lambda: stream(f"q {ground} Q".encode("ascii"), box))
        self._file.add(ticked, lambda: stream(f"q {ground} Q {tick}".encode("ascii"), box))
        return f"/AP<</N<</Yes {self._file.ref(ticked)}/Off {self._file.ref(plain)}>>>>"

    def finish(self) -> str:
        """Add the font and return the catalogue's entry."""
        self._add_font()
        fields = " ".join(self._file.ref(name) for name in self._names)
        flags = "/SigFlags 1" if self._has_signature else ""
        return (
            f"/AcroForm<</Fields[{fields}]/NeedAppearances false{flags}"
            f"/DR<</Font<</{_RESOURCE} {self._file.ref(_FONT)}>>>>"
            f"/DA(/{_RESOURCE} 10 Tf {self._ink} rg)>>"
        )

    def _add_font(self) -> None:
        """Embed all characters that one byte can say: nobody knows what will be typed."""
        file, font = self._file, self._face.font
        points = [_point(code) for code in _CODES]
        known = [point for point in points if font.charToGlyph.get(point)]
        program = _with_unicode_map(font.makeSubset(known), font.charToGlyph, known)
        name = f"{subset_tag('form')}+{font.name.decode('ascii')}"
        widths = " ".join(f"{self._face.glyph_width(point):g}" for point in points)
        box = " ".join(f"{edge:g}" for edge in font.bbox)
        file.add(f"{_FONT} program", lambda: stream(program, f"/Length1 {len(program)}"))
        file.add(
            f"{_FONT} descriptor",
            lambda: (
                f"<</Type/FontDescriptor/FontName/{name}/Flags {_NON_SYMBOLIC}/FontBBox[{box}]"
                f"/ItalicAngle {font.italicAngle:g}/Ascent {font.ascent:g}"
                f"/Descent {font.descent:g}/CapHeight {font.capHeight:g}/StemV {font.stemV}"
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


def _numbers(edges: Sequence[float]) -> str:
    return " ".join(f"{edge:.2f}" for edge in edges)


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

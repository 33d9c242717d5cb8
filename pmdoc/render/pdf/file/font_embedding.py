"""Embed fonts: the glyphs in use, their widths and their Unicode values.

In → Out: a face and its codes in, the objects of a composite font out.
Must not: embed a glyph that no page draws, or a code without text.
Source: ISO 32000-1, 9.7.4 (CIDFontType2), 9.10.3 (ToUnicode); ISO 19005-2, 6.2.11.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from struct import pack
from typing import TypeVar

from pmdoc.render.pdf.file.objects import PdfFile, stream
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.truetype import TTFontFace

T = TypeVar("T")
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<{first}> <{last}>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_MAX_SECTION = 100
"""Entries that a section of a CMap may hold."""
SYMBOLIC, NON_SYMBOLIC = 4, 32
"""Flags of font descriptors. Source: ISO 32000-1, table 123."""


def embed_font(face: Face, file: PdfFile) -> None:
    """Add a face's font objects to the file, under the face's resource name."""
    truetype = face.truetype
    points = list(dict.fromkeys(point for _, point in face.codes.values()))
    glyphs = _subset_glyphs(face, points)
    tag = subset_tag("".join(f"{text}{point}" for text, point in face.codes.values()))
    name = f"{tag}+{truetype.name.decode('ascii')}"
    own = face.resource
    program = truetype.makeSubset(points)
    file.add(f"{own} program", lambda: stream(program, f"/Length1 {len(program)}"))
    texts = {f"{cid:04x}": text for cid, (text, _) in face.codes.items()}
    file.add(f"{own} unicode", lambda: stream(unicode_map(texts)))
    file.add(f"{own} glyphs", lambda: stream(pack(f">{len(glyphs)}H", *glyphs)))
    file.add(
        f"{own} descriptor",
        lambda: font_descriptor(truetype, name, SYMBOLIC, file.ref(f"{own} program")),
    )
    widths = " ".join(f"{width:g}" for width in _by_cid(face, face.glyph_width, 0.0)[1:])
    file.add(
        f"{own} descendant",
        lambda: (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {file.ref(f'{own} descriptor')}/DW {truetype.defaultWidth:g}"
            f"/W[1[{widths}]]/CIDToGIDMap {file.ref(f'{own} glyphs')}>>"
        ),
    )
    file.add(
        own,
        lambda: (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{file.ref(f'{own} descendant')}]"
            f"/ToUnicode {file.ref(f'{own} unicode')}>>"
        ),
    )


def font_descriptor(truetype: TTFontFace, name: str, flags: int, program: str) -> str:
    """Return a font descriptor. Shape: `program` is a reference to the embedded font."""
    box = " ".join(f"{edge:g}" for edge in truetype.bbox)
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {truetype.italicAngle:g}/Ascent {truetype.ascent:g}"
        f"/Descent {truetype.descent:g}/CapHeight {truetype.capHeight:g}/StemV {truetype.stemV}"
        f"/FontFile2 {program}>>"
    )


def _subset_glyphs(face: Face, points: Sequence[int]) -> list[int]:
    """Return each CID's glyph number in the subset, in which `makeSubset` renumbers the glyphs."""
    new = {0: 0}
    for point in points:
        new.setdefault(face.truetype.charToGlyph[point], len(new))
    return _by_cid(face, lambda point: new[face.truetype.charToGlyph[point]], 0)


def _by_cid(face: Face, look_up: Callable[[int], T], unused: T) -> list[T]:
    """Return `look_up(code point)` for each CID from 0 on, `unused` for CIDs not in use."""
    values = {cid: look_up(point) for cid, (_, point) in face.codes.items()}
    return [values.get(cid, unused) for cid in range(max(values) + 1)]


def subset_tag(characters: str) -> str:
    """Return the tag of a subset: six letters derived from its characters."""
    digest = hashlib.sha256(characters.encode("utf-8", "replace")).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def unicode_map(texts: Mapping[str, str]) -> bytes:
    """Return the ToUnicode CMap of codes. Shape: the codes in hexadecimal, equally long."""
    width = len(next(iter(texts)))
    sections = [_CMAP_HEAD.format(first="0" * width, last="f" * width)]
    codes = list(texts)
    for start in range(0, len(codes), _MAX_SECTION):
        section = codes[start : start + _MAX_SECTION]
        lines = "\n".join(
            f"<{code}> <{texts[code].encode('utf-16-be', 'replace').hex()}>" for code in section
        )
        sections.append(f"{len(section)} beginbfchar\n{lines}\nendbfchar\n")
    return "".join((*sections, _CMAP_TAIL)).encode("ascii")

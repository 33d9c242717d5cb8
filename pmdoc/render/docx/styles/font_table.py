"""The font table, and the style's own fonts, embedded in the file.

In → Out: a `Style` in, `word/fontTable.xml` and the obfuscated font parts out.
Must not: embed a font whose licence bits forbid it, or change a font's outlines or name.
Source: ECMA-376 part 1, 17.8 (fonts), 17.8.1 (font embedding), 17.8.3.10 (font).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, R, W, attribute
from pmdoc.render.text.font_file import FontFile, load_font
from pmdoc.style.style import FontFamily, Style

_BOLD_WEIGHT = 600
_OBFUSCATED_BYTES = 32
_MAX_BYTES = 1_500_000
"""Fonts for Chinese and Japanese are far larger, and installed where these are written."""
_SLOTS = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}


class EmbeddedFont(Struct, frozen=True, kw_only=True):
    """A font part with its relationship id and file name. Shape: `data` is obfuscated."""

    relation: str
    name: str
    data: bytes


def font_parts(
    style: Style, stand_ins: Iterable[FontFamily] = ()
) -> tuple[bytes, tuple[EmbeddedFont, ...]]:
    """Return the font table and the fonts that it names.

    `stand_ins` are the families that the document uses for characters that the style's own lack.
    The small ones are embedded; of the others every word processor has one of its own.
    """
    embedded: list[EmbeddedFont] = []
    entries = []
    for family in style.families.values():
        entries.append(_entry(family, "".join(_embed(family, embedded))))
    signs = {one.name for one in style.fallback}
    others = {one.name: one for one in (*style.fallback, *stand_ins)}
    for name, family in others.items():
        if name not in style.families:
            embeddings = "" if name in signs else "".join(_embed(family, embedded))
            entries.append(_entry(family, embeddings))
    table = (
        f'{XML_DECLARATION}<w:fonts xmlns:w="{W}" xmlns:r="{R}">{"".join(entries)}</w:fonts>'
    ).encode()
    return table, tuple(embedded)


def _entry(family: FontFamily, embeddings: str) -> str:
    """Describe a family, so that a reader without it finds a similar one. Source: 17.8.3.10."""
    font = load_font(family.face(bold=False, italic=False).path)
    names = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
    pairs = zip(names, font.signature, strict=True)
    signature = " ".join(f'w:{name}="{value:08X}"' for name, value in pairs)
    is_fixed = font.panose[6:8] == "09"
    return (
        f'<w:font w:name="{attribute(family.name)}"><w:panose1 w:val="{font.panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{"modern" if is_fixed else "swiss"}"/>'
        f'<w:pitch w:val="{"fixed" if is_fixed else "variable"}"/><w:sig {signature}/>'
        f"{embeddings}</w:font>"
    )


def _embed(family: FontFamily, embedded: list[EmbeddedFont]) -> Iterator[str]:
    """Embed a family's faces and yield the references to them. Source: 17.8.3.3."""
    faces = {(face.weight >= _BOLD_WEIGHT, face.is_italic): face for face in family.faces}
    for kind, slot in _SLOTS.items():
        face = faces.get(kind)
        if face is None:
            continue
        font = load_font(face.path)
        if font.is_collection or not font.is_embeddable or len(font.data) > _MAX_BYTES:
            continue
        number = len(embedded) + 1
        key, data = _obfuscate(face.path)
        relation = f"rId{number}"
        embedded.append(EmbeddedFont(relation=relation, name=f"font{number}.odttf", data=data))
        yield f'<w:{slot} r:id="{relation}" w:fontKey="{{{key}}}"/>'


@lru_cache(maxsize=64)
def _obfuscate(path: Path) -> tuple[str, bytes]:
    """Return a GUID made from the font, and the font obfuscated with it.

    The first 32 bytes are XORed with the GUID's digits in reverse order, twice: the key
    {00112233-4455-5677-8899-AABBCCDDEEFF} gives the mask FF EE DD … 11 00 FF EE … 00.
    Source: 17.8.1.
    """
    font: FontFile = load_font(path)
    digest = bytearray(hashlib.sha256(font.data).digest()[:16])
    # Version 5 and variant bits: a GUID made from a name (RFC 9562, 5.5).
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    digits = digest.hex().upper()
    mask = bytes(digest)[::-1] * 2
    head = bytes(a ^ b for a, b in zip(font.data[:_OBFUSCATED_BYTES], mask, strict=True))
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return "-".join(parts), head + font.data[_OBFUSCATED_BYTES:]

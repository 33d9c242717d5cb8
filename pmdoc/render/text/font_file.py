"""Read a TrueType file: the widths of characters, the line height, the licence.

In → Out: a font file's path in, a `FontFile` out.
Must not: draw, or read a table that no caller asks for.
Source: ISO/IEC 14496-22 (OpenType): cmap, head, hhea, hmtx and OS/2.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from pathlib import Path

from pmdoc.diagnostics.errors import InputError, StyleError
from pmdoc.read.regular_file import read_regular_file
from pmdoc.runtime import limits

_RESTRICTED = 0x0002
_BITMAPS_ONLY = 0x0200
_PERMISSIONS = 0x000F
_USE_TYPO_METRICS = 0x0080
_LAST_IN_PLANE = 0xFFFF
"""The end of a format 4 map, which is not a character."""


@lru_cache(maxsize=64)
def load_font(path: Path) -> FontFile:
    """Read a font file, once per process.

    Raises:
        StyleError: the file is not a TrueType or OpenType font.
    """
    try:
        font = FontFile(read_regular_file(path, limit_bytes=limits.FONT_BYTES))
        font.check()
    except InputError as error:
        raise StyleError(f"The font {error.message}", hint=error.hint) from None
    except (struct.error, KeyError, IndexError) as error:
        raise StyleError(
            f"The font {path.name} can't be used.", hint="Name a TrueType (.ttf) file."
        ) from error
    return font


class FontFile:
    """A font whose tables are read when needed. Units: ratios of the type size."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        # the first font of a collection
        start = struct.unpack_from(">L", data, 12)[0] if self.is_collection else 0
        count = struct.unpack_from(">H", data, start + 4)[0]
        self._tables: dict[str, int] = {}
        for index in range(count):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", data, start + 12 + 16 * index)
            self._tables[tag.decode("latin-1")] = offset

    @property
    def is_collection(self) -> bool:
        """Whether the file holds several fonts. Source: "Font Collections"."""
        return self.data[:4] == b"ttcf"

    def check(self) -> None:
        """Read tables that every font has, so that a broken file fails at once."""
        _ = (self.line_height, self._os2)

    @cached_property
    def _units(self) -> int:
        return int(self._number("head", 18)) or 1000

    @cached_property
    def _os2(self) -> int:
        return self._tables["OS/2"]

    def _number(self, table: str, offset: int, kind: str = "H") -> int:
        return int(struct.unpack_from(f">{kind}", self.data, self._tables[table] + offset)[0])

    @cached_property
    def line_height(self) -> float:
        """The height of a line without extra leading, as Word and LibreOffice measure it."""
        if self._number("OS/2", 62) & _USE_TYPO_METRICS:
            ascent, descent, gap = (self._number("OS/2", at, "h") for at in (68, 70, 72))
            return (ascent - descent + gap) / self._units
        return (self._number("OS/2", 74) + self._number("OS/2", 76)) / self._units

    @cached_property
    def is_embeddable(self) -> bool:
        """Whether the licence bits let a document carry the font. Source: OS/2, fsType."""
        bits = self._number("OS/2", 8)
        return bits & _PERMISSIONS != _RESTRICTED and not bits & _BITMAPS_ONLY

    @cached_property
    def panose(self) -> str:
        """The ten PANOSE digits in hexadecimal. Source: OS/2, panose."""
        return self.data[self._os2 + 32 : self._os2 + 42].hex().upper()

    @cached_property
    def signature(self) -> tuple[int, ...]:
        """The six words of Unicode and code page ranges. Source: OS/2, ulUnicodeRange."""
        ranges = struct.unpack_from(">4L", self.data, self._os2 + 42)
        pages: tuple[int, ...] = (0, 0)
        if self._number("OS/2", 0) >= 1:
            pages = struct.unpack_from(">2L", self.data, self._os2 + 78)
        return (*ranges, *pages)

    def advance(self, character: str) -> float | None:
        """Return the width of a character; None if the font has no glyph for it."""
        glyph = self._characters.glyph(ord(character))
        if glyph is None:
            return None
        last = self._number("hhea", 34) - 1
        return self._number("hmtx", 4 * min(glyph, last)) / self._units

    def has(self, character: str) -> bool:
        """Return whether the font has a glyph for a character."""
        return self._characters.glyph(ord(character)) is not None

    @cached_property
    def _characters(self) -> _Coverage | _Segments:
        start = self._tables["cmap"]
        count = struct.unpack_from(">H", self.data, start + 2)[0]
        maps: dict[int, int] = {}
        for index in range(count):
            platform, _, offset = struct.unpack_from(">HHL", self.data, start + 4 + 8 * index)
            kind = struct.unpack_from(">H", self.data, start + offset)[0]
            if platform in {0, 3} and kind in {4, 12}:
                maps[kind] = start + offset
        return _Coverage(self.data, maps[12]) if 12 in maps else _Segments(self.data, maps[4])


class _Coverage:
    """A map from groups of consecutive characters to glyphs. Source: cmap, "Format 12"."""

    def __init__(self, data: bytes, at: int) -> None:
        count = struct.unpack_from(">L", data, at + 12)[0]
        groups = struct.unpack_from(f">{3 * count}L", data, at + 16)
        self._firsts, self._lasts, self._glyphs = groups[0::3], groups[1::3], groups[2::3]

    def glyph(self, point: int) -> int | None:
        index = bisect_right(self._firsts, point) - 1
        if index < 0 or point > self._lasts[index]:
            return None
        return int(self._glyphs[index]) + point - int(self._firsts[index])


class _Segments:
    """A map from segments of characters to glyphs, by offset or delta. Source: cmap, "Format 4"."""

    def __init__(self, data: bytes, at: int) -> None:
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        self._data = data
        self._ends, self._starts, self._deltas, self._offsets = (
            struct.unpack_from(f">{count}H", data, at + 14 + part * 2 * count + (2 if part else 0))
            for part in range(4)
        )
        self._base = at + 16 + 6 * count

    def glyph(self, point: int) -> int | None:
        index = bisect_left(self._ends, point)
        if point >= _LAST_IN_PLANE or index == len(self._ends) or point < self._starts[index]:
            return None
        glyph = point
        if self._offsets[index]:
            within = self._offsets[index] + 2 * (point - self._starts[index])
            glyph = struct.unpack_from(">H", self._data, self._base + 2 * index + within)[0]
            if not glyph:
                return None
        return (glyph + int(self._deltas[index])) & 0xFFFF or None

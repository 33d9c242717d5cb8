"""What a TrueType file says about its characters' widths, its line height and its licence.

In → Out: a font file's path in, a `FontFile` out.
Must not: draw, or read a table that no caller asks for.
Source: ISO/IEC 14496-22 (OpenType): cmap, head, hhea, hmtx and OS/2.
"""

from __future__ import annotations

import struct
from functools import cached_property, lru_cache
from pathlib import Path

from pmdoc.errors import StyleError

_RESTRICTED = 0x0002
_BITMAPS_ONLY = 0x0200
_PERMISSIONS = 0x000F
_USE_TYPO_METRICS = 0x0080


@lru_cache(maxsize=64)
def load_font(path: Path) -> FontFile:
    """Read a font file, once a process.

    Raises:
        StyleError: the file is not a TrueType or OpenType font.
    """
    try:
        font = FontFile(path.read_bytes())
        font.check()
    except (OSError, struct.error, KeyError, IndexError) as error:
        raise StyleError(
            f"The font {path.name} can't be used.", hint="Name a TrueType (.ttf) file."
        ) from error
    return font


class FontFile:
    """A font's tables, each read when first asked for. Units: ratios of the type size."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        # of a collection, the first font counts
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
        """Read what every font has, so that a broken file is found at once."""
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
        """The height of a line set solid, as Word and LibreOffice measure it."""
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

    @cached_property
    def widths(self) -> dict[str, float]:
        """The advance width of every character that the font has."""
        count = self._number("hhea", 34)
        metrics = struct.unpack_from(f">{count * 2}H", self.data, self._tables["hmtx"])
        advances = [width / self._units for width in metrics[::2]]
        last = count - 1
        return {
            chr(point): advances[min(glyph, last)] for point, glyph in self._characters().items()
        }

    def has(self, character: str) -> bool:
        """Say whether the font has a glyph for a character."""
        return character in self.widths

    def _characters(self) -> dict[int, int]:
        """Read the character map: format 12 where there is one, else format 4."""
        start = self._tables["cmap"]
        count = struct.unpack_from(">H", self.data, start + 2)[0]
        maps: dict[int, int] = {}
        for index in range(count):
            platform, _, offset = struct.unpack_from(">HHL", self.data, start + 4 + 8 * index)
            kind = struct.unpack_from(">H", self.data, start + offset)[0]
            if platform in {0, 3} and kind in {4, 12}:
                maps[kind] = start + offset
        if 12 in maps:
            return self._segmented_coverage(maps[12])
        return self._segment_mapping(maps[4])

    def _segmented_coverage(self, at: int) -> dict[int, int]:
        """Read a format 12 subtable. Source: cmap, "Format 12"."""
        count = struct.unpack_from(">L", self.data, at + 12)[0]
        found: dict[int, int] = {}
        for index in range(count):
            first, last, glyph = struct.unpack_from(">LLL", self.data, at + 16 + 12 * index)
            last = min(last, 0x10FFFF)
            found.update(
                zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
            )
        return found

    def _segment_mapping(self, at: int) -> dict[int, int]:
        """Read a format 4 subtable. Source: cmap, "Format 4"."""
        data = self.data
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends, starts, deltas, offsets = (
            struct.unpack_from(f">{count}H", data, at + 14 + part * 2 * count + (2 if part else 0))
            for part in range(4)
        )
        base = at + 16 + 6 * count
        found: dict[int, int] = {}
        for index in range(count):
            for point in range(starts[index], min(ends[index], 0xFFFE) + 1):
                glyph = point
                if offsets[index]:
                    place = base + 2 * index + offsets[index] + 2 * (point - starts[index])
                    glyph = struct.unpack_from(">H", data, place)[0]
                    if not glyph:
                        continue
                glyph = (glyph + deltas[index]) & 0xFFFF
                if glyph:
                    found[point] = glyph
        return found

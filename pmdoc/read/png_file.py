"""Check that a file is a plain, complete PNG without decoding it.

In → Out: a file's bytes in; True, or False if only a decoder can tell, out.
Must not: accept a file on which the decoder could fail, or keep its pixels in memory.
Source: Portable Network Graphics, third edition, https://www.w3.org/TR/png-3/

`pmdoc check` tests all images. Loading a decoder and producing pixels that are not used would take
most of its time; checking the structure is much faster.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE, _RGBA = 0, 2, 3, 6
_SAMPLES = {_GREY: 1, _RGB: 3, _PALETTE: 1, _RGBA: 4}
_TRANSPARENT = {_GREY: (2,), _RGB: (6,), _PALETTE: range(1, 257), _RGBA: ()}
_HARMLESS = {b"pHYs": 9, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"tIME": 7}
"""Chunks that decoders ignore or read safely, with their lengths."""
_PROFILE = b"Raw profile"  # prefix of a text chunk with camera metadata, which may rotate the image
_BLOCK_BYTES = 1 << 20
_MAX_FILTER = 4


def is_whole_png(data: bytes, *, limit_pixels: int) -> bool:
    """Return whether a file is a valid PNG with 8 bits, no profile, and no data after its end."""
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    if not chunks or names[0] != b"IHDR" or names[-1] != b"IEND" or len(chunks[0][1]) != 13:
        return False
    width, height, bits, kind, *others = struct.unpack(">IIBBBBB", chunks[0][1])
    if bits != 8 or kind not in _SAMPLES or any(others):
        return False
    if not 0 < width * height <= limit_pixels or not _are_in_order(names, kind):
        return False
    if not all(_is_harmless(name, body, kind) for name, body in chunks[1:-1]):
        return False
    pixels = b"".join(body for name, body in chunks if name == b"IDAT")
    return _has_rows(pixels, height, 1 + width * _SAMPLES[kind])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    if not data.startswith(_SIGNATURE):
        return
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        if data[at - 4 : at] != zlib.crc32(name + body).to_bytes(4, "big"):
            return
        if name == b"IEND" and (body or at != len(data)):
            return
        yield name, body


def _are_in_order(names: list[bytes], kind: int) -> bool:
    """Return whether the IDAT chunks are contiguous, and PLTE and tRNS come once, before them."""
    if b"IDAT" not in names:
        return False
    first, count = names.index(b"IDAT"), names.count(b"IDAT")
    before = names[:first]
    once = (b"IHDR", b"PLTE", b"tRNS", b"IEND")
    return (
        set(names[first : first + count]) == {b"IDAT"}
        and all(names.count(name) <= 1 for name in once)
        and all(name in before for name in (b"PLTE", b"tRNS") if name in names)
        and (kind != _PALETTE or b"PLTE" in before)
        and (
            b"tRNS" not in before or kind != _PALETTE or names.index(b"PLTE") < names.index(b"tRNS")
        )
    )


def _is_harmless(name: bytes, body: bytes, kind: int) -> bool:
    """Return whether a decoder can't fail on a chunk other than the first and last."""
    if name == b"PLTE":
        return kind == _PALETTE and len(body) in range(3, 769, 3)
    if name == b"tRNS":
        return len(body) in _TRANSPARENT[kind]
    if name == b"tEXt":
        return b"\0" in body and not body.startswith(_PROFILE)
    return name == b"IDAT" or _HARMLESS.get(name) == len(body)


def _has_rows(packed: bytes, height: int, stride: int) -> bool:
    """Return whether the data has exactly `height` rows of `stride` bytes and valid filters."""
    reader = zlib.decompressobj()
    rows_per_block = max(_BLOCK_BYTES // stride, 1)
    try:
        while height > 0:
            size = min(rows_per_block, height) * stride
            block = reader.decompress(packed, size)
            packed = reader.unconsumed_tail
            if len(block) != size or max(block[::stride]) > _MAX_FILTER:
                return False
            height -= rows_per_block
        return not reader.decompress(packed, 1) and reader.eof and not reader.unused_data
    except zlib.error:
        return False

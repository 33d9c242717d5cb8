"""A PNG that passes the check without a decoder can be decoded."""

from __future__ import annotations

import random
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from pmdoc.diagnostics.errors import AssetError
from pmdoc.read.image_file import load_image
from pmdoc.read.png_file import is_whole_png
from tests.judges import ROOT

PICTURES = sorted((ROOT / "examples").glob("*/*.png"))
LIMIT = 40_000_000


def png(mode: str, size: tuple[int, int] = (9, 7), **saved: object) -> bytes:
    """Make a picture of noise."""
    noise = random.Random(4).randbytes(size[0] * size[1] * 4)  # noqa: S311 -- no secret
    picture = Image.frombytes("RGBA", size, noise).convert("RGB").convert(mode)
    buffer = BytesIO()
    picture.save(buffer, "PNG", **saved)
    return buffer.getvalue()


def is_whole(data: bytes, limit: int = LIMIT) -> bool:
    """Ask with the usual limit."""
    return is_whole_png(data, limit_pixels=limit)


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk with its checksum."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


@pytest.mark.parametrize("path", PICTURES, ids=[path.name for path in PICTURES])
def test_example_pictures_need_no_decoder(path: Path) -> None:
    """Decoding would make ordinary checks slow."""
    assert is_whole(path.read_bytes())


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_ordinary_png_is_whole(mode: str) -> None:
    """This covers grey, colour, transparency and palettes."""
    data = png(mode)
    half = data.index(b"IDAT") + 4

    assert is_whole(data)
    assert not is_whole(data, limit=62)
    assert not is_whole(data[:-1])
    assert not is_whole(data + b"x")
    assert not is_whole(data[: half + 3] + bytes([data[half + 3] ^ 1]) + data[half + 4 :])


def test_unusual_png_is_left_to_the_decoder() -> None:
    """Examples are profiles, metadata, interlacing and other depths."""
    exif = PngImagePlugin.PngInfo()
    exif.add_text("Raw profile type exif", "exif")
    sixteen = BytesIO()
    Image.new("I;16", (4, 4)).save(sixteen, "PNG")

    assert not is_whole(png("RGB", icc_profile=b"profile"))
    assert not is_whole(png("RGB", exif=b"Exif\0\0"))
    assert not is_whole(png("RGB", pnginfo=exif))
    assert not is_whole(png("1"))
    assert not is_whole(png("LA"))
    assert not is_whole(sixteen.getvalue())
    assert not is_whole(b"")
    assert not is_whole(b"GIF89a")


@pytest.mark.parametrize(
    "rows",
    [
        zlib.compress(bytes(7 * 27)),  # one byte too few in each row
        zlib.compress(bytes(7 * 28 + 1)),
        zlib.compress(b"\x05" + bytes(7 * 28 - 1)),  # no such filter
        zlib.compress(bytes(7 * 28))[:-2],
        zlib.compress(bytes(7 * 28)) + b"more",
        b"no deflate",
    ],
)
def test_png_with_invalid_rows_is_not_whole(rows: bytes) -> None:
    """All checksums are valid."""
    data = png("RGB")
    start, end = data.index(b"IDAT") - 4, data.index(b"IEND") - 4
    good = zlib.compress(bytes(7 * 28))

    assert is_whole(data[:start] + chunk(b"IDAT", good) + data[end:])
    assert not is_whole(data[:start] + chunk(b"IDAT", rows) + data[end:])


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_whole_png_can_be_decoded(mode: str, tmp_path: Path) -> None:
    """Chunks are removed, doubled, moved or invented, with valid checksums."""
    chance = random.Random(9)  # noqa: S311 -- no secret
    clear = {"L": {"transparency": 0}, "RGB": {"transparency": (1, 2, 3)}, "RGBA": {}}
    data = png(mode, **clear.get(mode, {"transparency": b"\0\1"}))
    parts, at = [], 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        parts.append((data[at + 4 : at + 8], data[at + 8 : end - 4]))
        at = end
    passed = 0
    for _ in range(400):
        chunks = [*parts]
        for _ in range(chance.randint(1, 3)):
            name, body = chance.choice(parts)
            body = bytearray(body)
            if body and chance.random() < 0.7:
                body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
            name = chance.choice([name, name, b"tRNS", b"PLTE", b"tEXt", b"pHYs", b"gAMA", b"sRGB"])
            where = chance.randrange(len(chunks))
            chunks[where : where + chance.randint(0, 1)] = [(name, bytes(body))]
        made = data[:8] + b"".join(chunk(name, body) for name, body in chunks)
        (tmp_path / "p.png").write_bytes(made)
        if is_whole(made):
            passed += 1
            try:
                load_image("p.png", tmp_path)
            except AssetError as error:
                pytest.fail(f"{error}: {chunks}")
    assert passed

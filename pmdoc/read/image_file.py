"""The one gate for images: from a path in the incident to bytes that are safe to embed.

In → Out: a path as text and the incident's folder in, an `Image` out.
Must not: accept another format than PNG and JPEG whatever the name says, keep metadata (place,
camera, author, thumbnail), or give other bytes for the same file.
Source: https://pillow.readthedocs.io/en/stable/handbook/security.html
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmdoc.diagnostics.errors import AssetError, InputError
from pmdoc.model.image import Image
from pmdoc.read.asset_path import open_asset
from pmdoc.read.png_file import is_whole_png
from pmdoc.read.regular_file import read_open_file

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LIMIT_BYTES = 20_000_000
LIMIT_PIXELS = 40_000_000

_PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
_JPEG_MODES = frozenset({"L", "RGB"})
_CORNER = (0, 0, 8, 8)
_Encoded = tuple[bytes, str, tuple[int, int]]
"""An image's bytes, its media type, and its size in pixels."""
# What Pillow's decoders raise for damaged files; anything else is a bug to be seen.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error, zlib.error)


def read_asset(path_text: str, folder: Path) -> bytes:
    """Read a file below the incident's folder as it is.

    Raises:
        AssetError: the path leads elsewhere, or the file is missing or over 20 MB.
    """
    with open_asset(path_text, folder) as descriptor:
        try:
            return read_open_file(descriptor, name=repr(path_text), limit_bytes=LIMIT_BYTES)
        except InputError as error:
            raise AssetError(error.message, hint=error.hint) from None


def load_image(path_text: str, folder: Path, *, is_turned: bool = False) -> Image:
    """Read a PNG or JPEG file below the incident's folder, without its metadata.

    A photo is turned upright, and colours come out as sRGB. `is_turned` then turns the picture by
    a quarter to the left.

    Raises:
        AssetError: the path leads elsewhere, the file is missing, no PNG or JPEG, damaged, over
            20 MB or over 40 million pixels.
    """
    data = _read(path_text, folder)
    encoded, media_type, size = _through(data, path_text, lambda p: _encode(p, is_turned=is_turned))
    return Image(encoded, media_type, *size)


def check_image(path_text: str, folder: Path) -> None:
    """Say whether `load_image` can use a file: all of it is unpacked, and nothing is kept.

    What is a plain PNG without a fault needs no decoder. Encoding takes several times as long as
    decoding, and what can go wrong there does not hang on the pixels; so only a corner of other
    pictures is encoded.

    Raises:
        AssetError: as `load_image`.
    """
    data = _read(path_text, folder)
    if not is_whole_png(data, limit_pixels=LIMIT_PIXELS):
        _through(data, path_text, lambda p: _encode(p, is_corner=True))


def _read(path_text: str, folder: Path) -> bytes:
    with open_asset(path_text, folder) as descriptor:
        try:
            return read_open_file(descriptor, name=repr(path_text), limit_bytes=LIMIT_BYTES)
        except InputError as error:
            raise AssetError(error.message, hint="Put a PNG or JPEG file there.") from None


def _through(data: bytes, path_text: str, use: Callable[[Picture], _Encoded]) -> _Encoded:
    """Open a picture and use it; what is wrong with the file is said in words."""
    if _is_svg(data):
        raise AssetError(f"{path_text!r} is an SVG image.", hint="Export it as PNG.")
    with warnings.catch_warnings():
        # Pillow warns of sizes between its limit and twice that; ours is below both.
        warnings.simplefilter("ignore")
        picture = _open(data, path_text)
        try:
            return use(picture)
        except _DAMAGE:
            message = f"The image {path_text!r} is damaged."
            raise AssetError(message, hint="Open it and save it again.") from None


def _open(data: bytes, path_text: str) -> Picture:
    """Read an image's head, and refuse it before its pixels take any memory."""
    from PIL import Image as Pillow  # noqa: PLC0415 -- 60 ms to load

    try:
        picture = Pillow.open(BytesIO(data), formats=("PNG", "JPEG"))
    except Pillow.DecompressionBombError:
        raise _too_large(path_text) from None
    except _DAMAGE:
        message = f"{path_text!r} is not a PNG or JPEG image."
        raise AssetError(message, hint="Save it as PNG or JPEG.") from None
    if picture.width * picture.height > LIMIT_PIXELS:
        raise _too_large(path_text)
    return picture


def _encode(picture: Picture, *, is_turned: bool = False, is_corner: bool = False) -> _Encoded:
    """Encode a picture's pixels, or those of a corner, and nothing else of its file."""
    from PIL import ImageOps  # noqa: PLC0415 -- see above
    from PIL.Image import Transpose  # noqa: PLC0415 -- see above

    is_png = picture.format == "PNG"
    tables = {} if is_png else _jpeg_quality(picture)
    upright = _as_srgb(ImageOps.exif_transpose(picture))
    if is_turned:
        upright = upright.transpose(Transpose.ROTATE_90)
    if upright.mode not in (_PNG_MODES if is_png else _JPEG_MODES):
        upright = upright.convert("RGB")
        tables = {}
    transparency = upright.info.get("transparency") if is_png else None
    # Pillow writes what it finds here, comments and profiles included.
    upright.info = {} if transparency is None else {"transparency": transparency}
    if is_corner:
        upright = upright.crop(_CORNER)
    buffer = BytesIO()
    if is_png:
        upright.save(buffer, "PNG")
    else:
        upright.save(buffer, "JPEG", **(tables or {"quality": 90}))
    return buffer.getvalue(), "image/png" if is_png else "image/jpeg", upright.size


def _jpeg_quality(picture: Picture) -> dict[str, Any]:
    """The settings that a JPEG was saved with: with the same ones hardly anything is lost."""
    from PIL import JpegImagePlugin  # noqa: PLC0415 -- see above

    sampling = JpegImagePlugin.get_sampling(picture)
    tables: dict[str, Any] = {"qtables": getattr(picture, "quantization", None)}
    if sampling >= 0:
        tables["subsampling"] = sampling
    return tables


def _as_srgb(picture: Picture) -> Picture:
    """Convert colours by the profile that the file carries, which is then left out."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    from PIL import ImageCms  # noqa: PLC0415 -- see above

    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def _is_svg(data: bytes) -> bool:
    """Recognise SVG, to name it: it is what authors try most often."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head


def _too_large(path_text: str) -> AssetError:
    millions = LIMIT_PIXELS // 1_000_000
    message = f"The image {path_text!r} has more than {millions} million pixels."
    return AssetError(message, hint="Make it smaller; 3,000 pixels fill a page's width.")

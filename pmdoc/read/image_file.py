"""Load images as bytes that are safe to embed.

In → Out: a path as text and the incident's folder in, an `Image` out.
Must not: accept anything but PNG and JPEG, whatever the file is called; keep metadata (location,
camera, author, thumbnail); or return different bytes for the same file.
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

from pmdoc.diagnostics.errors import AssetError
from pmdoc.model.attachment import Image
from pmdoc.read.asset_path import read_asset
from pmdoc.read.png_file import is_whole_png
from pmdoc.runtime import limits

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


_PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
_JPEG_MODES = frozenset({"L", "RGB"})
_CORNER = (0, 0, 8, 8)
_Encoded = tuple[bytes, str, tuple[int, int]]
"""Bytes, media type, and width and height in pixels."""
# Raised by Pillow's decoders for damaged files; anything else is a bug.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error, zlib.error)


def load_image(path_text: str, folder: Path, *, is_turned: bool = False) -> Image:
    """Read a PNG or JPEG file below the incident's folder, without its metadata.

    Photos are rotated upright, and colours converted to sRGB. `is_turned` then rotates the image
    by 90 degrees to the left.

    Raises:
        AssetError: the path leads elsewhere, or the file is missing, not a PNG or JPEG, damaged,
            over 20 MB or over 40 million pixels.
    """
    data = _read(path_text, folder)
    encoded, media_type, size = _decode(data, path_text, lambda p: _encode(p, is_turned=is_turned))
    return Image(encoded, media_type, *size)


def check_image(path_text: str, folder: Path) -> None:
    """Check that `load_image` can use a file, faster than by loading it.

    A plain, complete PNG needs no decoder. Other images are decoded completely, but only a corner
    is encoded: encoding takes several times as long, and does not fail because of the pixels.

    Raises:
        AssetError: as `load_image`.
    """
    data = _read(path_text, folder)
    if not is_whole_png(data, limit_pixels=limits.IMAGE_PIXELS):
        _decode(data, path_text, lambda p: _encode(p, is_corner=True))


def _read(path_text: str, folder: Path) -> bytes:
    kind = "a PNG or JPEG file"
    return read_asset(path_text, folder, limit_bytes=limits.IMAGE_BYTES, expected=kind)


def _decode(data: bytes, path_text: str, encode: Callable[[Picture], _Encoded]) -> _Encoded:
    if _is_svg(data):
        raise AssetError(f"{path_text!r} is an SVG image.", hint="Export it as PNG.")
    with warnings.catch_warnings():
        # Pillow warns of images larger than its own limit, which is above ours.
        warnings.simplefilter("ignore")
        picture = _open(data, path_text)
        try:
            return encode(picture)
        except _DAMAGE:
            message = f"The image {path_text!r} is damaged."
            raise AssetError(message, hint="Open it and save it again.") from None


def _open(data: bytes, path_text: str) -> Picture:
    """Read an image's header, and refuse it before its pixels take any memory."""
    from PIL import Image as Pillow  # noqa: PLC0415 -- 60 ms to load

    try:
        picture = Pillow.open(BytesIO(data), formats=("PNG", "JPEG"))
    except Pillow.DecompressionBombError:
        raise _too_large(path_text) from None
    except _DAMAGE:
        message = f"{path_text!r} is not a PNG or JPEG image."
        raise AssetError(message, hint="Save it as PNG or JPEG.") from None
    if picture.width * picture.height > limits.IMAGE_PIXELS:
        raise _too_large(path_text)
    return picture


def _encode(picture: Picture, *, is_turned: bool = False, is_corner: bool = False) -> _Encoded:
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
    # Pillow writes everything in `info`, including comments and profiles.
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
    """Return the settings that a JPEG was saved with, so that saving it again loses little."""
    from PIL import JpegImagePlugin  # noqa: PLC0415 -- see above

    sampling = JpegImagePlugin.get_sampling(picture)
    tables: dict[str, Any] = {"qtables": getattr(picture, "quantization", None)}
    if sampling >= 0:
        tables["subsampling"] = sampling
    return tables


def _as_srgb(picture: Picture) -> Picture:
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
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head


def _too_large(path_text: str) -> AssetError:
    millions = limits.IMAGE_PIXELS // 1_000_000
    message = f"The image {path_text!r} has more than {millions} million pixels."
    return AssetError(message, hint="Scale it down; 3,000 pixels are enough for a page's width.")

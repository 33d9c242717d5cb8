"""An image as an object of the file.

In → Out: an image's bytes in, an image XObject out.
Must not: keep an image's own metadata, such as its author or location.
Source: ISO 32000-1, 8.9.5; ISO 19005-2, 6.2.4 (device colours under an RGB output intent).
"""

from __future__ import annotations

import io

from PIL import Image as Picture

from pmdoc.model.document import Image
from pmdoc.render.pdf.file.objects import stream


def image_object(image: Image) -> bytes:
    """Return the image XObject: a JPEG unchanged, anything else as samples on white."""
    with Picture.open(io.BytesIO(image.data)) as picture:
        mode = picture.mode
        width, height = picture.size
        if image.media_type == "image/jpeg" and picture.format == "JPEG" and mode in {"L", "RGB"}:
            data, kind, is_packed = image.data, "/Filter/DCTDecode", False
        else:
            flat = _flattened(picture)
            mode = flat.mode
            data, kind, is_packed = flat.tobytes(), "", True
    space = "/DeviceGray" if mode == "L" else "/DeviceRGB"
    entries = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
        f"/ColorSpace{space}/BitsPerComponent 8{kind}"
    )
    return stream(data, entries, is_packed=is_packed)


def _flattened(picture: Picture.Image) -> Picture.Image:
    """Return a picture on white: a report needs no transparency, which PDF/A restricts."""
    if picture.mode.startswith("I"):
        picture = _eight_bits(picture)
    if picture.mode in {"L", "RGB"} and "transparency" not in picture.info:
        return picture.copy()
    if picture.mode == "1" and "transparency" not in picture.info:
        return picture.convert("L")
    rgba = picture.convert("RGBA")
    white = Picture.new("RGBA", rgba.size, "white")
    white.alpha_composite(rgba)
    return white.convert("RGB")


def _eight_bits(picture: Picture.Image) -> Picture.Image:
    """Scale 16-bit greys down; Pillow's own conversion clips, so nearly all would be white."""
    grey = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in picture.info:
        grey.info["transparency"] = picture.info["transparency"] >> 8
    return grey

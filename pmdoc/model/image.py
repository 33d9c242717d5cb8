"""A picture that may be embedded.

In → Out: nothing in; the value `Image` out.
Must not: read a file; `read` does, and lets nothing in but clean PNG and JPEG.
"""

from __future__ import annotations

from msgspec import Struct


class Image(Struct, frozen=True):
    """A picture's bytes, already through the image gate. Units: pixels."""

    data: bytes
    media_type: str
    width_px: int
    height_px: int

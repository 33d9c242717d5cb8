"""An image that may be embedded in a report.

In → Out: nothing in; the frozen class `Image` out.
Must not: read a file; `read` does, and accepts only valid PNG and JPEG.
"""

from __future__ import annotations

from msgspec import Struct


class Image(Struct, frozen=True):
    """An image that `read` has checked."""

    data: bytes
    media_type: str
    width_px: int
    height_px: int

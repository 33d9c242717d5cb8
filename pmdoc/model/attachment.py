"""What a report embeds besides its text: images, and the data of charts.

In → Out: nothing in; the frozen classes `Image`, `Dataset` and `Sample` out.
Must not: read a file (`read` does, and accepts only valid PNG and JPEG), or draw anything.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from pmdoc.model.moment import TimeResolution


class Image(Struct, frozen=True):
    """An image that `read` has checked."""

    data: bytes
    media_type: str
    width_px: int
    height_px: int


class Sample(Struct, frozen=True):
    """One value of a series.

    Shape: either `at` or `label` is set; `value` is None in a gap. `at` is the first instant of a
    day, month or year, which `resolution` tells from a clock time.
    """

    at: datetime | None
    label: str
    value: float | None
    resolution: TimeResolution = TimeResolution.MINUTE


class Dataset(Struct, frozen=True):
    """A series of values. Shape: either all samples have times, or none has."""

    name: str
    samples: tuple[Sample, ...]

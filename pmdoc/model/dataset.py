"""The data of a chart, as the incident or a CSV file states them.

In → Out: nothing in; the frozen classes `Dataset` and `Sample` out.
Must not: read a file, or know how the data are drawn.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Sample(Struct, frozen=True):
    """One value of a series. Shape: either `at` or `label` is set; `value` is None in a gap."""

    at: datetime | None
    label: str
    value: float | None


class Dataset(Struct, frozen=True):
    """A series of values. Shape: either all samples have times, or none has."""

    name: str
    samples: tuple[Sample, ...]

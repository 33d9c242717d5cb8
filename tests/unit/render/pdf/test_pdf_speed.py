"""Long reports are made in time and memory that grow with their length, and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.documents import timeline
from tests.unit.render.pdf.conftest import Made


def test_ten_times_the_rows_take_about_ten_times_as_long(make: Callable[..., Made]) -> None:
    """A wide margin: the test runs on busy machines."""
    make(timeline(50))
    start = time.process_time()
    make(timeline(400))
    short = time.process_time() - start
    start = time.process_time()
    make(timeline(4000))
    assert time.process_time() - start < 40 * max(short, 0.02)

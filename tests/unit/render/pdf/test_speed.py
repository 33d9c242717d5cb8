"""Time and memory grow linearly with the length of a report."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents import timeline
from tests.timing import assert_linear
from tests.unit.render.pdf.conftest import Output


def test_four_times_the_rows_take_about_four_times_as_long(
    make: Callable[..., Output],
) -> None:
    assert_linear(lambda rows: make(timeline(rows)), 1000)

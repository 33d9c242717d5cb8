"""Key figures share the width of their strip, each on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdoc.render.text.key_figure_strip import measure_strip

ROOM = 500.0
LENGTHS = st.lists(st.tuples(st.floats(1, 200), st.floats(1, 300)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([50.0, 60.0, 70.0, 80.0, 90.0], [100.0] * 5),
        ([50.0, 60.0, 70.0, 80.0, 110.0], [95.0, 95.0, 95.0, 95.0, 120.0]),
        ([10.0, 10.0, 230.0, 170.0], [40.0, 40.0, 240.0, 180.0]),
    ],
    ids=["equal", "one longer", "two longer"],
)
def test_longer_values_get_more_width(values: list[float], expected: list[float]) -> None:
    """The others share the remaining width equally."""
    strip = measure_strip([20.0] * len(values), values, 10.0, ROOM)

    assert (pytest.approx(expected), 1.0) == strip


def test_values_shrink_before_labels_wrap() -> None:
    """All shrink by the same factor."""
    widths, scale = measure_strip([100.0] * 4, [130.0] * 4, 10.0, ROOM)

    assert [125.0] * 4 == widths
    assert 0.88 == scale


def test_figures_that_do_not_fit_one_row_take_two() -> None:
    """The rows share their columns, and values are as large as possible."""
    strip = measure_strip([90.0] * 5, [120.0, 80.0, 120.0, 110.0, 210.0], 10.0, ROOM)

    assert (pytest.approx([140.0, 220.0, 140.0]), 1.0) == strip
    assert [(1, 2, 3), (4, 5)] == strip.rows((1, 2, 3, 4, 5))


def test_values_fit_even_if_labels_wrap() -> None:
    widths, scale = measure_strip([300.0, 300.0], [100.0, 400.0], 10.0, ROOM)

    assert widths[1] >= 400.0 * scale + 10.0
    assert ROOM == sum(widths)


@given(LENGTHS)
def test_strip_takes_the_whole_width(lengths: list[tuple[float, float]]) -> None:
    """If there is room, values stay on one line."""
    labels, values = zip(*lengths, strict=True)
    strip = measure_strip(labels, values, 10.0, ROOM)

    assert ROOM == pytest.approx(sum(strip.widths))
    assert len(values) == sum(map(len, strip.rows(values)))
    if sum(value * strip.scale + 10.0 for value in values) <= ROOM:
        for row in strip.rows(values):
            for width, value in zip(strip.widths, row, strict=False):
                assert width >= value * strip.scale + 10.0 - 1e-6

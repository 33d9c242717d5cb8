"""The figures of a strip share its width fairly, on one line each."""

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
    ids=["alike", "one says more", "two say more"],
)
def test_what_says_more_gets_more(values: list[float], expected: list[float]) -> None:
    """The others share alike what is left."""
    strip = measure_strip([20.0] * len(values), values, 10.0, ROOM)

    assert (pytest.approx(expected), 1.0) == strip


def test_values_shrink_before_labels_break() -> None:
    """All by the same scale, so that they look alike."""
    widths, scale = measure_strip([100.0] * 4, [130.0] * 4, 10.0, ROOM)

    assert [125.0] * 4 == widths
    assert 0.88 == scale


def test_what_does_not_fit_in_one_row_takes_two() -> None:
    """Figures stand below one another in the same columns, their values as large as they may be."""
    strip = measure_strip([90.0] * 5, [120.0, 80.0, 120.0, 110.0, 210.0], 10.0, ROOM)

    assert (pytest.approx([140.0, 220.0, 140.0]), 1.0) == strip
    assert [(1, 2, 3), (4, 5)] == strip.rows((1, 2, 3, 4, 5))


def test_where_labels_do_not_fit_values_still_do() -> None:
    """A label of many words takes two lines."""
    widths, scale = measure_strip([300.0, 300.0], [100.0, 400.0], 10.0, ROOM)

    assert widths[1] >= 400.0 * scale + 10.0
    assert ROOM == sum(widths)


@given(LENGTHS)
def test_the_whole_width_is_shared_out(lengths: list[tuple[float, float]]) -> None:
    """Where there is room for them, words stay on one line."""
    labels, values = zip(*lengths, strict=True)
    strip = measure_strip(labels, values, 10.0, ROOM)

    assert ROOM == pytest.approx(sum(strip.widths))
    assert len(values) == sum(map(len, strip.rows(values)))
    if sum(value * strip.scale + 10.0 for value in values) <= ROOM:
        for row in strip.rows(values):
            for width, value in zip(strip.widths, row, strict=False):
                assert width >= value * strip.scale + 10.0 - 1e-6

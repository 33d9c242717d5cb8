"""A long title shrinks if it takes fewer lines that way."""

from __future__ import annotations

import pytest

from pmdoc.render.text.title_fit import title_scale


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([200.0, 200.0], 1.0),
        ([200.0, 200.0, 90.0], 0.94),
        ([300.0, 300.0], 1.0),
        ([200.0] * 5, 0.76),
        ([400.0] * 4, 1.0),
        ([1200.0], 0.78),
    ],
    ids=["one line", "nearly one", "two lines", "nearly two", "many lines", "one long word"],
)
def test_title_shrinks_if_that_saves_a_line(words: list[float], expected: float) -> None:
    """There is a lower limit; a title that gains nothing keeps its size."""
    assert expected == title_scale(words, 5.0, 480.0)

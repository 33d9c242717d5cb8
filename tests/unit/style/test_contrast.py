"""Contrast is computed as WCAG defines it."""

from __future__ import annotations

import pytest

from pmdoc.style.contrast import contrast

RATIOS = [
    # published examples and results of other calculators
    ("#000000", "#ffffff", 21.0),
    ("#777777", "#ffffff", 4.48),
    ("#767676", "#ffffff", 4.54),
    ("#ff0000", "#ffffff", 4.0),
    ("#008000", "#ffffff", 5.14),
    ("#0000ff", "#ffffff", 8.59),
    ("#ffff00", "#0000ff", 8.0),
    ("#0a0a0a", "#000000", 1.06),
]


@pytest.mark.parametrize(("one", "other", "expected"), RATIOS)
def test_contrast_of_two_colours(one: str, other: str, expected: float) -> None:
    """The order of the colours makes no difference."""
    assert expected == pytest.approx(contrast(one, other), abs=0.005)
    assert contrast(one, other) == contrast(other, one)

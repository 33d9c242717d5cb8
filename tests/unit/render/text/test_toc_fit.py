"""The spacing of a contents list is reduced if that keeps it on its page."""

from __future__ import annotations

import pytest

from pmdoc.render.text.toc_fit import share_kept


@pytest.mark.parametrize("excess", [-12.0, 0.0, 80.0, 200.0])
def test_spacing_is_kept_if_not_needed_or_not_enough(excess: float) -> None:
    """The list fits, or exceeds the page by more than four fifths of its spacing."""
    assert share_kept(excess, 100.0) is None


@pytest.mark.parametrize("excess", [0.5, 40.0, 79.0])
def test_reduced_spacing_leaves_a_margin(excess: float) -> None:
    """Rounded line heights must not push the last line over."""
    share = share_kept(excess, 100.0)

    assert share is not None
    assert 0 < share * 100.0 < 100.0 - excess

"""A contents list is set closer where that keeps it on its page, and only there."""

from __future__ import annotations

import pytest

from pmdoc.render.text.toc_fit import share_kept


@pytest.mark.parametrize("excess", [-12.0, 0.0, 80.0, 200.0])
def test_lines_stay_where_closer_ones_are_not_needed_or_do_not_help(excess: float) -> None:
    """A list that fits, and one that runs over for more than four fifths of its spaces."""
    assert share_kept(excess, 100.0) is None


@pytest.mark.parametrize("excess", [0.5, 40.0, 79.0])
def test_what_stays_is_a_little_less_than_what_fits(excess: float) -> None:
    """Rounded heights of lines must not push the last one over."""
    share = share_kept(excess, 100.0)

    assert share is not None
    assert 0 < share * 100.0 < 100.0 - excess

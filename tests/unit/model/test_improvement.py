"""An action is due on a day, in a longer period, or on a condition."""

from __future__ import annotations

import datetime as dt

import pytest

from pmdoc.model.improvement import Due
from tests.incidents import incident_from


@pytest.mark.parametrize(
    ("written", "last_day"),
    [
        ("2026-03-02", dt.date(2026, 3, 2)),
        ("2026-02", dt.date(2026, 2, 28)),
        ("2026", dt.date(2026, 12, 31)),
        ("2026-Q1", dt.date(2026, 3, 31)),
        ("Q4 2026", dt.date(2026, 12, 31)),
    ],
)
def test_last_day_of_a_period_counts(written: str, last_day: dt.date):
    (action,) = incident_from(f"actions: [{{action: Fix, due: {written}}}]").actions
    assert action.due is not None
    assert action.due.last_day == last_day


@pytest.mark.parametrize(
    "written", ["by January", "when 4.2 ships", "30 days after release", "20 March or later", "Q5"]
)
def test_words_in_place_of_a_date_have_no_last_day(written: str):
    (action,) = incident_from(f"actions: [{{action: Fix, due: {written}}}]").actions
    assert action.due == Due(text=written)
    assert action.due.last_day is None

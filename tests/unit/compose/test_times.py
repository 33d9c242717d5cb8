"""Times are printed as well as they are known, and no better."""

from __future__ import annotations

import pytest

from pmdoc.compose.times import moment_blocks, moment_text
from tests.incidents import context_for, words

CASES = [
    ("2017-01-31T23:27Z", "23:27", "31 January 2017, 23:27 UTC"),
    ("2017-01-31T23:28:38Z", "23:28:38", "31 January 2017, 23:28:38 UTC"),
    ("2017-02-01T00:27+01:00", "23:27", "31 January 2017, 23:27 UTC"),
    ("2017-01-31", "–", "31 January 2017"),
    ("unknown", "Time not known", "Time not known"),
    (
        "{time: 2017-01-31T19:00Z, precision: approximate}",
        "about 19:00",
        "about 31 January 2017, 19:00 UTC",
    ),
    (
        "{time: 2017-01-31T22:00Z, until: 2017-01-31T23:00Z}",
        "22:00 to 23:00",
        "31 January 2017, 22:00 to 23:00 UTC",
    ),
]


@pytest.mark.parametrize(("written", "short", "long"), CASES, ids=[c[0] for c in CASES])
def test_moment_is_worded_with_its_precision(written: str, short: str, long: str) -> None:
    """Exact, approximate, spans and unknown times each look like what they are."""
    ctx = context_for(f"timeline: [{{at: {written}, event: X}}]")
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert short == moment_text(moment, ctx, with_date=False)
    assert long == moment_text(moment, ctx, with_date=True)


def test_sources_that_disagree_both_stand_on_the_page() -> None:
    """No account is chosen silently."""
    ctx = context_for(
        "timeline:\n"
        "  - event: Load rises\n"
        "    at:\n"
        "      time: 2017-01-31T18:00Z\n"
        "      source: S2\n"
        "      accounts: [{time: 2017-01-31T19:00Z, precision: approximate, source: S1}]\n"
    )
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert "18:00 (S2)|S1: about 19:00" == words(moment_blocks(moment, ctx, with_date=False))

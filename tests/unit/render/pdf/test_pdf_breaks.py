"""Pages end where a reader would turn them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmdoc.model.document import Contents, ContentsEntry, Text
from tests.documents import heading, paragraph, timeline
from tests.unit.render.pdf.conftest import Made

Make = Callable[..., Made]


@pytest.mark.parametrize("count", range(28, 40))
def test_contents_do_not_leave_a_few_lines_to_the_next_page(count: int, make: Make) -> None:
    """They are drawn together where that helps; a long list goes on with several lines."""
    entries = tuple(ContentsEntry(1, (Text(f"Entry{at}"),), f"a{at}") for at in range(count))

    made = make(Contents(title="Contents", entries=entries), heading(1, "One", "a0"))

    second = made.text("-f", "2", "-l", "2").count("Entry") if made.page_count > 1 else 0
    assert second == 0 or second > 3


@pytest.mark.parametrize("lines", range(34, 44))
def test_an_introduction_stays_with_its_table(lines: int, make: Make) -> None:
    """It goes to the next page with it."""
    filler = [paragraph("Line") for _ in range(lines)]

    made = make(*filler, paragraph("The table shows:"), timeline(5))

    for page in range(1, made.page_count + 1):
        text = made.text("-f", str(page), "-l", str(page))
        assert ("The table shows" in text) == ("Phase 1" in text)

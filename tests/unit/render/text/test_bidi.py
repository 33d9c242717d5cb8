"""Bidirectional text is ordered by the Unicode Bidirectional Algorithm."""

from __future__ import annotations

import pytest
from bidi import get_display  # type: ignore[attr-defined]  # the compiled half of the package
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdoc.render.text.bidi import levels_of, visual_order

PIECES = ["abc", "שלום", "تعطل", "12", "3.5", *"-+%$,:()[] ", "٣٤"]


def visual_text(text: str, *, is_rtl: bool) -> str:
    """Return a line's characters in visual order, as our renderer places them."""
    levels = levels_of(text, is_rtl=is_rtl)
    for at in range(len(text) - 1, -1, -1):
        if text[at] != " ":
            break
        levels[at] = int(is_rtl)
    return "".join(text[at] for at in visual_order(levels))


@pytest.mark.parametrize("is_rtl", [False, True], ids=["ltr", "rtl"])
@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_visual_order_agrees_with_python_bidi(pieces: list[str], is_rtl: bool) -> None:
    """The lines mix Latin, Hebrew, Arabic, digits and brackets."""
    text = "".join(pieces)

    assert get_display(text, base_dir="R" if is_rtl else "L") == visual_text(text, is_rtl=is_rtl)

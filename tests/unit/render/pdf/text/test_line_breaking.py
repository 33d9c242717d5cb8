"""The fast and the careful way to break lines give the same result."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdoc.model.document import Emphasis, Inline, Strong, Text
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.text.fast_lines import break_spans, join_spans, measure_spans
from pmdoc.render.pdf.text.inline_runs import RunBuilder
from pmdoc.render.pdf.text.line_breaking import TextLine, break_segments
from pmdoc.render.pdf.text.rich_words import longest_word_width, natural_width
from pmdoc.render.pdf.text.runs import Segment
from pmdoc.style import resolve_style
from pmdoc.style.style import TextRole

STYLE = resolve_style()
RUNS = RunBuilder(STYLE, DocumentFonts(STYLE))
WORDS = st.lists(st.sampled_from(["a", "ccc", "pre-fix", "monitoring", "23/01"]), min_size=1)


def segments(*inlines: Inline) -> list[Segment]:
    return RUNS.segments(inlines, STYLE.text[TextRole.BODY])


def drawn(lines: Sequence[TextLine]) -> list[tuple[float, list[tuple[float, int, str]]]]:
    return [
        (round(line.width, 3), [(round(p.x, 3), id(p.run), p.code) for p in line.pieces])
        for line in lines
    ]


@given(first=WORDS, second=WORDS, third=WORDS, width=st.floats(60, 400))
def test_fast_way_breaks_lines_like_the_careful_one(
    first: list[str], second: list[str], third: list[str], width: float
) -> None:
    """The text is a label, its text and an emphasised remark."""
    found = segments(
        Strong((Text(" ".join(first)),)),
        Text(" "),
        Text(" ".join(second) + " "),
        Emphasis((Text(" ".join(third)),)),
    )
    spans = measure_spans(found)

    assert spans is not None
    width_on_one = sum(span.width for span in spans)
    assert pytest.approx(natural_width(found)) == width_on_one
    assert pytest.approx(longest_word_width(found)) == max(span.longest for span in spans)
    assert drawn(break_segments(found, width_on_one)) == drawn([join_spans(spans)])
    quick = break_spans(spans, width)
    assert quick is None or drawn(break_segments(found, width)) == drawn(quick)


@given(words=WORDS, width=st.floats(60, 400))
def test_plain_cell_breaks_like_any_other_text(words: list[str], width: float) -> None:
    found = segments(Text(" ".join(words)))
    spans = measure_spans(found)

    assert spans is not None
    (span,) = spans
    assert pytest.approx((natural_width(found), longest_word_width(found))) == (
        span.width,
        span.longest,
    )
    assert drawn(break_segments(found, span.width)) == drawn([join_spans(spans)])
    quick = break_spans(spans, width)
    assert quick is None or drawn(break_segments(found, width)) == drawn(quick)


@pytest.mark.parametrize("word", ["soft\u00adhyphen", "zero\u200bwidth", "日本語", "שלום", "ل"])
def test_special_text_takes_the_careful_way(word: str) -> None:
    """Examples are hidden breaks, ideographs, joined letters and right-to-left text."""
    found = segments(Text(f"plain {word}"))
    assert measure_spans(found) is None


def test_styles_within_a_word_take_the_careful_way() -> None:
    """The word must not be split where its style changes."""
    assert measure_spans(segments(Text("pre"), Strong((Text("fix"),)))) is None
    assert measure_spans(segments(Text("two "), Strong((Text(" spaces"),)))) is None

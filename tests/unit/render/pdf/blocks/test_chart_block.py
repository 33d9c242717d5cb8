"""Charts in PDF are vector figures of the structure tree, with text that can be copied."""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace

from pmdoc.model.document import Block, FigureRow
from tests.charts import bar_chart, line, line_chart, timeline_chart

CHARTS = {"lines": line_chart(), "bars": bar_chart(), "course": timeline_chart()}


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_one_described_figure(make: Callable[..., object], name: str) -> None:
    """The figure has a description and a box; no part of it is an artifact or a picture."""
    made = make(CHARTS[name])

    (figure,) = [element for _, tag, element in made.elements() if tag == "Figure"]
    assert CHARTS[name].alternative == str(figure.Alt)
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert 0 < left < right < 600
    assert 0 < bottom < top < 842
    page = made.kept.pages[0]
    assert not page.Resources.get("/XObject")
    content = page.Contents.read_bytes().decode("latin-1")
    drawn = re.search(r"/Figure<</MCID \d+>>BDC(.*?)EMC", content, re.DOTALL)
    assert drawn is not None
    assert "BMC" not in drawn[1]
    assert "Tj" in drawn[1]


def test_chart_labels_are_text(make: Callable[..., object]) -> None:
    """Title, names, ticks, caption and numbers can be searched and copied."""
    text = " ".join(make(line_chart()).text().split())

    for words in (
        "Failures grew for 45 minutes",
        "Failed payments",
        "Investigation",
        "Target 0.5 %",
        "17 September 2026 (UTC)",
        "Five-minute means",
        "highest 82 % at 14:00",
    ):
        assert words in text


def test_title_caption_and_numbers_surround_the_figure(make: Callable[..., object]) -> None:
    """A screen reader reads the title first, then the figure, its caption and its numbers."""
    made = make(line_chart())

    tags = [tag for _, tag, _ in made.elements()]
    at = tags.index("Figure")
    assert ["Div", "Label", "Figure", "Caption", "P"] == tags[at - 2 : at + 3]


def test_charts_can_be_side_by_side(make: Callable[..., object]) -> None:
    """Two charts of a row share their upper edge and don't overlap."""
    row = FigureRow(figures=(bar_chart(), replace(bar_chart(), title="Second")))
    made = make(row)
    figures = [e for _, tag, e in made.elements() if tag == "Figure"]

    (left, _, right, top), (next_left, _, _, next_top) = (
        [float(edge) for edge in figure.A.BBox] for figure in figures
    )
    assert left < right <= next_left
    assert top == pytest.approx(next_top, abs=0.5)


@pytest.mark.parametrize("count", [30, 100])
def test_charts_flow_over_pages(make: Callable[..., object], count: int) -> None:
    """A chart is never cut, and none is lost."""
    blocks: list[Block] = [replace(bar_chart(), title=f"Chart {n}") for n in range(count)]
    made = make(*blocks)

    figures = [e for _, tag, e in made.elements() if tag == "Figure"]
    assert count == len(figures)
    for figure in figures:
        assert float(figure.A.BBox[1]) > 60
    assert made.page_count > 1


def test_dashes_end_with_their_line(make: Callable[..., object]) -> None:
    """The next line is drawn solid."""
    chart = line_chart(line("A", [1.0, 2.0]), line("B", [2.0, 1.0]))
    made = make(chart)
    page = made.kept.pages[0]

    dashes = [
        [float(length) for length in operands[0]]
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "d"
    ]
    assert any(dashes)
    assert [] == dashes[-1]

"""Charts as drawings: everything inside, nothing on top of another, true to scale."""

from __future__ import annotations

import itertools
import random

import pytest

from pmdoc.model.document import Align
from pmdoc.model.document.chart_blocks import (
    Bar,
    BarChart,
    BarSeries,
    Chart,
    Milestone,
    PhaseSpan,
    TimelineChart,
)
from pmdoc.render.charts import (
    Bars,
    Dot,
    Drawing,
    DrawingContext,
    Label,
    LinePlot,
    Mark,
    Rectangle,
    Stroke,
    draw_chart,
)
from pmdoc.render.charts.label_rows import stagger
from pmdoc.style import resolve_style, style_names
from pmdoc.style.contrast import contrast
from pmdoc.style.style import TextStyle
from tests.charts import at, bar_chart, line, line_chart, percent, timeline_chart

SHARE = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}


def kit(width: float = 460.0, style: str = "corporate") -> DrawingContext:
    """Return a kit in which every letter is half as wide as it is high."""

    def measure(text: str, look: TextStyle) -> float:
        return len(text) * look.size.pt / 2

    return DrawingContext(resolve_style(style), width, measure)


def box_of(mark: Mark, with_kit: DrawingContext) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a mark."""
    match mark:
        case Rectangle():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Dot():
            radius = mark.radius
            return mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius
        case Stroke():
            xs, ys = zip(*mark.points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Label():
            wide = with_kit.measure(mark.text, mark.look)
            left = mark.x - SHARE[mark.align] * wide
            size = mark.look.size.pt
            return left, mark.y - 0.75 * size, left + wide, mark.y + 0.2 * size


def labels(drawing: Drawing) -> list[Label]:
    """Return the words of a drawing."""
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


def texts(drawing: Drawing) -> list[str]:
    """Return the words alone."""
    return [label.text for label in labels(drawing)]


HUGE = tuple(line(f"A very long name of a line number {n}", [n, 1e300, -1e300]) for n in range(8))
LONG = "A name that is far longer than any chart has room for, and longer still " * 20
CASES: dict[str, Chart] = {
    "lines": line_chart(),
    "one point": line_chart(line("A", [1.0]), target=None),
    "only zeros": line_chart(line("A", [0.0, 0.0, 0.0])),
    "only gaps but one": line_chart(line("A", [None, 3.0, None])),
    "beyond the axis": line_chart(*HUGE),
    "eight on one level": line_chart(*(line(f"Line {n}", [50.0, 50.0]) for n in range(8))),
    "long names": line_chart(line(LONG, [1.0, 2.0]), line("x" * 900, [3.0, 2.0])),
    "ten thousand points": line_chart(
        line("A", [50 + 50 * ((n * 7919) % 101) / 101 for n in range(10_000)], 0.012)
    ),
    "bars": bar_chart(),
    "negative bars": bar_chart(
        BarSeries("A", (Bar(-5.0, "-5"), Bar(3.0, "3"))), categories=("One", "Two")
    ),
    "zero bars": bar_chart(BarSeries("A", (Bar(0.0, "0"), Bar(None, ""))), categories=("a", "b")),
    "huge bars": bar_chart(
        BarSeries("A", (Bar(1e300, "1e+300"), Bar(-1e300, "-1e+300"))), categories=("a", "b")
    ),
    "long bars": bar_chart(BarSeries(LONG, (Bar(1.0, LONG),)), categories=(LONG,)),
    "groups": bar_chart(
        *(BarSeries(f"Series {n}", (Bar(1.0 * n, str(n)), Bar(2.0, "2"))) for n in range(8)),
        categories=("One", "Two"),
    ),
    "course": timeline_chart(),
    "crowded course": timeline_chart(
        tuple(Milestone(f"Milestone {n}", f"13:{n:02}", at(n / 2)) for n in range(9))
    ),
    "late course": timeline_chart(
        tuple(Milestone("A long name of a moment", "about 14:59", at(110 + n)) for n in range(9))
    ),
}


@pytest.mark.parametrize("width", [460.0, 220.0, 150.0])
@pytest.mark.parametrize("name", CASES)
def test_everything_lies_inside(name: str, width: float) -> None:
    """No mark leaves the drawing, whatever the data and the names."""
    with_kit = kit(width)

    drawing = draw_chart(CASES[name], with_kit)

    for mark in drawing.marks:
        left, top, right, bottom = box_of(mark, with_kit)
        assert -1 <= left <= right <= drawing.width + 1, mark
        assert -1 <= top <= bottom <= drawing.height + 1, mark


@pytest.mark.parametrize("name", [name for name in CASES if name != "beyond the axis"])
def test_no_words_cover_others(name: str) -> None:
    """Each label can be read."""
    with_kit = kit()
    drawing = draw_chart(CASES[name], with_kit)

    boxes = [(label.text, box_of(label, with_kit)) for label in labels(drawing) if label.text]
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        is_apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
        assert is_apart, (one, other)


def test_points_stand_where_their_values_are() -> None:
    """A line's points are to scale both ways."""
    chart = line_chart(line("A", [0.0, 25.0, 100.0], 60.0))
    plot = LinePlot(chart, kit())

    (drawn,) = [m for m in plot.line_marks() if isinstance(m, Stroke) and len(m.points) == 3]

    (x0, y0), (x1, y1), (x2, y2) = drawn.points
    assert x1 - x0 == pytest.approx(x2 - x1)
    assert (y0 - y1) * 4 == pytest.approx(y0 - y2)


def test_gap_breaks_the_line() -> None:
    """What was not measured is not drawn; a point alone is a dot."""
    chart = line_chart(line("A", [1.0, 2.0, None, 4.0, None, 1.0, 2.0]), target=None)

    strokes = [m for m in LinePlot(chart, kit()).line_marks() if isinstance(m, Stroke)]
    dots = [m for m in LinePlot(chart, kit()).line_marks() if isinstance(m, Dot)]

    assert [2, 2] == [len(stroke.points) for stroke in strokes]
    assert len(dots) == 5


def test_dense_lines_keep_their_extremes() -> None:
    """Ten thousand points are drawn as what paper shows, with every peak of the data."""
    source = random.Random(7)  # noqa: S311 -- any numbers will do, the same ones each time
    values = [source.uniform(20, 60) for _ in range(10_000)]
    values[4_321] = 97.0
    plot = LinePlot(line_chart(line("A", values, 0.012), target=None), kit())

    (drawn,) = [m for m in plot.line_marks() if isinstance(m, Stroke)]

    ys = [y for _, y in drawn.points]
    assert len(drawn.points) < 5_000
    assert min(ys) == pytest.approx(plot.y(97.0))
    assert max(ys) == pytest.approx(plot.y(min(values)))


def test_bars_begin_at_zero_and_are_to_scale() -> None:
    """A bar twice as long is a value twice as large, on either side of zero."""
    chart = bar_chart(
        BarSeries("A", (Bar(-20.0, "-20"), Bar(40.0, "40"))), categories=("One", "Two")
    )
    bars = Bars(chart, kit())

    below, above = (mark for mark in bars.marks if isinstance(mark, Rectangle))

    assert above.width == pytest.approx(2 * below.width)
    assert below.x + below.width == pytest.approx(bars.x(0.0)) == pytest.approx(above.x)


def test_phases_are_to_scale() -> None:
    """A phase of four minutes is a thirtieth of two hours wide."""
    plot = LinePlot(line_chart(), kit())
    (start, end), _ = plot.phase_edges()

    assert (end - start) * 30 == pytest.approx(plot.right - plot.left)


def test_course_is_to_scale() -> None:
    """Milestones stand where their times are, however crowded their names."""
    chart = timeline_chart()

    dots = [m for m in draw_chart(chart, kit()).marks if isinstance(m, Dot)]

    first, second, third = (dot.x for dot in dots)
    assert (second - first) / (third - first) == pytest.approx(4 / 87)


def test_stems_cross_no_names() -> None:
    """A name that reaches over a later stem stands farther off than that stem's own name."""
    spans = [(0.0, 50.0), (10.0, 5.0), (20.0, 50.0), (100.0, 5.0)]

    rows = stagger(spans)

    assert (0, 1, 1, 1) == rows
    assert () == stagger([])


@pytest.mark.parametrize("style", style_names())
def test_lines_are_told_apart_without_colour(style: str) -> None:
    """No two of eight lines share colour and dash, and all stand out from paper."""
    with_kit = kit(style=style)
    looks = [with_kit.series(n) for n in range(8)]

    assert len(set(looks)) == 8
    assert len({dash for _, dash in looks[:6]}) == 6
    for color, _ in looks:
        assert contrast(color, "#ffffff") >= 4.5
    for edge in (with_kit.chart.muted, with_kit.chart.target, with_kit.chart.band_edge):
        assert contrast(edge, "#ffffff") >= 3


def test_lines_are_named_where_they_end() -> None:
    """Each line, its extreme, the target and each phase have their words on the chart."""
    found = texts(draw_chart(line_chart(), kit()))

    for words in ("Failed payments", "82 % at 14:00", "Target 0.5 %", "Detection", "13:30"):
        assert words in found


def test_phase_too_narrow_for_its_name_is_named_below() -> None:
    """The name of four minutes stands outside the strip, that of an hour inside."""
    chart = TimelineChart(
        title="T",
        alternative="A",
        time=timeline_chart().time,
        milestones=timeline_chart().milestones,
        phases=(
            PhaseSpan("Detection", at(20), at(24)),
            PhaseSpan("Investigation", at(24), at(107)),
        ),
    )

    heights = {label.text: label.y for label in labels(draw_chart(chart, kit()))}

    assert heights["Detection"] > heights["Investigation"]


def test_axis_without_ticks_bears_a_chart() -> None:
    """Hand-made documents may be sparse."""
    empty = line_chart(line("", [1.0]), values=percent(1e-9), phases=(), caption=(), target=None)

    assert draw_chart(empty, kit()).marks
    assert isinstance(bar_chart(), BarChart)

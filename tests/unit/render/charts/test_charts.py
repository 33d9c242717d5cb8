"""Chart drawings fit their area, have no overlapping labels, and are to scale."""

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


def drawing_context(width: float = 460.0, style: str = "corporate") -> DrawingContext:
    """Return a context in which every letter is half as wide as it is high."""

    def measure(text: str, look: TextStyle) -> float:
        return len(text) * look.size.pt / 2

    return DrawingContext(resolve_style(style), width, measure)


def box_of(mark: Mark, context: DrawingContext) -> tuple[float, float, float, float]:
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
            wide = context.measure(mark.text, mark.look)
            left = mark.x - SHARE[mark.align] * wide
            size = mark.look.size.pt
            return left, mark.y - 0.75 * size, left + wide, mark.y + 0.2 * size


def labels(drawing: Drawing) -> list[Label]:
    """Return the labels of a drawing."""
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


def texts(drawing: Drawing) -> list[str]:
    """Return the texts of a drawing's labels."""
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
def test_all_marks_are_inside_the_drawing(name: str, width: float) -> None:
    """This holds for any data and names."""
    context = drawing_context(width)

    drawing = draw_chart(CASES[name], context)

    for mark in drawing.marks:
        left, top, right, bottom = box_of(mark, context)
        assert -1 <= left <= right <= drawing.width + 1, mark
        assert -1 <= top <= bottom <= drawing.height + 1, mark


@pytest.mark.parametrize("name", [name for name in CASES if name != "beyond the axis"])
def test_labels_do_not_overlap(name: str) -> None:
    context = drawing_context()
    drawing = draw_chart(CASES[name], context)

    boxes = [(label.text, box_of(label, context)) for label in labels(drawing) if label.text]
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        is_apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
        assert is_apart, (one, other)


def test_points_are_to_scale() -> None:
    chart = line_chart(line("A", [0.0, 25.0, 100.0], 60.0))
    plot = LinePlot(chart, drawing_context())

    (drawn,) = [m for m in plot.line_marks() if isinstance(m, Stroke) and len(m.points) == 3]

    (x0, y0), (x1, y1), (x2, y2) = drawn.points
    assert x1 - x0 == pytest.approx(x2 - x1)
    assert (y0 - y1) * 4 == pytest.approx(y0 - y2)


def test_gap_interrupts_the_line() -> None:
    """A single point between gaps is a dot."""
    chart = line_chart(line("A", [1.0, 2.0, None, 4.0, None, 1.0, 2.0]), target=None)

    strokes = [m for m in LinePlot(chart, drawing_context()).line_marks() if isinstance(m, Stroke)]
    dots = [m for m in LinePlot(chart, drawing_context()).line_marks() if isinstance(m, Dot)]

    assert [2, 2] == [len(stroke.points) for stroke in strokes]
    assert len(dots) == 5


def test_dense_lines_keep_their_extremes() -> None:
    """Ten thousand points are thinned to what print resolves, with every peak."""
    source = random.Random(7)  # noqa: S311 -- any numbers will do, the same ones each time
    values = [source.uniform(20, 60) for _ in range(10_000)]
    values[4_321] = 97.0
    plot = LinePlot(line_chart(line("A", values, 0.012), target=None), drawing_context())

    (drawn,) = [m for m in plot.line_marks() if isinstance(m, Stroke)]

    ys = [y for _, y in drawn.points]
    assert len(drawn.points) < 5_000
    assert min(ys) == pytest.approx(plot.y(97.0))
    assert max(ys) == pytest.approx(plot.y(min(values)))


def test_bars_start_at_zero_and_are_to_scale() -> None:
    """This includes negative values."""
    chart = bar_chart(
        BarSeries("A", (Bar(-20.0, "-20"), Bar(40.0, "40"))), categories=("One", "Two")
    )
    bars = Bars(chart, drawing_context())

    below, above = (mark for mark in bars.marks if isinstance(mark, Rectangle))

    assert above.width == pytest.approx(2 * below.width)
    assert below.x + below.width == pytest.approx(bars.x(0.0)) == pytest.approx(above.x)


def test_phases_are_to_scale() -> None:
    """A phase of four minutes is a thirtieth of two hours wide."""
    plot = LinePlot(line_chart(), drawing_context())
    (start, end), _ = plot.phase_edges()

    assert (end - start) * 30 == pytest.approx(plot.right - plot.left)


def test_milestones_are_to_scale() -> None:
    """Crowded names don't move them."""
    chart = timeline_chart()

    dots = [m for m in draw_chart(chart, drawing_context()).marks if isinstance(m, Dot)]

    first, second, third = (dot.x for dot in dots)
    assert (second - first) / (third - first) == pytest.approx(4 / 87)


def test_stems_cross_no_names() -> None:
    """A name that reaches over a later stem is in a row farther out than that stem's name."""
    spans = [(0.0, 50.0), (10.0, 5.0), (20.0, 50.0), (100.0, 5.0)]

    rows = stagger(spans)

    assert (0, 1, 1, 1) == rows
    assert () == stagger([])


@pytest.mark.parametrize("style", style_names())
def test_lines_differ_without_colour(style: str) -> None:
    """No two of eight lines share colour and dash, and all contrast with paper."""
    context = drawing_context(style=style)
    looks = [context.series(n) for n in range(8)]

    assert len(set(looks)) == 8
    assert len({dash for _, dash in looks[:6]}) == 6
    for color, _ in looks:
        assert contrast(color, "#ffffff") >= 4.5
    for edge in (context.chart.muted, context.chart.target, context.chart.band_edge):
        assert contrast(edge, "#ffffff") >= 3


def test_chart_labels_everything_it_draws() -> None:
    """Each line, its extreme, the target and each phase have a label."""
    found = texts(draw_chart(line_chart(), drawing_context()))

    for words in ("Failed payments", "82 % at 14:00", "Target 0.5 %", "Detection", "13:30"):
        assert words in found


def test_narrow_phase_is_labelled_below() -> None:
    """The name of a four-minute phase is outside the strip, that of an hour inside."""
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

    heights = {label.text: label.y for label in labels(draw_chart(chart, drawing_context()))}

    assert heights["Detection"] > heights["Investigation"]


def test_axis_without_ticks_can_be_drawn() -> None:
    """A document made by hand may be incomplete."""
    empty = line_chart(line("", [1.0]), values=percent(1e-9), phases=(), caption=(), target=None)

    assert draw_chart(empty, drawing_context()).marks
    assert isinstance(bar_chart(), BarChart)

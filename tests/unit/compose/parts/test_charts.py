"""The composer makes charts with round axes and accurate descriptions, and drops no data."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from pmdoc.compose.charting.axes import make_time_axis, make_value_axis
from pmdoc.compose.charting.chart_data import ChartSpec, make_bar_charts, make_line_charts
from pmdoc.compose.context import Context
from pmdoc.compose.part import read_part
from pmdoc.diagnostics.problem import Problem
from pmdoc.lang import load_language
from pmdoc.model.attachment import Dataset, Sample
from pmdoc.model.document import Block, CaptionKind, CaptionLabel, FigureRow, Strong, Text
from pmdoc.model.document.chart_blocks import BarChart, BarRole, LineChart, TimelineChart
from pmdoc.model.moment import TimeResolution
from pmdoc.pipeline.plugins import parts
from tests.incidents import composed, context_for

NBSP = "\N{NO-BREAK SPACE}"
DAY = dt.datetime(2026, 9, 17, tzinfo=dt.UTC)
COURSE = """\
pmdoc: 1
incident:
  id: I
  title: T
  started: 2026-09-17T13:20Z
  detected: about 2026-09-17T13:24Z
  mitigated: 2026-09-17T14:19Z
  resolved: {time: 2026-09-17T15:30Z, until: 2026-09-17T15:35Z}
  closed: 2026-09-18T10:00Z
"""
CHART = "metrics: {{charts: [{{title: Load, unit: '%', {more}}}]}}\n"


def time_at(minutes: float) -> dt.datetime:
    """Return the time so many minutes after 13:00."""
    return DAY + dt.timedelta(hours=13, minutes=minutes)


def series(name: str, *values: float | None, step: float = 30) -> Dataset:
    """Return a series with a value every half hour."""
    return Dataset(name, tuple(Sample(time_at(n * step), "", v) for n, v in enumerate(values)))


def shares(name: str, **values: float | None) -> Dataset:
    """Return a series with labels."""
    return Dataset(name, tuple(Sample(None, label, v) for label, v in values.items()))


def compose_part(part: str, ctx: Context, **options: Any) -> tuple[Block, ...]:
    """Compose one part."""
    problems: list[Problem] = []
    found = read_part({"part": part, **options}, "/parts/0", parts(), problems)
    assert found is not None, problems
    return found[0].compose(found[1], ctx)


def compose_charts(*data: Dataset, more: str = "kind: line", text: str = "") -> tuple[Block, ...]:
    """Compose one chart of the incident."""
    ctx = context_for((text or "") + CHART.format(more=more))
    return compose_part("charts", replace(ctx, data={0: data}))


def compose_line_chart(*data: Dataset, more: str = "kind: line", text: str = "") -> LineChart:
    """Compose a chart that becomes a line chart."""
    (block,) = compose_charts(*data, more=more, text=text)
    assert isinstance(block, LineChart)
    return block


# --- axes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.3, 82], ["0", "25", "50", "75", "100"]),
        ([44, 100], ["0", "25", "50", "75", "100"]),
        ([1130, 205], ["0", "500", "1,000", "1,500"]),
        ([0.03, 0.1], ["0", "0.025", "0.05", "0.075", "0.1"]),
        ([99.8, 99.99], ["99.8", "99.85", "99.9", "99.95", "100"]),
        ([-5, 15], ["-5", "0", "5", "10", "15"]),
        ([-9, -3], ["-10", "-7.5", "-5", "-2.5", "0"]),
        ([0, 0], ["0", "0.25"]),
        ([7], ["0", "2", "4", "6", "8"]),
    ],
)
def test_axis_ticks_are_round_values(values: list[float], ticks: list[str]) -> None:
    """The axis holds all values, begins at zero unless they vary little, and steps evenly."""
    axis = make_value_axis(values, "", context_for(), is_bars=False)

    assert ticks == [tick.label for tick in axis.ticks]
    assert axis.low <= min(values) <= max(values) <= axis.high


@pytest.mark.parametrize("values", [[1e308, -1e308], [5e-324], [1e15, 1e15 + 1], [1e-9, 2e-9]])
def test_axis_accepts_any_number(values: list[float]) -> None:
    """Huge and tiny numbers give a few finite, rising ticks."""
    axis = make_value_axis(values, "", context_for(), is_bars=True)

    found = [tick.value for tick in axis.ticks]
    assert 2 <= len(found) <= 7
    assert sorted(set(found)) == found


def test_short_unit_follows_each_number() -> None:
    """A long unit is written only once."""
    short = make_value_axis([1.0], "%", context_for(), is_bars=False)
    long = make_value_axis([1.0], "records", context_for(), is_bars=False)
    bars = make_value_axis([1.0], "records", context_for(), is_bars=True)

    assert ("%", "", f"1{NBSP}%") == (short.unit, short.title, short.ticks[-1].label)
    assert ("", "records", "1") == (long.unit, long.title, long.ticks[-1].label)
    assert ("records", "") == (bars.unit, bars.title)


@pytest.mark.parametrize(
    ("minutes", "ticks"),
    [
        (2, ["13:00:00", "13:00:30", "13:01:00", "13:01:30", "13:02:00"]),
        (27, ["13:00", "13:05", "13:10", "13:15", "13:20", "13:25"]),
        (120, ["13:00", "13:30", "14:00", "14:30", "15:00"]),
        (1440, ["18:00", "18 September", "06:00", "12:00"]),
        (60 * 24 * 6, [f"{day} September" for day in range(18, 24)]),
    ],
)
def test_time_axis_ticks_are_round_times(minutes: float, ticks: list[str]) -> None:
    """Steps follow the clock and the calendar, and midnight is labelled with the date."""
    axis = make_time_axis(time_at(0), time_at(minutes), context_for())

    assert ticks == [tick.label for tick in axis.ticks]


def test_time_axis_shows_its_days_and_zone() -> None:
    """A single day is shown once."""
    ctx = context_for()

    assert "17 September 2026 (UTC)" == make_time_axis(time_at(0), time_at(60), ctx).title
    two = make_time_axis(time_at(0), time_at(1440), ctx)
    assert "17 to 18 September 2026 (UTC)" == two.title


@pytest.mark.parametrize(
    "moment", [dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)]
)
def test_time_axis_stays_within_the_calendar(moment: dt.datetime) -> None:
    """It works for a single moment, and for the first and last representable times."""
    axis = make_time_axis(moment, moment, context_for(), is_round=True)

    assert axis.low < axis.high


# --- lines -----------------------------------------------------------------------------------


def test_line_chart_description_matches_the_data() -> None:
    """Start, extreme and end of each line are in the description and in the note below."""
    chart = compose_line_chart(series("Failed", 0.3, 82, 4, 0.5), series("Pool", 44, 100, 9, 53))

    assert (
        "17 September 2026 (UTC). Failed: 0.3 % at 13:00, highest 82 % at 13:30, 0.5 % at 14:30. "
        "Pool: 44 % at 13:00, highest 100 % at 13:30, lowest 9 % at 14:00, 53 % at 14:30."
    ) == chart.summary.replace(NBSP, " ")
    spoken = chart.alternative.replace(NBSP, " ")
    assert "Line chart over time, 17 September 2026 (UTC)." in spoken
    assert "The line of Failed begins with a value of 0.3 % at 13:00" in spoken
    assert "reaches its highest value of 82 % at 13:30" in spoken
    assert "reaches its lowest value of 9 % at 14:00" in spoken
    assert [(1, f"82{NBSP}% at 13:30"), (1, f"100{NBSP}% at 13:30")] == [
        (one.peak, one.peak_label) for one in chart.lines
    ]


def test_extreme_of_a_falling_line_is_its_minimum() -> None:
    """The extreme is the value farthest from the line's start."""
    chart = compose_line_chart(series("Availability", 99.9, 99.9, 12, 99.8))

    assert (2, f"12{NBSP}% at 14:00") == (chart.lines[0].peak, chart.lines[0].peak_label)


def test_author_description_comes_before_the_figures() -> None:
    chart = compose_line_chart(series("A", 1, 2), more="alt: My own words.")

    assert chart.alternative.startswith("My own words. Line chart over time")


def test_phases_are_shaded_where_they_overlap_the_data() -> None:
    """The marks are cut to the axis, the words are not; `phases: false` leaves both out."""
    data = series("A", 1, 9, 1)

    chart = compose_line_chart(data, text=COURSE)

    spans = [(s.label, s.start, s.end) for s in chart.phases]
    assert [
        ("Not yet detected", time_at(20), time_at(24)),
        ("Investigation", time_at(24), time_at(60)),
    ] == spans
    assert (
        "Shaded: Not yet detected 13:20 to about 13:24, Investigation about 13:24 to 14:19."
        in chart.summary
    )
    assert () == compose_line_chart(data, more="phases: false", text=COURSE).phases


def test_target_is_on_the_axis_and_in_the_description() -> None:
    """A limit above all values is still drawn."""
    chart = compose_line_chart(series("A", 1, 2), more="target: 90")

    assert chart.target is not None
    assert (90.0, f"Target 90{NBSP}%") == (chart.target.value, chart.target.label)
    assert chart.values.high >= 90
    assert "The target is 90" in chart.alternative


def test_gaps_are_kept_and_empty_series_left_out() -> None:
    chart = compose_line_chart(series("A", 1, None, 2), series("B", None, None))

    assert ["A"] == [one.name for one in chart.lines]
    assert [1, None, 2] == [point.value for point in chart.lines[0].points]


def test_chart_without_data_is_left_out() -> None:
    """The check has already reported it."""
    assert () == compose_charts()
    assert () == compose_charts(series("A", None))


def test_single_point_makes_a_chart() -> None:
    """Its value is stated once."""
    chart = compose_line_chart(series("A", 5))

    assert f"17 September 2026 (UTC). A: 5{NBSP}% at 13:00." == chart.summary
    assert chart.time.low < time_at(0) < chart.time.high


def test_many_lines_are_split_into_several_charts() -> None:
    """No more than eight lines share a chart, and none is lost."""
    found = compose_charts(*(series(f"L{n}", n, n + 1) for n in range(20)))

    assert all(isinstance(block, LineChart) for block in found)
    drawn = [block for block in found if isinstance(block, LineChart)]
    assert ["Load (1 of 3)", "Load (2 of 3)", "Load (3 of 3)"] == [one.title for one in drawn]
    assert [f"L{n}" for n in range(20)] == [one.name for chart in drawn for one in chart.lines]


# --- bars ------------------------------------------------------------------------------------


def test_bar_description_has_all_labels_and_values() -> None:
    """Labels, values and gaps are those of the data."""
    (chart,) = compose_charts(shares("Share", North=41, South=-13.5, East=None), more="kind: bar")

    assert isinstance(chart, BarChart)
    assert ("North", "South", "East") == chart.categories
    labels = [bar.label for bar in chart.series[0].bars]
    assert [f"41{NBSP}%", f"-13.5{NBSP}%", ""] == labels
    description = chart.alternative.replace(NBSP, " ")
    assert "largest value is 41 % for North, the smallest is -13.5 % for South." in description
    assert "Share: North 41 %, South -13.5 %." == chart.summary.replace(NBSP, " ")


def test_series_without_times_become_bars() -> None:
    """A line needs a time scale."""
    (chart,) = compose_charts(shares("Share", North=41), more="kind: line")

    assert isinstance(chart, BarChart)


def test_every_bar_is_drawn() -> None:
    """Bars that don't fit on a page go into the next chart; equal names are both kept."""
    many = shares("S", **{f"c{n}": float(n) for n in range(45)})
    found = [
        block for block in compose_charts(many, more="kind: bar") if isinstance(block, BarChart)
    ]
    twice = Dataset("S", (Sample(None, "a", 1.0), Sample(None, "a", 2.0)))
    (chart,) = compose_charts(twice, more="kind: bar")

    assert [f"c{n}" for n in range(45)] == [name for one in found for name in one.categories]
    assert len(found) > 1
    assert isinstance(chart, BarChart)
    assert ("a", "a (2)") == chart.categories
    assert [1.0, 2.0] == [bar.value for bar in chart.series[0].bars]


# --- timeline, actions and metrics -----------------------------------------------------------


def test_timeline_chart_shows_milestones() -> None:
    """Moments with a clock time are milestones, worded with their precision, except the closing."""
    (chart,) = compose_part("timeline_chart", context_for(COURSE))

    assert isinstance(chart, TimelineChart)
    assert "Detected after about 4 min, over after about 2 h 10 min" == chart.title
    assert [
        ("13:20", "Started"),
        ("about 13:24", "Detected"),
        ("14:19", "Mitigated"),
        ("15:30 to 15:35", "Resolved"),
    ] == [(one.clock, one.label) for one in chart.milestones]
    assert ["Not yet detected", "Investigation", "Resolution"] == [s.label for s in chart.phases]
    assert "Not yet detected 13:20 to about 13:24" in chart.alternative
    assert "Resolution 14:19 to about 15:30" in chart.alternative


def test_timeline_chart_needs_three_moments() -> None:
    """Unknown ones don't count."""
    text = "pmdoc: 1\nincident: {id: I, title: T, started: unknown, detected: 2026-09-18,"
    text += " resolved: 2026-09-19T10:00Z}\n"

    assert () == compose_part("timeline_chart", context_for(text))


def test_days_have_no_clock_time_in_charts() -> None:
    """A day is as long as it is; a phase that ends on it is drawn until it begins."""
    text = "pmdoc: 1\nincident: {id: I, title: T, started: 2026-09-14T13:20Z, detected: 2026-09-17,"
    text += " mitigated: 2026-09-18, resolved: 2026-09-19T10:00Z}\n"
    (chart,) = compose_part("timeline_chart", context_for(text))

    assert isinstance(chart, TimelineChart)
    assert "Detected after 3 days, over after 4 d 20 h 40 min" == chart.title
    assert (
        "Timeline to scale, 14 to 19 September 2026 (UTC). "
        "Not yet detected 14 September, 13:20 to 17 September, "
        "Investigation 17 September to 18 September, "
        "Resolution 18 September to 19 September, 10:00, "
        "Started 14 September, 13:20, Detected 17 September, Mitigated 18 September, "
        "Resolved 19 September, 10:00."
    ) == chart.alternative
    # the investigation began and ended on unknown times of days in a row: nothing to draw
    assert [("Not yet detected", 17, 0), ("Resolution", 19, 10)] == [
        (span.label, span.end.day, span.end.hour) for span in chart.phases
    ]
    detected = chart.milestones[1]
    assert detected.until is not None
    assert (17, 0, 17, 23) == (
        *(detected.at.day, detected.at.hour),
        *(detected.until.day, detected.until.hour),
    )


def test_chart_and_entries_agree_on_phases() -> None:
    """Both come from the incident's course: investigation ends when the mitigation starts."""
    text = "pmdoc: 1\nincident: {id: I, title: T, started: 2026-03-02T09:12Z, "
    text += "detected: 2026-03-02T09:20Z, mitigation_started: 2026-03-02T09:30Z, "
    text += "mitigated: 2026-03-02T10:30Z, resolved: 2026-03-02T10:45Z}\n"
    text += "timeline:\n- {at: 2026-03-02T09:20Z, event: Alert, phase: detection}\n"
    text += "- {at: 2026-03-02T09:30Z, event: Rollback begins, phase: resolution}\n"
    (chart,) = compose_part("timeline_chart", context_for(text))

    assert isinstance(chart, TimelineChart)
    assert "Investigation 09:20 to 09:30, Resolution 09:30 to 10:45" in chart.alternative


def test_phases_that_alternate_all_the_time_are_not_drawn() -> None:
    """Ten thousand entries must not become ten thousand stripes."""
    entries = "".join(
        f"- {{at: 2026-09-17T13:{n:02}Z, event: E, phase: {phase}}}\n"
        for n, phase in enumerate(["investigation", "resolution"] * 15, 25)
    )
    (chart,) = compose_part("timeline_chart", context_for(f"{COURSE}timeline:\n{entries}"))

    assert isinstance(chart, TimelineChart)
    assert () == chart.phases


def test_figure_with_a_note_is_not_in_a_title() -> None:
    """Without its note, a bound would read as the value."""
    text = COURSE.replace("  closed:", "  duration: {value: 14 days, note: At most}\n  closed:")
    (chart,) = compose_part("timeline_chart", context_for(text))

    assert isinstance(chart, TimelineChart)
    assert "The course of the incident" == chart.title


def test_simultaneous_moments_share_a_label() -> None:
    text = COURSE.replace("closed: 2026-09-18T10:00Z", "restored: 2026-09-17T14:19Z")
    (chart,) = compose_part("timeline_chart", context_for(text))

    assert isinstance(chart, TimelineChart)
    assert "Mitigated, Restored" in [one.label for one in chart.milestones]


def test_action_chart_counts_by_status() -> None:
    """Statuses keep their order; an action without a status counts as open."""
    actions = "[{action: a, status: done}, {action: b}, {action: c, status: blocked}]"
    (chart,) = compose_part("action_chart", context_for(f"actions: {actions}\n"))

    assert isinstance(chart, BarChart)
    assert "1 of 3 actions are done" == chart.title
    assert ("Open", "Blocked", "Done") == chart.categories
    assert ["1", "1", "1"] == [bar.label for bar in chart.series[0].bars]


def test_metric_charts_group_metrics_by_unit() -> None:
    """Charts share a row; the worst value is emphasised, and the target has a bar."""
    metrics = """\
metrics:
  current_state:
  - {name: Failed, unit: "%", before: 0.3, during: 82, after: 0.3, target: below 0.5 %}
  - {name: Rate, before: "1,130", during: 205, after: "1,140", target: "at least 1,100"}
  - {name: Oldest, before: 8 seconds, during: 96 min}
  - {name: Words, before: fine, during: bad}
  - {name: Flat, before: 99.98 %, during: 99.80 %}
"""
    (row,) = compose_part("metric_charts", context_for(metrics))

    assert isinstance(row, FigureRow)
    assert ["Failed", "Rate"] == [figure.title for figure in row.figures]  # type: ignore[union-attr]
    failed, rate = row.figures
    assert isinstance(failed, BarChart)
    assert isinstance(rate, BarChart)
    bars = failed.series[0].bars
    assert [0.3, 82.0, 0.3, 0.5] == [bar.value for bar in bars]
    plain, strong, target = BarRole.PLAIN, BarRole.STRONG, BarRole.TARGET
    assert [plain, strong, plain, target] == [bar.role for bar in bars]
    assert [False, False, False, True] == [bar.is_worded for bar in bars]
    assert [1130.0, 205.0, 1140.0, 1100.0] == [bar.value for bar in rate.series[0].bars]


def test_chart_texts_are_in_the_report_language() -> None:
    ctx = replace(context_for(COURSE), language=load_language("de"))
    (chart,) = compose_part("timeline_chart", ctx)

    assert isinstance(chart, TimelineChart)
    assert chart.title.startswith("Bis zur Erkennung")
    assert "Behoben" in [one.label for one in chart.milestones]


def test_charts_and_figures_share_one_numbering() -> None:
    """A chart with a caption is a figure of the report, and can be referred to."""
    text = """\
pmdoc: 1
incident: {id: I, title: T}
summary: {what_happened: "See [](#metrics.charts)."}
metrics: {charts: [{title: Load, caption: Both, csv: a.csv}]}
"""
    data = {0: (Dataset("A", (Sample(None, "x", 1.0),)),)}

    document = composed(text, data=data)

    (chart,) = (block for block in document.blocks if isinstance(block, BarChart))
    label = Strong((CaptionLabel(CaptionKind.FIGURE, f"Figure{NBSP}1", "1"),))
    assert (label, Text(": "), Text("Both")) == chart.caption


def test_action_chart_needs_three_actions_of_two_statuses() -> None:
    """One bar shows no more than its number, and two actions are counted at a glance."""
    counts = {"done, done, open": 1, "done, done, done": 0, "done, open": 0}
    found = {}
    for statuses in counts:
        entries = ", ".join(f"{{action: a, status: {status}}}" for status in statuses.split(", "))
        found[statuses] = len(compose_part("action_chart", context_for(f"actions: [{entries}]\n")))

    assert counts == found


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2])]
)
def test_metric_charts_fill_their_rows(count: int, rows: list[int]) -> None:
    """No chart of several is alone in its row."""
    entry = "  - {name: M, unit: x, before: 1, during: 9}\n"
    blocks = compose_part(
        "metric_charts", context_for("metrics:\n  current_state:\n" + entry * count)
    )

    assert rows == [len(b.figures) if isinstance(b, FigureRow) else 1 for b in blocks]


def test_days_and_months_are_described_without_a_clock_time() -> None:
    """Midnight would be an invention, in the alternative text, too."""
    days = Dataset(
        "Load",
        tuple(
            Sample(dt.datetime(2026, 3, n, tzinfo=dt.UTC), "", float(n), TimeResolution.DAY)
            for n in range(1, 4)
        ),
    )
    months = Dataset(
        "Load",
        tuple(
            Sample(dt.datetime(2026, n, 1, tzinfo=dt.UTC), "", float(n), TimeResolution.MONTH)
            for n in range(1, 4)
        ),
    )
    ctx = context_for()
    (of_days,) = make_line_charts(ChartSpec(title="Load"), [days], ctx)
    (of_months,) = make_line_charts(ChartSpec(title="Load"), [months], ctx)
    (bars,) = make_bar_charts(ChartSpec(title="Load"), [months], ctx)

    assert "begins with a value of 1 at 1 March 2026" in of_days.alternative
    assert "ends with a value of 3 at March 2026" in of_months.alternative
    assert ("January 2026", "February 2026", "March 2026") == bars.categories
    assert "00:00" not in of_days.alternative + of_days.summary
    assert ":" not in "".join(tick.label for tick in of_days.time.ticks)
    assert "00:00" not in of_months.alternative + of_months.summary


def test_axis_of_local_times_has_no_hour_that_clocks_skip() -> None:
    ctx = context_for(
        "time_zone: America/Los_Angeles\n"
        "timeline: [{at: 2026-03-08 00:30, event: X}, {at: 2026-03-08 04:30, event: Y}]"
    )
    times = [moment.instant for entry in ctx.incident.timeline if (moment := entry.at)]
    low, high = (time for time in times if time)
    axis = make_time_axis(low, high, ctx, is_round=True)

    assert "02:00" not in {tick.label for tick in axis.ticks}
    assert "03:00" in {tick.label for tick in axis.ticks}
    assert axis.title == "8 March 2026 (PST/PDT)"


def test_wording_takes_the_place_of_a_day_in_charts() -> None:
    """The day is where the mark stands, and not what the author knows."""
    text = (
        "pmdoc: 1\nincident: {id: I, title: T, resolved: 2026-09-19T10:00Z, detected: 2026-09-17,"
        " started: {time: 2026-07, precision: approximate, wording: some months before}}\n"
    )
    (chart,) = compose_part("timeline_chart", context_for(text))

    assert isinstance(chart, TimelineChart)
    assert "some months before" == chart.milestones[0].clock
    assert "July" not in chart.alternative.replace(chart.time.title, "")

"""Charts out of data: lines over time or bars, with what they say in words.

In → Out: the series of a chart in, `LineChart` or `BarChart` blocks out.
Must not: choose a look, drop a value, or say of the data what they don't show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.axes import axis_time_text, make_time_axis, make_value_axis, number_text
from pmdoc.compose.context import Context
from pmdoc.compose.phases import find_phases
from pmdoc.model.dataset import Dataset, Sample
from pmdoc.model.document.chart_blocks import (
    Bar,
    BarChart,
    BarSeries,
    LineChart,
    LineSeries,
    PhaseSpan,
    PlotPoint,
    Tick,
    TimeAxis,
)

_MOST_BARS, _MOST_LINES = 20, 8
"""More than a reader can tell apart, or a page can hold, are parted into several charts."""


class ChartSpec(Struct, frozen=True, kw_only=True):
    """What a chart is to say beside its data."""

    title: str
    unit: str = ""
    target: float | None = None
    has_phases: bool = True


def make_line_charts(
    plot: ChartSpec, data: Sequence[Dataset], ctx: Context
) -> tuple[LineChart, ...]:
    """Draw series over time; where they are many, in several charts.

    Shape: every sample has a time.
    """
    filled = [one for one in data if any(s.value is not None for s in one.samples)]
    groups = [filled[at : at + _MOST_LINES] for at in range(0, len(filled), _MOST_LINES)]
    return tuple(
        _line_chart(replace(plot, title=_part(plot.title, place, len(groups), ctx)), group, ctx)
        for place, group in enumerate(groups, 1)
    )


def _part(title: str, place: int, count: int, ctx: Context) -> str:
    """Say which of several charts one is."""
    if count == 1:
        return title
    return ctx.word("chart.part", title=title, part=str(place), parts=str(count))


def _line_chart(plot: ChartSpec, data: Sequence[Dataset], ctx: Context) -> LineChart:
    points = [_points(one) for one in data]
    times = [point.at for line in points for point in line]
    time = make_time_axis(min(times), max(times), ctx, is_round=True)
    lines = tuple(
        _line(one.name, line, plot.unit, time, ctx) for one, line in zip(data, points, strict=True)
    )
    values = [p.value for line in points for p in line if p.value is not None]
    if plot.target is not None:
        values.append(plot.target)
    spans = tuple(_inside(find_phases(ctx), time)) if plot.has_phases else ()
    target, worded = None, ""
    if plot.target is not None:
        worded = number_text(plot.target, plot.unit, ctx)
        target = Tick(plot.target, ctx.word("chart.target", value=worded))
    scale = _Scale(plot.unit, time)
    said = [f"{time.title}."]
    said += [_course(line, scale, ctx, _SHORT) for line in lines]
    said += [target.label + "."] if target else []
    said += [_shaded(spans, time, ctx)] if spans else []
    told = [ctx.word("chart.lines", days=time.title)]
    told += [_course(line, scale, ctx, _LONG) for line in lines]
    told += [ctx.word("chart.wanted", value=worded)] if target else []
    return LineChart(
        title=plot.title,
        alternative=" ".join(filter(None, told)),
        time=time,
        values=make_value_axis(values, plot.unit, ctx, is_bars=False),
        lines=lines,
        phases=spans,
        target=target,
        summary=" ".join(filter(None, said)),
    )


def make_bar_charts(plot: ChartSpec, data: Sequence[Dataset], ctx: Context) -> tuple[BarChart, ...]:
    """Draw bars side by side; where they are many, in several charts on one scale."""
    names = list(dict.fromkeys(name for one in data for name in _named(one, ctx)))
    values = [s.value for one in data for s in one.samples if s.value is not None]
    axis = make_value_axis(values, plot.unit, ctx, is_bars=True)
    groups = [data[at : at + _MOST_LINES] for at in range(0, len(data), _MOST_LINES)]
    step = max(1, _MOST_BARS // max(1, *map(len, groups)))
    ranges = [tuple(names[at : at + step]) for at in range(0, len(names), step)]
    parts = [(categories, group) for categories in ranges for group in groups]
    found = []
    for place, (categories, group) in enumerate(parts, 1):
        series = tuple(_bars(one, categories, plot.unit, ctx) for one in group)
        summary = " ".join(_listed(one, categories, ctx) for one in series)
        found.append(
            BarChart(
                title=_part(plot.title, place, len(parts), ctx),
                alternative=_extremes(series, categories, ctx),
                categories=categories,
                series=series,
                values=axis,
                summary=summary,
            )
        )
    return tuple(found)


# --- lines -----------------------------------------------------------------------------------


def _points(data: Dataset) -> tuple[PlotPoint, ...]:
    return tuple(
        PlotPoint(s.at.astimezone(dt.UTC), s.value) for s in data.samples if s.at is not None
    )


def _line(
    name: str, points: tuple[PlotPoint, ...], unit: str, time: TimeAxis, ctx: Context
) -> LineSeries:
    """Make a line and name its most extreme point: the one farthest from where it starts."""
    known = [(place, p.value) for place, p in enumerate(points) if p.value is not None]
    if not known:
        return LineSeries(name=name, points=points)
    start = known[0][1]
    peak, value = max(known, key=lambda item: (abs(item[1] - start), -item[0]))
    at = axis_time_text(points[peak].at, time, ctx)
    label = ctx.word("chart.value_at", value=number_text(value, unit, ctx), time=at)
    return LineSeries(name=name, points=points, peak=peak, peak_label=label)


class _Scale(Struct, frozen=True):
    """What values and times are worded by."""

    unit: str
    time: TimeAxis


class _Wording(Struct, frozen=True):
    """The words for the course of a line: the sentence, its start, extremes and end."""

    sentence: str
    start: str
    high: str
    low: str
    end: str


_SHORT = _Wording(
    "chart.course", "chart.value_at", "chart.highest", "chart.lowest", "chart.value_at"
)
"""For the small print below a chart."""
_LONG = _Wording("chart.line", "chart.begins", "chart.peaks", "chart.dips", "chart.ends")
"""For those who hear it."""


def _course(line: LineSeries, scale: _Scale, ctx: Context, wording: _Wording) -> str:
    """Say where a line starts, its extremes and where it ends."""
    known = [(p.value, p.at) for p in line.points if p.value is not None]
    if not known:
        return ""

    def say(key: str, point: tuple[float, dt.datetime]) -> str:
        value, at = (
            number_text(point[0], scale.unit, ctx),
            axis_time_text(point[1], scale.time, ctx),
        )
        return ctx.word(key, value=value, time=at)

    first, last = known[0], known[-1]
    said = [say(wording.start, first)]
    highest, lowest = max(known, key=lambda p: p[0]), min(known, key=lambda p: p[0])
    if highest[0] > max(first[0], last[0]):
        said.append(say(wording.high, highest))
    if lowest[0] < min(first[0], last[0]):
        said.append(say(wording.low, lowest))
    if len(known) > 1:
        said.append(say(wording.end, last))
    return ctx.word(wording.sentence, name=line.name, course=ctx.word("separator").join(said))


def _inside(spans: tuple[PhaseSpan, ...], time: TimeAxis) -> Iterator[PhaseSpan]:
    """Yield what of the phases lies on the axis."""
    for span in spans:
        start, end = max(span.start, time.low), min(span.end, time.high)
        if start < end:
            yield PhaseSpan(span.label, start, end)


def _shaded(spans: tuple[PhaseSpan, ...], time: TimeAxis, ctx: Context) -> str:
    said = (
        ctx.word(
            "chart.span",
            label=span.label,
            start=axis_time_text(span.start, time, ctx),
            end=axis_time_text(span.end, time, ctx),
        )
        for span in spans
    )
    return ctx.word("chart.shaded", phases=ctx.word("separator").join(said))


# --- bars ------------------------------------------------------------------------------------


def _named(data: Dataset, ctx: Context) -> dict[str, float | None]:
    """Name the values of a series; a name that is there again is counted, so that none is lost."""
    found: dict[str, float | None] = {}
    for sample in data.samples:
        name, count = _name(sample, ctx), 1
        unique = name
        while unique in found:
            count += 1
            unique = f"{name} ({count})"
        found[unique] = sample.value
    return found


def _name(sample: Sample, ctx: Context) -> str:
    if sample.at is None:
        return sample.label
    return ctx.language.date_time(sample.at.astimezone(dt.UTC))


def _bars(data: Dataset, categories: tuple[str, ...], unit: str, ctx: Context) -> BarSeries:
    known = _named(data, ctx)
    bars = []
    for category in categories:
        value = known.get(category)
        bars.append(Bar(value, "" if value is None else number_text(value, unit, ctx)))
    return BarSeries(data.name, tuple(bars))


def _extremes(series: tuple[BarSeries, ...], categories: tuple[str, ...], ctx: Context) -> str:
    """Say what is measured and its extremes; the small print has all values."""
    bars = [
        (bar.value, bar.label, category)
        for one in series
        for category, bar in zip(categories, one.bars, strict=True)
        if bar.value is not None
    ]
    if not bars:
        return ctx.word("separator").join(one.name for one in series)
    most, least = max(bars, key=lambda bar: bar[0]), min(bars, key=lambda bar: bar[0])
    return ctx.word(
        "chart.bars",
        names=ctx.word("separator").join(one.name for one in series),
        most=most[1],
        most_name=most[2],
        least=least[1],
        least_name=least[2],
    )


def _listed(series: BarSeries, categories: tuple[str, ...], ctx: Context) -> str:
    """Say the values of a series."""
    said = ctx.word("separator").join(
        ctx.word("chart.bar", label=category, value=bar.label)
        for category, bar in zip(categories, series.bars, strict=True)
        if bar.label
    )
    return ctx.word("chart.course", name=series.name, course=said) if said else ""

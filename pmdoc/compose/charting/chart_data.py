"""Make line and bar charts from data, with a description of each in words.

In → Out: the data of a chart in, `LineChart` or `BarChart` blocks out.
Must not: choose colours, drop a value, or claim more than the data show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.charting.axes import (
    DAY,
    coarse_text,
    local_time,
    make_time_axis,
    make_value_axis,
    number_text,
    sample_time_text,
)
from pmdoc.compose.charting.phases import show_phases
from pmdoc.compose.context import Context
from pmdoc.model.attachment import Dataset
from pmdoc.model.document.chart_blocks import (
    Bar,
    BarChart,
    BarSeries,
    LineChart,
    LineSeries,
    PlotPoint,
    Tick,
    TimeAxis,
)
from pmdoc.model.moment import TimeResolution

_MAX_BARS, _MAX_SERIES = 20, 8
"""More than readers can tell apart, or a page has room for, are split into several charts."""
_SHORT = ("chart.course", "chart.value_at", "chart.highest", "chart.lowest", "chart.value_at")
"""The phrases that describe a line in the note below a chart."""
_LONG = ("chart.line", "chart.begins", "chart.peaks", "chart.dips", "chart.ends")
"""The phrases for the alternative text, which screen readers read out."""


class ChartSpec(Struct, frozen=True, kw_only=True):
    """What a chart shows besides its data."""

    title: str
    unit: str = ""
    target: float | None = None
    has_phases: bool = True


def make_line_charts(
    spec: ChartSpec, data: Sequence[Dataset], ctx: Context
) -> tuple[LineChart, ...]:
    """Make line charts of series over time; several charts if there are many series.

    Shape: every sample has a time.
    """
    filled = [series for series in data if any(s.value is not None for s in series.samples)]
    groups = [filled[at : at + _MAX_SERIES] for at in range(0, len(filled), _MAX_SERIES)]
    return tuple(
        _line_chart(replace(spec, title=_title(spec.title, part, len(groups), ctx)), group, ctx)
        for part, group in enumerate(groups, 1)
    )


def _title(title: str, part: int, parts: int, ctx: Context) -> str:
    """Return the title of a chart, such as "Load (2 of 3)" if there are several."""
    if parts == 1:
        return title
    return ctx.word("chart.part", title=title, part=str(part), parts=str(parts))


def _line_chart(spec: ChartSpec, data: Sequence[Dataset], ctx: Context) -> LineChart:
    samples = [sample for series in data for sample in series.samples if sample.at is not None]
    times = [sample.at for sample in samples if sample.at is not None]
    is_coarse = all(sample.resolution < TimeResolution.MINUTE for sample in samples)
    time = make_time_axis(
        min(times), max(times), ctx, is_round=True, min_step=DAY if is_coarse else 1
    )
    lines = tuple(_line(series, spec.unit, time, ctx) for series in data)
    values = [sample.value for sample in samples if sample.value is not None]
    phases = [phase for phase in show_phases(time, ctx) if phase.span] if spec.has_phases else []
    describe = partial(_describe, unit=spec.unit, time=time, ctx=ctx)
    summary = [f"{time.title}.", *(describe(_SHORT, series) for series in data)]
    alternative = [ctx.word("chart.lines", days=time.title)]
    alternative += [describe(_LONG, series) for series in data]
    target = None
    if spec.target is not None:
        values.append(spec.target)
        text = number_text(spec.target, spec.unit, ctx)
        target = Tick(spec.target, ctx.word("chart.target", value=text))
        summary.append(f"{target.label}.")
        alternative.append(ctx.word("chart.wanted", value=text))
    if phases:
        spans = ctx.word("separator").join(phase.text for phase in phases)
        summary.append(ctx.word("chart.shaded", phases=spans))
    return LineChart(
        title=spec.title,
        alternative=" ".join(filter(None, alternative)),
        time=time,
        values=make_value_axis(values, spec.unit, ctx, is_bars=False),
        lines=lines,
        phases=tuple(phase.span for phase in phases if phase.span),
        target=target,
        summary=" ".join(filter(None, summary)),
    )


def make_bar_charts(spec: ChartSpec, data: Sequence[Dataset], ctx: Context) -> tuple[BarChart, ...]:
    """Make bar charts; several charts on the same scale if there are many bars.

    Example: 3 series of 10 categories are 30 bars. A chart has room for 20 // 3 = 6 categories, so
    there are two charts.
    """
    names = list(dict.fromkeys(name for series in data for name in _values_by_name(series, ctx)))
    values = [s.value for series in data for s in series.samples if s.value is not None]
    axis = make_value_axis(values, spec.unit, ctx, is_bars=True)
    groups = [data[at : at + _MAX_SERIES] for at in range(0, len(data), _MAX_SERIES)]
    step = max(1, _MAX_BARS // max(1, *map(len, groups)))
    ranges = [tuple(names[at : at + step]) for at in range(0, len(names), step)]
    parts = [(categories, group) for categories in ranges for group in groups]
    charts = []
    for part, (categories, group) in enumerate(parts, 1):
        series = tuple(_bars(dataset, categories, spec.unit, ctx) for dataset in group)
        charts.append(
            BarChart(
                title=_title(spec.title, part, len(parts), ctx),
                alternative=_describe_extremes(series, categories, ctx),
                categories=categories,
                series=series,
                values=axis,
                summary=" ".join(_describe_bars(bars, categories, ctx) for bars in series),
            )
        )
    return tuple(charts)


def list_bars(names: tuple[str, ...], bars: tuple[Bar, ...], ctx: Context) -> str:
    """Return the labels of bars in words, such as "Before 40 ms, During 900 ms"."""
    return ctx.word("separator").join(
        ctx.word("chart.bar", label=name, value=bar.label)
        for name, bar in zip(names, bars, strict=True)
        if bar.label
    )


def _line(data: Dataset, unit: str, time: TimeAxis, ctx: Context) -> LineSeries:
    """Make a line, with a label at its peak: the point whose value is farthest from the first."""
    samples = data.samples
    points = tuple(PlotPoint(s.at.astimezone(dt.UTC), s.value) for s in samples if s.at is not None)
    known = [(index, s.value) for index, s in enumerate(samples) if s.value is not None]
    if not known:
        return LineSeries(name=data.name, points=points)
    start = known[0][1]
    peak, value = max(known, key=lambda item: (abs(item[1] - start), -item[0]))
    at = sample_time_text(samples[peak], time, ctx)
    label = ctx.word("chart.value_at", value=number_text(value, unit, ctx), time=at)
    return LineSeries(name=data.name, points=points, peak=peak, peak_label=label)


def _describe(
    wording: tuple[str, ...], data: Dataset, *, unit: str, time: TimeAxis, ctx: Context
) -> str:
    """Describe a line with the keys of a sentence, and of its start, its extremes and its end."""
    sentence, start, high, low, end = wording
    known = [(sample.value, sample) for sample in data.samples if sample.value is not None]
    if not known:
        return ""
    first, last = known[0], known[-1]
    highest, lowest = max(known, key=lambda p: p[0]), min(known, key=lambda p: p[0])
    points = [(start, first)]
    if highest[0] > max(first[0], last[0]):
        points.append((high, highest))
    if lowest[0] < min(first[0], last[0]):
        points.append((low, lowest))
    if len(known) > 1:
        points.append((end, last))
    course = ctx.word("separator").join(
        ctx.word(key, value=number_text(value, unit, ctx), time=sample_time_text(sample, time, ctx))
        for key, (value, sample) in points
    )
    return ctx.word(sentence, name=data.name, course=course)


def _values_by_name(data: Dataset, ctx: Context) -> dict[str, float | None]:
    """Return the values of a series by name; repeated names are numbered, such as "Shop (2)"."""
    values: dict[str, float | None] = {}
    for sample in data.samples:
        name, count = sample.label, 1
        if sample.at is not None:
            at, is_coarse = local_time(sample.at, ctx), sample.resolution < TimeResolution.MINUTE
            name = coarse_text(at, sample.resolution, ctx) if is_coarse else ""
            name = name or ctx.language.date_time(at)
        unique = name
        while unique in values:
            count += 1
            unique = f"{name} ({count})"
        values[unique] = sample.value
    return values


def _bars(data: Dataset, categories: tuple[str, ...], unit: str, ctx: Context) -> BarSeries:
    values = _values_by_name(data, ctx)
    shown = [values.get(category) for category in categories]
    bars = (Bar(n, "" if n is None else number_text(n, unit, ctx)) for n in shown)
    return BarSeries(data.name, tuple(bars))


def _describe_extremes(
    series: tuple[BarSeries, ...], categories: tuple[str, ...], ctx: Context
) -> str:
    """Describe what the bars measure and their extremes; the note below has all values."""
    bars = [
        (bar.value, bar.label, category)
        for one in series
        for category, bar in zip(categories, one.bars, strict=True)
        if bar.value is not None
    ]
    names = ctx.word("separator").join(one.name for one in series)
    if not bars:
        return names
    _, most, most_name = max(bars, key=lambda bar: bar[0])
    _, least, least_name = min(bars, key=lambda bar: bar[0])
    return ctx.word(
        "chart.bars",
        names=names,
        most=most,
        most_name=most_name,
        least=least,
        least_name=least_name,
    )


def _describe_bars(series: BarSeries, categories: tuple[str, ...], ctx: Context) -> str:
    values = list_bars(categories, series.bars, ctx)
    return ctx.word("chart.course", name=series.name, course=values) if values else ""

"""The charts of the incident: lines over time, or bars.

In → Out: the incident's charts in, one or more blocks for each out, described in words.
Must not: read a file; the data are loaded before composing.

    - part: charts
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pmdoc.compose.charting.chart_data import ChartSpec, make_bar_charts, make_line_charts
from pmdoc.compose.context import Context
from pmdoc.compose.part import NoOptions, Part
from pmdoc.compose.reads import records_reader
from pmdoc.model.choice import ChartKind
from pmdoc.model.document import Block
from pmdoc.model.document.block_text import block_text
from pmdoc.model.document.chart_blocks import BarChart, LineChart
from pmdoc.model.record import Chart

_READ = (
    *("title", "alt", "caption", "kind", "unit", "csv", "target", "phases"),
    *(f"series.{name}" for name in ("name", "csv", "x", "y")),
    *(f"series.points.{name}" for name in ("at", "label", "value")),
)


def _compose(_: NoOptions, ctx: Context) -> tuple[Block, ...]:
    return tuple(
        _with_author_text(block, index, ctx)
        for index, chart in enumerate(ctx.incident.metrics.charts)
        for block in _make_charts(chart, index, ctx)
    )


def _make_charts(chart: Chart, index: int, ctx: Context) -> Iterator[LineChart | BarChart]:
    data = ctx.data.get(index, ())
    if not any(sample.value is not None for one in data for sample in one.samples):
        return
    spec = ChartSpec(
        title=block_text(ctx.parse(chart.title)),
        unit=ctx.one_line(chart.unit),
        target=chart.target,
        has_phases=chart.phases,
    )
    has_times = all(sample.at is not None for one in data for sample in one.samples)
    _record(chart, ctx)
    if chart.kind is ChartKind.LINE and has_times:
        ctx.shown.add(chart.target)
        yield from make_line_charts(spec, data, ctx)
    else:
        yield from make_bar_charts(spec, data, ctx)


def _record(chart: Chart, ctx: Context) -> None:
    """Record a chart as shown: of each point, its time or else its label."""
    ctx.shown.add(chart)
    for series in chart.series:
        ctx.shown.add(series.name)
        for point in series.points:
            ctx.shown.add(point.value)
            has_time = point.at is not None and point.at.time is not None
            ctx.shown.add(point.at if has_time else point.label)


def _with_author_text(block: LineChart | BarChart, index: int, ctx: Context) -> Block:
    chart = ctx.incident.metrics.charts[index]
    own = block_text(ctx.parse(chart.alt)) if chart.alt else ""
    return replace(
        block,
        alternative=f"{own} {block.alternative}" if own else block.alternative,
        caption=ctx.parse_inline(chart.caption) if chart.caption else (),
        anchor=ctx.make_anchor(f"metrics.charts.{index + 1}"),
    )


PART = Part(
    name="charts", compose=_compose, reads=records_reader(*_READ, lists=("metrics.charts",))
)

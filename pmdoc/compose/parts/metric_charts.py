"""A small bar chart of each metric: before, during and after the incident, and its target.

In → Out: the path of metrics in, charts side by side out; a metric is left out if its values are
not numbers of the same unit, or hardly differ.
Must not: replace the table of metrics; the charts show no more than that.

    - part: metric_charts
      value: metrics.current_state
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.charting.axes import make_value_axis, number_text
from pmdoc.compose.charting.chart_data import list_bars
from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import amount_text, lacks_unit
from pmdoc.compose.part import Part
from pmdoc.compose.parts.items import find_records
from pmdoc.model.amount import Amount
from pmdoc.model.document import Block, FigureRow
from pmdoc.model.document.block_text import block_text
from pmdoc.model.document.chart_blocks import Bar, BarChart, BarRole, BarSeries
from pmdoc.model.record import Metric

_STAGES = ("before", "during", "after", "target")
_ROLES = {"during": BarRole.STRONG, "target": BarRole.TARGET}
_MIN_STAGES = 2
_MIN_DIFFERENCE = 0.02
"""Values that differ by a smaller share of the largest one would be bars of the same height."""


class MetricChartsOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: the records at `value` are metrics."""

    value: tuple[str, ...] = ("metrics.current_state",)


def _compose(options: MetricChartsOptions, ctx: Context) -> tuple[Block, ...]:
    records = find_records(options.value, {}, ctx)
    charts = [_make_chart(record, ctx) for record in records if isinstance(record, Metric)]
    return tuple(_rows([chart for chart in charts if chart is not None]))


def _rows(charts: list[BarChart]) -> Iterator[Block]:
    """Yield the charts in rows of two; the first row has three if their number is odd."""
    if len(charts) == 1:
        yield charts[0]
        return
    start = 3 if len(charts) % 2 else 0
    rows = [charts[:start], *(charts[at : at + 2] for at in range(start, len(charts), 2))]
    yield from (FigureRow(figures=tuple(row)) for row in rows if row)


def _make_chart(metric: Metric, ctx: Context) -> BarChart | None:
    measures = [(stage, _measure(getattr(metric, stage), metric.unit, ctx)) for stage in _STAGES]
    known = [(stage, measure) for stage, measure in measures if measure is not None]
    values = [value for _, (value, _, _) in known]
    units = {unit for _, (_, unit, _) in known}
    measured_stages = sum(stage != "target" for stage, _ in known)
    if measured_stages < _MIN_STAGES or len(units) > 1 or not _differ(values):
        return None
    for stage, (_, unit, _) in known:
        ctx.shown.add(getattr(metric, stage))
        if unit == metric.unit:
            ctx.shown.add(metric.unit)
    axis = make_value_axis(values, next(iter(units)), ctx, is_bars=True)
    bars = tuple(
        Bar(
            value,
            text,
            _ROLES.get(stage, BarRole.PLAIN),
            is_worded=text != number_text(value, axis.unit, ctx),
        )
        for stage, (value, _, text) in known
    )
    names = tuple(ctx.word(f"metric.{stage}") for stage, _ in known)
    title = block_text(ctx.parse(metric.name))
    return BarChart(
        title=title,
        alternative=ctx.word("chart.bar_list", name=title, course=list_bars(names, bars, ctx)),
        categories=names,
        series=(BarSeries(title, bars),),
        values=axis,
        anchor=ctx.state.anchors.make(f"chart {title}"),
    )


def _differ(values: list[float]) -> bool:
    largest = max((abs(value) for value in values), default=0.0)
    return largest > 0 and (max(values) - min(values)) / largest >= _MIN_DIFFERENCE


def _measure(amount: Amount | None, unit: str, ctx: Context) -> tuple[float, str, str] | None:
    """Return the number of a figure, its unit, and its text; None without exactly one number.

    Example: `(82.0, "%", "about 82 %")` for the text "about 82 %".
    """
    if amount is None or amount.value is None:
        return None
    if not isinstance(amount.value, str):
        unit = amount.unit or unit
        return float(amount.value), unit, amount_text(replace(amount, unit=unit), ctx)
    if "`" in amount.value:  # code is a setting, not a measurement
        return None
    if lacks_unit(amount, ctx):
        amount = replace(amount, unit=unit)
    text = amount_text(amount, ctx)
    decimal, thousands = (re.escape(ctx.language.patterns[k]) for k in ("decimal", "thousands"))
    pattern = rf"[^0-9]*?([+-]?[0-9]+(?:{thousands}[0-9]{{3}})*(?:{decimal}[0-9]+)?)\s*([^0-9]*)"
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    digits = match[1].replace(ctx.language.patterns["thousands"], "")
    value = float(digits.replace(ctx.language.patterns["decimal"], "."))
    return value, match[2].strip() or unit, text


# reads nothing, since the charts do not replace the table of metrics
PART = Part(name="metric_charts", options=MetricChartsOptions, compose=_compose)

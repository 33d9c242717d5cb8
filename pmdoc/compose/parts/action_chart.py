"""How far the actions are: bars of their number by status.

In → Out: the incident's actions in, one `BarChart` out; nothing for fewer than three.
Must not: count anything that the actions' own list does not show.

    - part: action_chart
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.axes import make_value_axis
from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.model.derived import count_actions
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import Bar, BarChart, BarSeries

_LEAST = 3


class ActionChartOptions(Struct, frozen=True, kw_only=True):
    """The options: none."""


def compose(options: ActionChartOptions, ctx: Context) -> tuple[Block, ...]:  # noqa: ARG001 - a part's form
    """Count the actions by status."""
    counts = count_actions(ctx.incident)
    total, done = ctx.figures.actions, ctx.figures.actions_done
    if total < _LEAST or len(counts) < 2:  # one bar says no more than its number
        return ()
    names = tuple(ctx.word(f"action_status.{status}") for status, _ in counts)
    title = ctx.word("chart.actions_title", done=str(done), count=str(total))
    bars = tuple(Bar(float(count), ctx.language.number(count)) for _, count in counts)
    said = ctx.word("separator").join(
        ctx.word("chart.bar", label=name, value=bar.label)
        for name, bar in zip(names, bars, strict=True)
    )
    name = ctx.word("chart.actions")
    return (
        BarChart(
            title=title,
            alternative=ctx.word("chart.bar_list", name=name, course=said),
            categories=names,
            series=(BarSeries(name, bars),),
            values=make_value_axis((float(n) for _, n in counts), "", ctx, is_bars=True),
            anchor=ctx.make_anchor("action-chart"),
        ),
    )


# the actions' own list shows them; the chart only counts, so it says that it reads nothing
PART = Part(name="action_chart", options=ActionChartOptions, compose=compose)

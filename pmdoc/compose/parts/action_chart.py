"""A bar chart of the number of actions by status.

In → Out: the incident's actions in, one `BarChart` out; nothing for fewer than three actions.
Must not: count anything but actions.

    - part: action_chart
"""

from __future__ import annotations

from pmdoc.compose.charting.axes import make_value_axis
from pmdoc.compose.charting.chart_data import list_bars
from pmdoc.compose.context import Context
from pmdoc.compose.part import NoOptions, Part
from pmdoc.model.course import count_actions
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import Bar, BarChart, BarSeries

_MIN_ACTIONS = 3


def _compose(_: NoOptions, ctx: Context) -> tuple[Block, ...]:
    counts = count_actions(ctx.incident)
    total, done = ctx.figures.actions, ctx.figures.actions_done
    if total < _MIN_ACTIONS or len(counts) < 2:  # one bar would show no more than the title
        return ()
    names = tuple(ctx.word(f"action_status.{status}") for status, _ in counts)
    title = ctx.word("chart.actions_title", done=str(done), count=str(total))
    bars = tuple(Bar(float(count), ctx.language.number(count)) for _, count in counts)
    name = ctx.word("chart.actions")
    return (
        BarChart(
            title=title,
            alternative=ctx.word("chart.bar_list", name=name, course=list_bars(names, bars, ctx)),
            categories=names,
            series=(BarSeries(name, bars),),
            values=make_value_axis((float(n) for _, n in counts), "", ctx, is_bars=True),
            anchor=ctx.make_anchor("action-chart"),
        ),
    )


# reads nothing, since the chart does not replace a list of the actions
PART = Part(name="action_chart", compose=_compose)

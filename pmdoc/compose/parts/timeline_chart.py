"""A chart of the incident's phases and milestones, to scale.

In → Out: the incident's moments in, one `TimelineChart` out; nothing for fewer than three moments
with a clock time.
Must not: show a moment without a clock time.

    - part: timeline_chart
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.charting.axes import axis_time_text, make_time_axis
from pmdoc.compose.charting.phases import find_milestones, find_phases
from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import duration_text
from pmdoc.compose.part import Part
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import Milestone, PhaseSpan, TimeAxis, TimelineChart

_MIN_MILESTONES = 3


class TimelineChartOptions(Struct, frozen=True, kw_only=True):
    """No options."""


def compose(options: TimelineChartOptions, ctx: Context) -> tuple[Block, ...]:  # noqa: ARG001 -- the signature of every part
    """Make the chart."""
    milestones = find_milestones(ctx)
    if len(milestones) < _MIN_MILESTONES:
        return ()
    time = make_time_axis(milestones[0].at, milestones[-1].at, ctx)
    phases = find_phases(ctx)
    course = ctx.word("separator").join(
        (
            *(_describe_phase(phase, time, ctx) for phase in phases),
            *(_describe_milestone(milestone, ctx) for milestone in milestones),
        )
    )
    return (
        TimelineChart(
            title=_title(ctx),
            alternative=ctx.word("chart.timeline", days=time.title, course=course),
            time=time,
            milestones=milestones,
            phases=phases,
            anchor=ctx.make_anchor("timeline-chart"),
        ),
    )


def _title(ctx: Context) -> str:
    """Return a title with the time to detect and the duration, if both are known."""
    detect, whole = ctx.figures.time_to_detect, ctx.figures.duration or ctx.figures.downtime
    if detect is not None and detect.value is not None and whole is not None and whole.value:
        return ctx.word(
            "chart.timeline_title",
            detected=duration_text(detect, ctx),
            duration=duration_text(whole, ctx),
        )
    return ctx.word("chart.timeline_plain")


def _describe_phase(phase: PhaseSpan, time: TimeAxis, ctx: Context) -> str:
    start, end = axis_time_text(phase.start, time, ctx), axis_time_text(phase.end, time, ctx)
    return ctx.word("chart.span", label=phase.label, start=start, end=end)


def _describe_milestone(milestone: Milestone, ctx: Context) -> str:
    return ctx.word("chart.bar", label=milestone.label, value=milestone.clock)


# reads nothing, since the chart does not replace the timeline or the facts
PART = Part(name="timeline_chart", options=TimelineChartOptions, compose=compose)

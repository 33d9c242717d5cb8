"""The course of the incident at a glance: phases and milestones to scale.

In → Out: the incident's moments in, one `TimelineChart` out; nothing where fewer than three are
known by the clock.
Must not: show a moment that has no clock time.

    - part: timeline_chart
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.amounts import duration_text
from pmdoc.compose.axes import axis_time_text, make_time_axis
from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.phases import find_milestones, find_phases
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import Milestone, PhaseSpan, TimeAxis, TimelineChart

_LEAST = 3


class TimelineChartOptions(Struct, frozen=True, kw_only=True):
    """The options: none."""


def compose(options: TimelineChartOptions, ctx: Context) -> tuple[Block, ...]:  # noqa: ARG001 - a part's form
    """Draw the course, if enough of it is known."""
    found = find_milestones(ctx)
    if len(found) < _LEAST:
        return ()
    time = make_time_axis(found[0].at, found[-1].at, ctx)
    spans = find_phases(ctx)
    said = (*(_span(span, time, ctx) for span in spans), *(_milestone(m, ctx) for m in found))
    course = ctx.word("separator").join(said)
    return (
        TimelineChart(
            title=_title(ctx),
            alternative=ctx.word("chart.timeline", days=time.title, course=course),
            time=time,
            milestones=found,
            phases=spans,
            anchor=ctx.make_anchor("timeline-chart"),
        ),
    )


def _title(ctx: Context) -> str:
    """Say how long it took, as the derived figures have it."""
    detect, whole = ctx.figures.time_to_detect, ctx.figures.duration or ctx.figures.downtime
    if detect is not None and detect.value is not None and whole is not None and whole.value:
        return ctx.word(
            "chart.timeline_title",
            detected=duration_text(detect, ctx),
            duration=duration_text(whole, ctx),
        )
    return ctx.word("chart.timeline_plain")


def _span(span: PhaseSpan, time: TimeAxis, ctx: Context) -> str:
    start, end = axis_time_text(span.start, time, ctx), axis_time_text(span.end, time, ctx)
    return ctx.word("chart.span", label=span.label, start=start, end=end)


def _milestone(milestone: Milestone, ctx: Context) -> str:
    return ctx.word("chart.bar", label=milestone.label, value=milestone.clock)


# the moments stand in the timeline and among the facts too, so the chart says that it reads nothing
PART = Part(name="timeline_chart", options=TimelineChartOptions, compose=compose)

"""A chart of the incident's phases and milestones, to scale.

In → Out: the incident's moments in, one `TimelineChart` out; nothing for fewer than three moments
with a clock time.
Must not: show a moment without a clock time.

    - part: timeline_chart
"""

from __future__ import annotations

from pmdoc.compose.charting.axes import make_time_axis
from pmdoc.compose.charting.phases import find_milestones, find_phases, phase_text
from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import duration_text
from pmdoc.compose.part import NoOptions, Part
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import TimelineChart

_MIN_MILESTONES = 3


def _compose(_: NoOptions, ctx: Context) -> tuple[Block, ...]:
    milestones = find_milestones(ctx)
    if len(milestones) < _MIN_MILESTONES:
        return ()
    time = make_time_axis(milestones[0].at, milestones[-1].at, ctx)
    phases = find_phases(ctx)
    course = [phase_text(phase, time, ctx) for phase in phases]
    course += [ctx.word("chart.bar", label=m.label, value=m.clock) for m in milestones]
    days, events = time.title, ctx.word("separator").join(course)
    return (
        TimelineChart(
            title=_title(ctx),
            alternative=ctx.word("chart.timeline", days=days, course=events),
            time=time,
            milestones=milestones,
            phases=phases,
            anchor=ctx.make_anchor("timeline-chart"),
        ),
    )


def _title(ctx: Context) -> str:
    detect, whole = ctx.figures.time_to_detect, ctx.figures.duration or ctx.figures.downtime
    if detect is not None and detect.value is not None and whole is not None and whole.value:
        detected, duration = duration_text(detect, ctx), duration_text(whole, ctx)
        return ctx.word("chart.timeline_title", detected=detected, duration=duration)
    return ctx.word("chart.timeline_plain")


# reads nothing, since the chart does not replace the timeline or the facts
PART = Part(name="timeline_chart", compose=_compose)

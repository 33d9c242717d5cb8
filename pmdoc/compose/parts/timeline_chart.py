"""A chart of the incident's phases and milestones, to scale.

In → Out: the incident's course in, one `TimelineChart` out; nothing for fewer than three known
moments.
Must not: give a day a clock time.

    - part: timeline_chart
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.compose.charting.axes import make_time_axis
from pmdoc.compose.charting.phases import show_milestones, show_phases
from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import duration_text
from pmdoc.compose.part import NoOptions, Part
from pmdoc.compose.shown import ShownValues
from pmdoc.model.document import Block
from pmdoc.model.document.chart_blocks import TimelineChart

_MIN_MILESTONES = 3


def _compose(_: NoOptions, ctx: Context) -> tuple[Block, ...]:
    shown = ShownValues()
    milestones = show_milestones(replace(ctx, shown=shown))
    if len(milestones) < _MIN_MILESTONES:
        return ()
    ctx.shown.add_all(shown)
    time = make_time_axis(milestones[0].at, max(m.until or m.at for m in milestones), ctx)
    phases = show_phases(time, ctx)
    course = [phase.text for phase in phases]
    course += [ctx.word("chart.bar", label=m.label, value=m.clock) for m in milestones]
    days, events = time.title, ctx.word("separator").join(course)
    return (
        TimelineChart(
            title=_title(ctx),
            alternative=ctx.word("chart.timeline", days=days, course=events),
            time=time,
            milestones=milestones,
            phases=tuple(phase.span for phase in phases if phase.span),
            anchor=ctx.make_anchor("timeline-chart"),
        ),
    )


def _title(ctx: Context) -> str:
    """Return how long it took, as far as that can be said in a line.

    A figure with a note of its author's stands only where the note does, and "after" does not go
    with "under 1 min".
    """
    figures = (ctx.figures.time_to_detect, ctx.figures.duration)
    known = [figure for figure in figures if figure and figure.value and not figure.note]
    if len(known) < len(figures):
        return ctx.word("chart.timeline_plain")
    detected, duration = (duration_text(figure, ctx) for figure in known)
    return ctx.word("chart.timeline_title", detected=detected, duration=duration)


# reads nothing, since the chart does not replace the timeline or the facts
PART = Part(name="timeline_chart", compose=_compose)

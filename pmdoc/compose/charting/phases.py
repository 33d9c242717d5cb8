"""Show the phases and milestones of the incident's course in charts, in marks and in words.

In → Out: the course in; spans, milestones and texts for a time axis out.
Must not: make a time more precise than its author did. A day is drawn as long as it is, and a phase
that begins or ends on one leaves it out: it is certain only before or after.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from msgspec.structs import replace

from pmdoc.compose.charting.axes import axis_moment_text, is_one_day, local_time
from pmdoc.compose.context import Context
from pmdoc.model.choice import Phase, Precision
from pmdoc.model.course import CoursePhase
from pmdoc.model.document.chart_blocks import Milestone, PhaseSpan, TimeAxis
from pmdoc.model.durations import Landmark
from pmdoc.model.moment import Moment

_MAX_PHASES = 20
"""If phases alternate more often, a chart would be stripes."""
_LEFT_OUT = "closed"
"""Closing the incident, often days later, would compress the rest."""


class ShownPhase(NamedTuple):
    """A phase in words, and its span; None if the axis has no room for it."""

    span: PhaseSpan | None
    text: str


def show_phases(time: TimeAxis, ctx: Context) -> tuple[ShownPhase, ...]:
    """Return the phases of which a part is on the axis, in order of time; none if there are many.

    The words state their ends even if those are not on the axis: "Investigation 13:24 to 14:08".
    """
    phases = ctx.course.phases
    if len(phases) > _MAX_PHASES:
        return ()
    return tuple(
        ShownPhase(_span(phase, time, ctx), _phase_text(phase, time, ctx))
        for phase in phases
        if phase.start.earliest < time.high and phase.end.latest > time.low
    )


def show_milestones(ctx: Context) -> tuple[Milestone, ...]:
    """Return the milestones, in order of time; those at the same time share one."""
    landmarks = [mark for mark in ctx.course.milestones if mark.name != _LEFT_OUT]
    together: dict[tuple[object, ...], list[Landmark]] = {}
    for mark in landmarks:
        key = (mark.earliest, mark.latest, mark.moment.precision)
        together.setdefault(key, []).append(mark)
    days = {local_time(at, ctx).date() for mark in landmarks for at in _ends(mark)}
    made = [_milestone(marks, ctx, has_day=len(days) > 1) for marks in together.values()]
    return tuple(sorted(made, key=lambda milestone: milestone.at))


def _milestone(marks: list[Landmark], ctx: Context, *, has_day: bool) -> Milestone:
    at, until = _ends(marks[0])
    words = ctx.word("separator").join(ctx.word(f"milestone.{mark.name}") for mark in marks)
    for mark in marks:
        ctx.shown.add(mark.moment)
    clock = axis_moment_text(marks[0].moment, ctx, has_day=has_day)
    return Milestone(words, clock, at, until if until > at else None)


def _ends(mark: Landmark) -> tuple[dt.datetime, dt.datetime]:
    return mark.earliest.astimezone(dt.UTC), mark.latest.astimezone(dt.UTC)


def _span(phase: CoursePhase, time: TimeAxis, ctx: Context) -> PhaseSpan | None:
    start = max(_certain(phase.start, is_end=False), time.low)
    end = min(_certain(phase.end, is_end=True), time.high)
    return PhaseSpan(_phase_name(phase, ctx), start, end) if start < end else None


def _certain(mark: Landmark, *, is_end: bool) -> dt.datetime:
    """Return the clock time, or that end of a day which is nearer to the phase's middle."""
    if mark.moment.instant is not None:
        return mark.moment.instant.astimezone(dt.UTC)
    earliest, latest = _ends(mark)
    return earliest if is_end else latest + dt.timedelta.resolution


def _phase_name(phase: CoursePhase, ctx: Context) -> str:
    if phase.phase == Phase.DETECTION and phase.start.name == "started":
        return ctx.word("chart.not_detected")
    return ctx.phase_name(phase.phase)


def _phase_text(phase: CoursePhase, time: TimeAxis, ctx: Context) -> str:
    has_day = not is_one_day(time, ctx)
    for mark in (phase.start, phase.end):
        ctx.shown.add(mark.moment)
    start, end = (
        axis_moment_text(_point(mark.moment), ctx, has_day=has_day)
        for mark in (phase.start, phase.end)
    )
    return ctx.word("chart.span", label=_phase_name(phase, ctx), start=start, end=end)


def _point(moment: Moment) -> Moment:
    """Return a span as about its start: "14:19 to about 15:30" if the end is 15:30 to 15:35."""
    if moment.until is None:
        return moment
    return replace(moment, until=None, precision=Precision.APPROXIMATE)

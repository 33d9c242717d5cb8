"""Find the phases and milestones of the incident for charts, as far as clock times are known.

In → Out: an incident's moments in; spans and milestones in order of time out.
Must not: make a time more precise than its author did; a moment without a clock time is left out.
"""

from __future__ import annotations

import datetime as dt

from pmdoc.compose.charting.axes import axis_time_text, day_without_year
from pmdoc.compose.context import Context
from pmdoc.model.choice import Phase, Precision
from pmdoc.model.document.chart_blocks import Milestone, PhaseSpan, TimeAxis
from pmdoc.model.moment import Moment

_MILESTONES = (
    "started",
    "detected",
    "acknowledged",
    "escalated",
    "mitigation_started",
    "mitigated",
    "restored",
    "resolved",
)
"""In their usual order. Closing the incident, often days later, would compress the rest."""
_PHASES = (
    (Phase.DETECTION, ("started",), ("detected",)),
    (Phase.INVESTIGATION, ("detected", "started"), ("mitigated", "restored")),
    (Phase.RESOLUTION, ("mitigated", "restored"), ("resolved", "restored")),
)
"""Each phase with the moments that start and end it; the first that is known counts."""


def find_phases(ctx: Context) -> tuple[PhaseSpan, ...]:
    """Return the phases whose ends are both known; they do not overlap."""
    spans: list[PhaseSpan] = []
    for phase, starts, ends in _PHASES:
        start, end = _first(starts, ctx), _first(ends, ctx)
        if start is None or end is None or end <= start:
            continue
        if not spans or start >= spans[-1].end:
            spans.append(PhaseSpan(ctx.word(f"phase.{phase}"), start, end))
    return tuple(spans)


def phase_text(phase: PhaseSpan, time: TimeAxis, ctx: Context) -> str:
    """Return a phase in words, such as "Detection from 17:37 to 17:52"."""
    start, end = axis_time_text(phase.start, time, ctx), axis_time_text(phase.end, time, ctx)
    return ctx.word("chart.span", label=phase.label, start=start, end=end)


def find_milestones(ctx: Context) -> tuple[Milestone, ...]:
    """Return the moments with a clock time; those at the same time share one milestone."""
    known: dict[dt.datetime, tuple[str, Moment]] = {}
    for name in _MILESTONES:
        moment = getattr(ctx.incident.incident, name)
        at = _instant(moment)
        if moment is None or at is None:
            continue
        word = ctx.word(f"milestone.{name}")
        if at in known:
            word = ctx.word("separator").join((known[at][0], word))
        known[at] = (word, moment)
    is_one_day = len({at.date() for at in known}) == 1
    return tuple(
        Milestone(known[at][0], _time_text(at, known[at][1], ctx, is_one_day=is_one_day), at)
        for at in sorted(known)
    )


def _time_text(at: dt.datetime, moment: Moment, ctx: Context, *, is_one_day: bool) -> str:
    text = ctx.language.time(at, seconds=moment.has_seconds)
    if not is_one_day:
        text = ctx.word("chart.moment", day=day_without_year(at, ctx), time=text)
    if isinstance(moment.until, dt.datetime):
        end = ctx.language.time(moment.until.astimezone(dt.UTC), seconds=moment.has_seconds)
        text = ctx.word("until", start=text, end=end)
    about = moment.precision is Precision.APPROXIMATE
    return ctx.word("about", value=text) if about else text


def _first(names: tuple[str, ...], ctx: Context) -> dt.datetime | None:
    facts = ctx.incident.incident
    return next((at for name in names if (at := _instant(getattr(facts, name)))), None)


def _instant(moment: Moment | None) -> dt.datetime | None:
    at = moment.known_instant if moment else None
    return at.astimezone(dt.UTC) if at else None

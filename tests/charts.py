"""Charts for tests of drawings and renderers.

In → Out: nothing in; one small, complete chart of each kind out.
Must not: use the composer; renderers accept any valid model.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pmdoc.model.document import Text
from pmdoc.model.document.chart_blocks import (
    Bar,
    BarChart,
    BarRole,
    BarSeries,
    LineChart,
    LineSeries,
    Milestone,
    PhaseSpan,
    PlotPoint,
    Tick,
    TimeAxis,
    TimelineChart,
    TimeTick,
    ValueAxis,
)

START = datetime(2026, 9, 17, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
NBSP = "\N{NO-BREAK SPACE}"


def at(minutes: float) -> datetime:
    """Return the time `minutes` after the start."""
    return START + timedelta(minutes=minutes)


def percent(high: float = 100.0) -> ValueAxis:
    """Return a percentage axis that starts at zero."""
    ticks = tuple(Tick(high * n / 4, f"{high * n / 4:g}{NBSP}%") for n in range(5))
    return ValueAxis(low=0.0, high=high, ticks=ticks, unit="%")


def two_hours() -> TimeAxis:
    """Return an axis from 13:00 to 15:00."""
    ticks = tuple(TimeTick(at(30 * n), f"{13 + n // 2}:{30 * (n % 2):02}") for n in range(5))
    return TimeAxis(low=START, high=at(120), ticks=ticks, title="17 September 2026 (UTC)")


def line(name: str, values: list[float | None], step: float = 5.0, **more: object) -> LineSeries:
    """Return a line with a value every `step` minutes."""
    points = tuple(PlotPoint(at(n * step), value) for n, value in enumerate(values))
    return LineSeries(name=name, points=points, **more)  # type: ignore[arg-type] -- from a test


def line_chart(*lines: LineSeries, **more: object) -> LineChart:
    """Return a chart with two phases and a target."""
    failed = line(
        "Failed payments",
        [0.3, 4.0, 38.5, 82.0, 64.0, 5.8, 0.3],
        20.0,
        peak=3,
        peak_label="82 % at 14:00",
    )
    pool = line("Pool use", [44.0, 97.0, None, 100.0, 100.0, 88.0, 53.0], 20.0)
    given: dict[str, object] = {
        "title": "Failures grew for 45 minutes",
        "alternative": "Failures rise from 0.3 % to 82 % and fall again.",
        "time": two_hours(),
        "values": percent(),
        "lines": lines or (failed, pool),
        "phases": (
            PhaseSpan("Detection", at(20), at(24)),
            PhaseSpan("Investigation", at(24), at(80)),
        ),
        "target": Tick(0.5, "Target 0.5 %"),
        "caption": (Text("Five-minute means"),),
        "summary": "Failed payments: 0.3 % at 13:00, highest 82 % at 14:00.",
        "anchor": "failures",
    }
    return LineChart(**{**given, **more})  # type: ignore[arg-type] -- from a test


def bar_chart(*series: BarSeries, categories: tuple[str, ...] = ()) -> BarChart:
    """Return a chart of one metric before, during and after, with its target."""
    bars = (
        Bar(640.0, f"640{NBSP}ms"),
        Bar(9800.0, f"9,800{NBSP}ms", BarRole.STRONG),
        Bar(635.0, f"635{NBSP}ms"),
        Bar(800.0, f"below 800{NBSP}ms", BarRole.TARGET, is_worded=True),
    )
    return BarChart(
        title="Response time",
        alternative="Bar chart of Response time: Before 640 ms, During 9,800 ms, After 635 ms.",
        categories=categories or ("Before", "During", "After", "Target"),
        series=series or (BarSeries("Response time", bars),),
        values=ValueAxis(
            low=0.0, high=10_000.0, ticks=(Tick(0.0, "0"), Tick(1e4, "10,000")), unit="ms"
        ),
        anchor="response",
    )


def timeline_chart(milestones: tuple[Milestone, ...] = ()) -> TimelineChart:
    """Return a timeline with two phases."""
    return TimelineChart(
        title="Detected after 4 min, over after 1 h 27 min",
        alternative="Timeline to scale. Detection 13:20 to 13:24, Investigation 13:24 to 14:47.",
        time=two_hours(),
        milestones=milestones
        or (
            Milestone("Started", "13:20", at(20)),
            Milestone("Detected", "13:24", at(24)),
            Milestone("Resolved", "14:47", at(107)),
        ),
        phases=(
            PhaseSpan("Detection", at(20), at(24)),
            PhaseSpan("Investigation", at(24), at(107)),
        ),
        anchor="course",
    )

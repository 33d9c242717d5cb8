"""Charts as blocks, with their data, to be drawn or to be embedded as editable charts.

In → Out: nothing in; the blocks `LineChart`, `BarChart` and `TimelineChart` out.
Must not: name a colour, a font or an output format; `compose` writes all texts and ticks.

A chart's `title` is its message, shown above it; `alternative` describes it to readers who can't
see it; `summary` states its numbers in a note below the caption.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pmdoc.model.document.inline import Inline


class BarRole(StrEnum):
    """The role of a bar among its neighbours; the style gives each a colour."""

    PLAIN = "plain"
    STRONG = "strong"
    """The main bar, such as the worst value."""
    TARGET = "target"
    """A target rather than a measured value."""


class Tick(Struct, frozen=True):
    """A labelled value on an axis."""

    value: float
    label: str


class ValueAxis(Struct, frozen=True, kw_only=True):
    """The axis of numbers. Shape: `low` < `high`; `ticks` are at equal intervals between them.

    A short unit ("%") is in `unit` and follows each number; a long one is in `title`. `decimals` is
    the number of decimals that the ticks need.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    decimals: int = 0
    unit: str = ""
    title: str = ""


class TimeTick(Struct, frozen=True):
    """A labelled time on an axis."""

    at: datetime
    label: str


class TimeAxis(Struct, frozen=True, kw_only=True):
    """The axis of time. Shape: `low` < `high`, both aware; `title` states day and time zone."""

    low: datetime
    high: datetime
    ticks: tuple[TimeTick, ...]
    title: str = ""

    def share(self, at: datetime) -> float:
        """Return the relative position of a time on the axis: 0 at `low`, 1 at `high`."""
        return (at - self.low) / (self.high - self.low)


class PhaseSpan(Struct, frozen=True):
    """A labelled span of time, such as a phase of the incident."""

    label: str
    start: datetime
    end: datetime


class PlotPoint(Struct, frozen=True):
    """A measured value; None for a gap, which interrupts the line."""

    at: datetime
    value: float | None


class LineSeries(Struct, frozen=True, kw_only=True):
    """A series over time.

    Shape: `points` in order of time; `peak` is the index of the point to label with `peak_label`.
    """

    name: str
    points: tuple[PlotPoint, ...]
    peak: int | None = None
    peak_label: str = ""


class Bar(Struct, frozen=True):
    """A value and its label; without a value there is no bar.

    `is_worded` is true if the label is more than the number and the axis's unit.
    """

    value: float | None
    label: str
    role: BarRole = BarRole.PLAIN
    is_worded: bool = False


class BarSeries(Struct, frozen=True):
    """A series of bars. Shape: one for each category of the chart."""

    name: str
    bars: tuple[Bar, ...]


class Milestone(Struct, frozen=True):
    """A labelled moment; `clock` is its time as text, including the precision.

    Shape: with `until`, it lasts from `at` until then, or was at an unknown time in between.
    """

    label: str
    clock: str
    at: datetime
    until: datetime | None = None


class LineChart(Struct, frozen=True, kw_only=True):
    """Series over time. Shape: `lines` is never empty; `target` is a value to reach."""

    title: str
    alternative: str
    time: TimeAxis
    values: ValueAxis
    lines: tuple[LineSeries, ...]
    phases: tuple[PhaseSpan, ...] = ()
    target: Tick | None = None
    caption: tuple[Inline, ...] = ()
    summary: str = ""
    anchor: str = ""


class BarChart(Struct, frozen=True, kw_only=True):
    """Bars side by side. Shape: neither `categories` nor `series` is empty."""

    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    values: ValueAxis
    caption: tuple[Inline, ...] = ()
    summary: str = ""
    anchor: str = ""


class TimelineChart(Struct, frozen=True, kw_only=True):
    """Phases and milestones to scale. Shape: `milestones` in order of `at`, never empty."""

    title: str
    alternative: str
    time: TimeAxis
    milestones: tuple[Milestone, ...]
    phases: tuple[PhaseSpan, ...] = ()
    caption: tuple[Inline, ...] = ()
    summary: str = ""
    anchor: str = ""


Chart = LineChart | BarChart | TimelineChart

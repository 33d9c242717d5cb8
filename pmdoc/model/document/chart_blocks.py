"""Charts as blocks: what they say and their numbers, ready to be drawn or to stay editable.

In → Out: nothing in; the frozen classes `LineChart`, `BarChart` and `TimelineChart` out.
Must not: name a colour, a font or a format; all words and ticks are worded by the composer.

A chart's `title` is its message and stands above it; `alternative` says what it shows to those
who can't see it; `summary` gives its numbers in words, in small print below the caption.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pmdoc.model.document.inline import Inline


class BarRole(StrEnum):
    """What a bar stands for among its neighbours; the style sets them apart."""

    PLAIN = "plain"
    STRONG = "strong"
    """The bar that the chart is about, such as the worst value."""
    TARGET = "target"
    """What is wanted, not what is."""


class Tick(Struct, frozen=True):
    """A value that an axis names."""

    value: float
    label: str


class ValueAxis(Struct, frozen=True, kw_only=True):
    """The axis of numbers. Shape: `low` < `high`; `ticks` rise evenly and lie between them.

    `unit` stands behind numbers where it is short ("%"); `title` names it where it is long.
    `decimals` is how many the ticks need.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    decimals: int = 0
    unit: str = ""
    title: str = ""


class TimeTick(Struct, frozen=True):
    """A time that an axis names."""

    at: datetime
    label: str


class TimeAxis(Struct, frozen=True, kw_only=True):
    """The axis of time. Shape: `low` < `high`, both aware; `title` has the day and the zone."""

    low: datetime
    high: datetime
    ticks: tuple[TimeTick, ...]
    title: str = ""

    def share(self, at: datetime) -> float:
        """Return how far along the axis a time lies: 0 at `low`, 1 at `high`."""
        return (at - self.low) / (self.high - self.low)


class PhaseSpan(Struct, frozen=True):
    """A part of the time with a name, such as a phase of the incident."""

    label: str
    start: datetime
    end: datetime


class PlotPoint(Struct, frozen=True):
    """A measured value; `None` where nothing was measured, which breaks the line."""

    at: datetime
    value: float | None


class LineSeries(Struct, frozen=True, kw_only=True):
    """A series over time.

    Shape: `points` in order of time; `peak` is the place of the point to be named by `peak_label`,
    or None.
    """

    name: str
    points: tuple[PlotPoint, ...]
    peak: int | None = None
    peak_label: str = ""


class Bar(Struct, frozen=True):
    """A value and its words; `None` leaves the bar out.

    `is_worded` says that the words are more than the number and the axis's unit.
    """

    value: float | None
    label: str
    role: BarRole = BarRole.PLAIN
    is_worded: bool = False


class BarSeries(Struct, frozen=True):
    """A bar for each category. Shape: as many as there are categories."""

    name: str
    bars: tuple[Bar, ...]


class Milestone(Struct, frozen=True):
    """A moment with its name; `clock` is the time in words, precision included."""

    label: str
    clock: str
    at: datetime


class LineChart(Struct, frozen=True, kw_only=True):
    """Series over time. Shape: never empty; `target` is a level that is wanted."""

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
    """Values side by side. Shape: neither `categories` nor `series` is empty."""

    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    values: ValueAxis
    caption: tuple[Inline, ...] = ()
    summary: str = ""
    anchor: str = ""


class TimelineChart(Struct, frozen=True, kw_only=True):
    """Phases and milestones to scale. Shape: `milestones` in order of time, never empty."""

    title: str
    alternative: str
    time: TimeAxis
    milestones: tuple[Milestone, ...]
    phases: tuple[PhaseSpan, ...] = ()
    caption: tuple[Inline, ...] = ()
    summary: str = ""
    anchor: str = ""


Chart = LineChart | BarChart | TimelineChart

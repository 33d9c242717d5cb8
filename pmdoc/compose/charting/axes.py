"""Make the axes of charts: their ends, and ticks at round values.

In → Out: values or times in, a `ValueAxis` or `TimeAxis` with labelled ticks out.
Must not: cut off data, or put a tick at a value that is not round.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from pmdoc.compose.context import Context
from pmdoc.model.attachment import Sample
from pmdoc.model.choice import Precision
from pmdoc.model.document.chart_blocks import Tick, TimeAxis, TimeTick, ValueAxis
from pmdoc.model.moment import Moment, Period, TimePoint, TimeResolution

_INTERVALS = 4
_MANTISSAS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LARGEST, _SMALLEST = 1e300, 1e-300
_SHORT_UNIT = 3
"""Characters. A longer unit is the axis's title instead of a suffix of each number."""
_NEAR_ZERO = 0.75
"""If the smallest value exceeds this share of the largest, the axis need not start at zero."""

_MINUTE, _HOUR, DAY = 60, 3600, 86_400
_TIME_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 7, 14, 28, 91, 182, 364)),
)
_MAX_TIME_TICKS = 7
_MARGIN = dt.timedelta(minutes=30)
"""Shown on both sides of a single moment."""


def make_value_axis(
    values: Iterable[float], unit: str, ctx: Context, *, is_bars: bool
) -> ValueAxis:
    """Make the axis of numbers. It includes zero, except for lines that vary little.

    Bars show the unit in their labels, however long it is.

    Example: 3 to 87 with the unit "%" gives an axis from 0 to 100 with ticks "0 %", "25 %" ....
    """
    clamped = [min(max(value, -_LARGEST), _LARGEST) for value in values] or [0.0]
    low, high = min(clamped), max(clamped)
    if is_bars or _is_near_zero(low, high):
        low, high = min(low, 0.0), max(high, 0.0)
    step = _round_step(low, high)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        last = first + 1
    decimals = _decimals(step)
    is_short = is_bars or len(unit) <= _SHORT_UNIT
    ticks = tuple(
        Tick(value, number_text(value, unit if is_short else "", ctx))
        for value in (round(at * step, decimals) for at in range(first, last + 1))
    )
    return ValueAxis(
        low=ticks[0].value,
        high=ticks[-1].value,
        ticks=ticks,
        decimals=decimals,
        unit=unit if is_short else "",
        title="" if is_short else unit,
    )


def make_time_axis(
    low: dt.datetime, high: dt.datetime, ctx: Context, *, is_round: bool = False, min_step: int = 1
) -> TimeAxis:
    """Make the axis of time, in the report's zone, from `low` to `high`.

    `is_round` extends it to the round times before and after. Ticks are `min_step` seconds apart,
    or more.
    """
    low, high = local_time(low, ctx), local_time(high, ctx)
    if low == high:
        low, high = _moved(low, -_MARGIN), _moved(high, _MARGIN)
    seconds = (high - low).total_seconds()
    steps = (s for s in _TIME_STEPS if s >= min_step and seconds / s <= _MAX_TIME_TICKS)
    step = next(steps, 0)
    step = step or _TIME_STEPS[-1] * math.ceil(seconds / _TIME_STEPS[-1] / _MAX_TIME_TICKS)
    if is_round:
        start = _start(low, step)
        low = _later(start, (low - start).total_seconds() // step * step)
        # there may be no round time after `high` at the end of the calendar
        high = max(high, _later(start, math.ceil((high - start).total_seconds() / step) * step))
    ticks = tuple(_time_ticks(low, high, step, ctx))
    first, last = low.date(), high.date()
    days = ctx.language.date(first) if first == last else ctx.language.span(first, last)
    title = ctx.word("chart.days", days=days, zone="/".join(ctx.zone.names))
    # in UTC, where the difference of two times is the time between them
    return TimeAxis(
        low=low.astimezone(dt.UTC), high=high.astimezone(dt.UTC), ticks=ticks, title=title
    )


def sample_time_text(sample: Sample, axis: TimeAxis, ctx: Context) -> str:
    """Return a sample's time as text, with its day if the axis spans several; or its day alone."""
    if sample.at is None:
        return sample.label
    at = local_time(sample.at, ctx)
    if sample.resolution < TimeResolution.MINUTE:
        return coarse_text(at, sample.resolution, ctx)
    if is_one_day(axis, ctx):
        return ctx.language.time(at, seconds=at.second > 0)
    return ctx.word("chart.moment", day=day_without_year(at, ctx), time=ctx.language.time(at))


def coarse_text(at: dt.datetime, resolution: TimeResolution, ctx: Context) -> str:
    """Return the day, month or year that begins at a local time."""
    if resolution is TimeResolution.DAY:
        return ctx.language.date(at.date())
    return ctx.language.date(
        Period(at.year, at.month if resolution is TimeResolution.MONTH else None)
    )


def is_one_day(axis: TimeAxis, ctx: Context) -> bool:
    """Return whether an axis begins and ends on the same day."""
    return local_time(axis.low, ctx).date() == local_time(axis.high, ctx).date()


def local_time(at: dt.datetime, ctx: Context) -> dt.datetime:
    """Return a time in the zone in which the report prints times."""
    return at.astimezone(ctx.zone.zone)


def axis_moment_text(moment: Moment, ctx: Context, *, has_day: bool) -> str:
    """Return a moment in the words of an axis: a clock time, "3 March, 09:00", or a day without.

    `has_day` says whether clock times need their day. The author's wording may take its
    place, as everywhere.
    """
    if moment.is_in_words:
        return ctx.one_line(moment.wording)
    text = _point_text(moment.time, moment, ctx, has_day=has_day)
    if moment.until is not None:
        is_later = _day_of(moment.until, ctx) != _day_of(moment.time, ctx)
        end = _point_text(moment.until, moment, ctx, has_day=has_day and is_later)
        text = ctx.word("until", start=text, end=end)
    about = moment.precision is Precision.APPROXIMATE
    return ctx.word("about_time", value=text) if about else text


def _point_text(point: TimePoint | None, moment: Moment, ctx: Context, *, has_day: bool) -> str:
    if isinstance(point, dt.datetime):
        at = local_time(point, ctx)
        text = ctx.language.time(at, seconds=moment.has_seconds)
        day = day_without_year(at, ctx)
        return ctx.word("chart.moment", day=day, time=text) if has_day else text
    if isinstance(point, dt.date):
        return day_without_year(point, ctx)
    return ctx.language.date(point) if point else ""


def _day_of(point: TimePoint | None, ctx: Context) -> object:
    return local_time(point, ctx).date() if isinstance(point, dt.datetime) else point


def number_text(value: float, unit: str, ctx: Context) -> str:
    """Return a value with its unit as text."""
    text = ctx.language.number(_whole(value))
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def _whole(value: float) -> int | float:
    value = float(value)  # the schema's numbers may be integers
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _is_near_zero(low: float, high: float) -> bool:
    """Return whether an axis from zero would still show how the values vary."""
    least, most = sorted((abs(low), abs(high)))
    return low <= 0 <= high or low == high or least <= _NEAR_ZERO * most


def _round_step(low: float, high: float) -> float:
    """Return a round step that makes about four intervals: 25 for an axis from 0 to 87."""
    raw = high / _INTERVALS - low / _INTERVALS
    if raw < _SMALLEST:
        size = abs(high)
        raw = size / _INTERVALS if size > _SMALLEST else 0.25
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in _MANTISSAS if m * power >= raw * (1 - 1e-9))


def _decimals(step: float) -> int:
    """Return the decimals that multiples of a step need: 1 for 0.5, 3 for 0.025."""
    if step >= 1 and float(step).is_integer():
        return 0
    digits = max(0, -math.floor(math.log10(step)))
    return digits if round(step * 10**digits) == round(step * 10**digits, 6) else digits + 1


def _time_ticks(low: dt.datetime, high: dt.datetime, step: int, ctx: Context) -> Iterable[TimeTick]:
    start = _start(low, step)
    at = _later(start, math.ceil((low - start).total_seconds() / step) * step)
    while at <= high:
        is_midnight = not (at.hour or at.minute or at.second)
        if step >= DAY or (is_midnight and low.date() != high.date()):
            label = day_without_year(at, ctx)
        else:
            label = ctx.language.time(at, seconds=step < _MINUTE)
        instant = at.astimezone(dt.UTC)
        if instant.astimezone(at.tzinfo).hour == at.hour:  # else clocks skip this time
            yield TimeTick(instant, label)
        later = _later(at, step)
        if later == at:
            return
        at = later


def _start(low: dt.datetime, step: int) -> dt.datetime:
    """Return the midnight from which round times are counted."""
    start = dt.datetime.combine(low.date(), dt.time(), low.tzinfo)
    days = start.toordinal() % (step // DAY) if step >= DAY else 0
    return _moved(start, -dt.timedelta(days=days))


def _later(at: dt.datetime, seconds: float) -> dt.datetime:
    return _moved(at, dt.timedelta(seconds=seconds))


def day_without_year(at: dt.date, ctx: Context) -> str:
    """Return a day as text, such as "28 February"."""
    return ctx.word("chart.day", day=str(at.day), month=ctx.language.months[at.month - 1])


def _moved(at: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Return a time moved by a span, or unmoved if the calendar ends before."""
    try:
        return at + by
    except OverflowError:
        return at

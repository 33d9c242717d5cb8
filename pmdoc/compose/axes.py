"""Axes of charts: where they begin and end, and which round values they name.

In → Out: the extremes of the data in, a `ValueAxis` or `TimeAxis` with worded ticks out.
Must not: cut off data, or name a value that is not round.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from pmdoc.compose.context import Context
from pmdoc.model.document.chart_blocks import Tick, TimeAxis, TimeTick, ValueAxis

_INTERVALS = 4
_MANTISSAS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LARGEST, _SMALLEST = 1e300, 1e-300
_SHORT_UNIT = 3
"""Longer units stand once at the axis, not behind each number."""
_FROM_ZERO = 0.75
"""Values that vary by less of their size than one quarter get an axis of their own height."""
_MOST_DECIMALS = 12

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_TIME_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 7, 14, 28, 91, 182, 364)),
)
_MOST_TIME_TICKS = 7
_AROUND = dt.timedelta(minutes=30)


def value_axis(values: Iterable[float], unit: str, ctx: Context, *, is_bars: bool) -> ValueAxis:
    """Make the axis of numbers: from zero for bars, and for lines unless they vary little.

    Bars have their unit in their own words, however long it is.
    """
    found = [min(max(value, -_LARGEST), _LARGEST) for value in values] or [0.0]
    low, high = min(found), max(found)
    if is_bars or _is_near_zero(low, high):
        low, high = min(low, 0.0), max(high, 0.0)
    step = _round_step(low, high)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        last = first + 1
    decimals = _decimals(step)
    is_short = is_bars or len(unit) <= _SHORT_UNIT
    behind = f"\N{NO-BREAK SPACE}{unit}" if unit and is_short else ""
    ticks = tuple(
        Tick(value, ctx.language.number(_whole(value)) + behind)
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


def time_axis(
    low: dt.datetime, high: dt.datetime, ctx: Context, *, is_round: bool = False
) -> TimeAxis:
    """Make the axis of time, in UTC, from the first moment to the last one.

    `is_round` widens it to the round times before and after.
    """
    low, high = low.astimezone(dt.UTC), high.astimezone(dt.UTC)
    if low == high:
        low, high = _moved(low, -_AROUND), _moved(high, _AROUND)
    seconds = (high - low).total_seconds()
    step = next((s for s in _TIME_STEPS if seconds / s <= _MOST_TIME_TICKS), 0)
    step = step or _TIME_STEPS[-1] * math.ceil(seconds / _TIME_STEPS[-1] / _MOST_TIME_TICKS)
    if is_round:
        start = _start(low, step)
        low = _later(start, (low - start).total_seconds() // step * step)
        # at the calendar's end there is no round time after the last one
        high = max(high, _later(start, math.ceil((high - start).total_seconds() / step) * step))
    ticks = tuple(_time_ticks(low, high, step, ctx))
    zone = ctx.word("zone_utc")
    first, last = ctx.language.date(low.date()), ctx.language.date(high.date())
    days = first if first == last else ctx.word("until", start=first, end=last)
    title = ctx.word("chart.days", days=days, zone=zone)
    return TimeAxis(low=low, high=high, ticks=ticks, title=title)


def clock(at: dt.datetime, axis: TimeAxis, ctx: Context) -> str:
    """Word a time on an axis: with its day where the axis has several."""
    at = at.astimezone(dt.UTC)
    if axis.low.date() == axis.high.date():
        return ctx.language.time(at, seconds=at.second > 0)
    return ctx.word("chart.moment", day=short_day(at, ctx), time=ctx.language.time(at))


def number(value: float, unit: str, ctx: Context) -> str:
    """Word a value with its unit."""
    text = ctx.language.number(_whole(value))
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def _whole(value: float) -> int | float:
    """Write whole numbers without an exponent while they can be read."""
    value = float(value)  # the schema's numbers may be whole
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _is_near_zero(low: float, high: float) -> bool:
    """Say whether zero is near enough that an axis from there shows the shape well."""
    least, most = sorted((abs(low), abs(high)))
    return low <= 0 <= high or low == high or least <= _FROM_ZERO * most


def _round_step(low: float, high: float) -> float:
    """Return the round step that needs about four intervals."""
    raw = high / _INTERVALS - low / _INTERVALS
    if raw < _SMALLEST:
        size = abs(high)
        raw = size / _INTERVALS if size > _SMALLEST else 0.25
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in _MANTISSAS if m * power >= raw * (1 - 1e-9))


def _decimals(step: float) -> int:
    """Count the decimals that multiples of a step need."""
    if step >= 1 and float(step).is_integer():
        return 0
    digits = max(0, -math.floor(math.log10(step)))
    return digits if round(step * 10**digits) == round(step * 10**digits, 6) else digits + 1


def _time_ticks(low: dt.datetime, high: dt.datetime, step: int, ctx: Context) -> Iterable[TimeTick]:
    """Yield the round times of an axis; midnight shows the day."""
    start = _start(low, step)
    at = _later(start, math.ceil((low - start).total_seconds() / step) * step)
    while at <= high:
        is_midnight = not (at.hour or at.minute or at.second)
        if step >= _DAY or (is_midnight and low.date() != high.date()):
            yield TimeTick(at, short_day(at, ctx))
        else:
            yield TimeTick(at, ctx.language.time(at, seconds=step < _MINUTE))
        later = _later(at, step)
        if later == at:
            return
        at = later


def _start(low: dt.datetime, step: int) -> dt.datetime:
    """Return the midnight that round times are counted from."""
    start = dt.datetime.combine(low.date(), dt.time(), dt.UTC)
    days = start.toordinal() % (step // _DAY) if step >= _DAY else 0
    return _moved(start, -dt.timedelta(days=days))


def _later(at: dt.datetime, seconds: float) -> dt.datetime:
    return _moved(at, dt.timedelta(seconds=seconds))


def short_day(at: dt.datetime, ctx: Context) -> str:
    """Word a day without its year."""
    return ctx.word("chart.day", day=str(at.day), month=ctx.language.months[at.month - 1])


def _moved(at: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Go along the calendar as far as it goes."""
    try:
        return at + by
    except OverflowError:
        return at

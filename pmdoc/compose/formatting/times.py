"""Write moments with exactly the precision that the author gave them.

In → Out: a `Moment` in, text or paragraphs out.
Must not: guess a time, hide that sources disagree, or show a time without its zone.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pmdoc.compose.context import Context
from pmdoc.compose.printed_zone import zone_name
from pmdoc.model.choice import Precision
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.moment import Moment, TimePoint

_DAY = timedelta(days=1)


def moment_text(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    """Return a moment as text: exact, approximate, a span, in the author's words, or unknown.

    Example: "about 28 February 2017, 17:37 UTC (18:37 CET)", or without its date "about 17:37". A
    day, month or year is written out even so, as no clock time can stand for it.
    """
    ctx.shown.add(moment)
    wording = ctx.one_line(moment.wording)
    if moment.is_in_words:
        return wording
    if moment.time is None and moment.until is None:
        return ctx.word("time_unknown")
    text = _stated_text(moment, ctx, with_date=with_date)
    if moment.precision is Precision.APPROXIMATE:
        text = ctx.word("about_time", value=text)
    elif moment.precision is Precision.UNKNOWN and moment.time is not None:
        text = ctx.word("beside", time=ctx.word("time_unknown"), local=text)
    return ctx.word("beside", time=text, local=wording) if wording else text


def moment_blocks(moment: Moment, ctx: Context, *, with_date: bool) -> tuple[Block, ...]:
    """Return a paragraph with the moment, and notes with its remark and what other sources say."""
    text = moment_text(moment, ctx, with_date=with_date)
    if source := ctx.one_line(moment.source):
        text = ctx.word("by_source", source=source, value=text)
    blocks: list[Block] = [Paragraph((Text(text),))]
    remark = ctx.one_line(moment.remark)
    notes = [remark] if remark else []
    notes += [_account(other, ctx, with_date=with_date) for other in moment.accounts]
    blocks.extend(Paragraph((Text(note),), ParagraphRole.NOTE) for note in notes)
    return tuple(blocks)


def day_above(moment: Moment) -> date | None:
    """Return the day that a row above a moment's own states, so that it shows its clock time only.

    None without a clock time: a day, month or span of days stands in the row itself.
    """
    return moment.day if moment.instant else None


def zones_note(ctx: Context) -> tuple[Block, ...]:
    """Return the paragraph that names the zones of a report's times; none if all are in UTC."""
    zone = ctx.zone
    name = ctx.incident.time_zone
    if zone.second is not None:
        text = ctx.word("zones_note", zone=name)
    elif zone.meanings:
        names = ctx.word("separator").join(zone.meanings)
        text = ctx.word("local_zone_note", zone=name, names=names)
    else:
        return ()
    return (Paragraph((Text(text),), ParagraphRole.NOTE),)


def _account(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    text = moment_text(moment, ctx, with_date=with_date)
    if remark := ctx.one_line(moment.remark):
        text = ctx.word("beside", time=text, local=remark)
    source = ctx.one_line(moment.source)
    return ctx.word("accounts", source=source, value=text) if source else text


def _stated_text(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    """Return the time and the end of the span, with their zones."""
    time, until = moment.time, moment.until
    if until is None or until == time:
        text = _point_text(time, moment, ctx, with_date=with_date)
    elif time is None:
        return ctx.word("span_end", end=_point_text(until, moment, ctx, with_date=True))
    elif isinstance(time, datetime) and isinstance(until, datetime):
        text = _clock_span(time, until, moment, ctx, with_date=with_date)
    elif isinstance(time, datetime) or isinstance(until, datetime):
        start = _point_text(time, moment, ctx, with_date=with_date)
        return ctx.word("until", start=start, end=_point_text(until, moment, ctx, with_date=True))
    else:
        return ctx.language.span(time, until)
    second = _second_text(moment, ctx)
    return ctx.word("beside", time=text, local=second) if second else text


def _point_text(point: TimePoint | None, moment: Moment, ctx: Context, *, with_date: bool) -> str:
    if not isinstance(point, datetime):
        return ctx.language.date(point) if point is not None else ""
    local = point.astimezone(ctx.zone.zone)
    text = _clock(local, moment, ctx, with_date=with_date)
    return _with_zone(text, local, ctx) if with_date or ctx.zone.has_changes else text


def _clock_span(
    time: datetime, until: datetime, moment: Moment, ctx: Context, *, with_date: bool
) -> str:
    """Return a span of clock times, with the zone of each end, or one if they are the same.

    Example: "2 March 2026, 23:50 to 3 March 2026, 00:10 UTC", in a column "23:50 to 00:10, next
    day".
    """
    start, end = time.astimezone(ctx.zone.zone), until.astimezone(ctx.zone.zone)
    first = _clock(start, moment, ctx, with_date=with_date)
    days = (end.date() - start.date()).days
    is_dated = days > 1 or (with_date and days > 0)
    last = _clock(end, moment, ctx, with_date=is_dated)
    if with_date or ctx.zone.has_changes:
        if zone_name(start, ctx.language) != zone_name(end, ctx.language):
            first = _with_zone(first, start, ctx)
        last = _with_zone(last, end, ctx)
    last = ctx.word("next_day", time=last) if days == 1 and not is_dated else last
    return ctx.word("until", start=first, end=last)


def _second_text(moment: Moment, ctx: Context) -> str:
    """Return a moment in the second zone; empty without one or without a clock time.

    Example: "18:37 CET", or "00:20 CET, next day" for 23:20 UTC.
    """
    zone = ctx.zone.second
    if zone is None or not isinstance(moment.time, datetime):
        return ""
    shown = moment.time.astimezone(ctx.zone.zone).date()
    start = moment.time.astimezone(zone)
    if not isinstance(moment.until, datetime) or moment.until == moment.time:
        return _beside_day(start, shown, moment, ctx)
    end = moment.until.astimezone(zone)
    last = _beside_day(end, shown, moment, ctx)
    if start.tzname() == end.tzname() and start.date() == end.date():
        first = _clock(start, moment, ctx, with_date=False)
    else:
        first = _beside_day(start, shown, moment, ctx)
    return ctx.word("until", start=first, end=last)


def _beside_day(local: datetime, day: date, moment: Moment, ctx: Context) -> str:
    """Return a local time with its zone, and its day where that is not the one given."""
    shift = local.date() - day
    is_far = abs(shift) > _DAY
    text = _with_zone(_clock(local, moment, ctx, with_date=is_far), local, ctx)
    if is_far or not shift:
        return text
    return ctx.word("next_day" if shift == _DAY else "day_before", time=text)


def _clock(local: datetime, moment: Moment, ctx: Context, *, with_date: bool) -> str:
    write = ctx.language.date_time if with_date else ctx.language.time
    return write(local, seconds=moment.has_seconds)


def _with_zone(text: str, local: datetime, ctx: Context) -> str:
    return ctx.word("in_zone", time=text, zone=zone_name(local, ctx.language))

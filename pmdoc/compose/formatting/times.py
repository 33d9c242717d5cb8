"""Write moments with exactly the precision that the author gave them, in UTC and the local zone.

In → Out: a `Moment` in, text or paragraphs out.
Must not: guess a time, hide that sources disagree, or show a local time without its zone.
Source: the IANA time zone database, through `zoneinfo`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

from pmdoc.compose.context import Context
from pmdoc.model.choice import Precision
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.moment import Moment

_NAMES_OF_UTC = {"UTC", "UCT", "Universal", "Zulu", "GMT", "Greenwich"}


def moment_text(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    """Return a moment as text: exact, approximate, a span, or unknown.

    Example: "about 28 February 2017, 17:37 UTC (18:37 CET)", or without its date "about 17:37".
    """
    ctx.shown.add(moment)
    if moment.time is None:
        ctx.shown.add(moment.wording)
        return moment.wording or ctx.word("time_unknown")
    local = _local_text(moment, ctx)
    text = _point(moment.time, moment, ctx, with_date=with_date)
    if moment.until is not None:
        crosses = _day(moment.until) != _day(moment.time)
        end = _point(moment.until, moment, ctx, with_date=with_date and crosses)
        text = ctx.word("until", start=text, end=end)
    if with_date and isinstance(moment.time, datetime):
        text = ctx.word("in_zone", time=text, zone=ctx.word("zone_utc"))
    if local:
        text = ctx.word("beside", time=text, local=local)
    if moment.precision is Precision.APPROXIMATE:
        text = ctx.word("about", value=text)
    return text


def moment_blocks(moment: Moment, ctx: Context, *, with_date: bool) -> tuple[Block, ...]:
    """Return a paragraph with the moment, and notes with its remark and what other sources say."""
    text = moment_text(moment, ctx, with_date=with_date)
    if moment.source and moment.accounts:
        ctx.shown.add(moment.source)
        text = ctx.word("by_source", source=moment.source, value=text)
    blocks: list[Block] = [Paragraph((Text(text),))]
    notes = [_account(other, ctx, with_date=with_date) for other in moment.accounts]
    if moment.remark:
        ctx.shown.add(moment.remark)
        notes.append(moment.remark)
    blocks.extend(Paragraph((Text(note),), ParagraphRole.NOTE) for note in notes)
    return tuple(blocks)


def _account(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    text = moment_text(moment, ctx, with_date=with_date)
    ctx.shown.add(moment.source)
    if moment.remark:
        ctx.shown.add(moment.remark)
        text = f"{text} ({moment.remark})"
    return ctx.word("accounts", source=moment.source, value=text) if moment.source else text


def _day(point: datetime | date) -> date:
    return point.astimezone(UTC).date() if isinstance(point, datetime) else point


def _point(point: datetime | date, moment: Moment, ctx: Context, *, with_date: bool) -> str:
    if not isinstance(point, datetime):
        # in a column of clock times, a row above already shows the day
        return ctx.language.date(point) if with_date else ctx.word("some_time_of_day")
    shown = point.astimezone(UTC)
    if with_date:
        return ctx.language.date_time(shown, seconds=moment.has_seconds)
    return ctx.language.time(shown, seconds=moment.has_seconds)


def zones_note(ctx: Context) -> tuple[Block, ...]:
    """Return the paragraph that names the zones of a report's times; none if all are in UTC."""
    zone = _local_zone(ctx.incident.time_zone)
    if zone is None:
        return ()
    return (Paragraph((Text(ctx.word("zones_note", zone=str(zone))),), ParagraphRole.NOTE),)


def _local_text(moment: Moment, ctx: Context) -> str:
    """Return a moment in the author's zone; empty without a zone or a known clock time.

    Example: "18:37 CET", or "00:20 CET, next day" for 23:20 UTC.
    """
    zone = _local_zone(ctx.incident.time_zone)
    if zone is None or not isinstance(moment.time, datetime):
        return ""
    start = moment.time.astimezone(zone)
    if not isinstance(moment.until, datetime):
        return _local_time(start, moment, ctx)
    end = moment.until.astimezone(zone)
    is_same = start.tzname() == end.tzname() and start.date() == end.date()
    first = _local_time(start, moment, ctx, has_zone=not is_same)
    return ctx.word("until", start=first, end=_local_time(end, moment, ctx))


@cache
def _local_zone(name: str) -> tzinfo | None:
    """Return the zone of a valid name; None for no name, or for UTC itself."""
    if not name:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 -- few reports name a zone

    zone = ZoneInfo(name)
    return None if str(zone).rpartition("/")[2] in _NAMES_OF_UTC else zone


def _local_time(local: datetime, moment: Moment, ctx: Context, *, has_zone: bool = True) -> str:
    text = ctx.language.time(local, seconds=moment.has_seconds)
    if has_zone:
        text = ctx.word("in_zone", time=text, zone=_zone_name(local, ctx))
    shift = local.date() - local.astimezone(UTC).date()
    if shift == timedelta(days=1):
        return ctx.word("next_day", time=text)
    return ctx.word("day_before", time=text) if shift == timedelta(days=-1) else text


def _zone_name(local: datetime, ctx: Context) -> str:
    name = local.tzname() or ""
    if name.isalpha():
        return name
    offset = f"{local:%z}"
    return ctx.word("zone_offset", offset=f"{offset[:3]}:{offset[3:5]}")

"""The second time zone: what a clock on a wall showed, in brackets behind UTC.

In → Out: a moment and the zone that the author names in, the words for it out.
Must not: leave an hour in doubt; each local time names its zone's offset or season.
Source: the IANA time zone database, by `zoneinfo`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from pmdoc.compose.context import Context
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.moment import Moment

_NEXT, _BEFORE = timedelta(days=1), timedelta(days=-1)


def second_zone(name: str) -> tzinfo | None:
    """Return the zone of a checked name; None for UTC itself, which stands there already."""
    if not name:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 -- few reports name a zone

    zone = ZoneInfo(name)
    return None if _is_utc(zone) else zone


def _is_utc(zone: tzinfo) -> bool:
    return str(zone).rpartition("/")[2] in {"UTC", "UCT", "Universal", "Zulu", "GMT", "Greenwich"}


def zones_note(ctx: Context) -> tuple[Block, ...]:
    """Say once which zones a report's times are in; nothing where there is only UTC."""
    if ctx.zone is None:
        return ()
    text = ctx.word("zones_note", zone=str(ctx.zone))
    return (Paragraph((Text(text),), ParagraphRole.NOTE),)


def local_text(moment: Moment, ctx: Context) -> str:
    """Word a moment in the second zone; empty without one, or where no clock time is known."""
    if ctx.zone is None or not isinstance(moment.time, datetime):
        return ""
    start = moment.time.astimezone(ctx.zone)
    if not isinstance(moment.until, datetime):
        return _point(start, moment, ctx)
    end = moment.until.astimezone(ctx.zone)
    is_one_season = start.tzname() == end.tzname() and start.date() == end.date()
    first = _point(start, moment, ctx, has_zone=not is_one_season)
    return ctx.word("until", start=first, end=_point(end, moment, ctx))


def _point(local: datetime, moment: Moment, ctx: Context, *, has_zone: bool = True) -> str:
    text = ctx.language.time(local, seconds=moment.has_seconds)
    if has_zone:
        text = ctx.word("in_zone", time=text, zone=_zone_name(local, ctx))
    shift = local.date() - local.astimezone(UTC).date()
    if shift == _NEXT:
        return ctx.word("next_day", time=text)
    return ctx.word("day_before", time=text) if shift == _BEFORE else text


def _zone_name(local: datetime, ctx: Context) -> str:
    """Return the season's abbreviation, such as CET or CEST; the offset where there is none."""
    name = local.tzname() or ""
    if name.isalpha():
        return name
    offset = f"{local:%z}"
    return ctx.word("zone_offset", offset=f"{offset[:3]}:{offset[3:5]}")

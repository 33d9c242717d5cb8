"""Write moments in the author's own time zone, to be shown in brackets after UTC.

In → Out: a moment and the incident's `time_zone` in, the local time as text out.
Must not: leave a time ambiguous; each one names its zone, such as CET or CEST, or its offset.
Source: the IANA time zone database, through `zoneinfo`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache

from pmdoc.compose.context import Context
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.moment import Moment

_NAMES_OF_UTC = {"UTC", "UCT", "Universal", "Zulu", "GMT", "Greenwich"}


def zones_note(ctx: Context) -> tuple[Block, ...]:
    """Return the paragraph that names the zones of a report's times; none if all are in UTC."""
    zone = _local_zone(ctx.incident.time_zone)
    if zone is None:
        return ()
    return (Paragraph((Text(ctx.word("zones_note", zone=str(zone))),), ParagraphRole.NOTE),)


def local_text(moment: Moment, ctx: Context) -> str:
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
    """Return the zone's abbreviation, such as CET or CEST, or else its offset."""
    name = local.tzname() or ""
    if name.isalpha():
        return name
    offset = f"{local:%z}"
    return ctx.word("zone_offset", offset=f"{offset[:3]}:{offset[3:5]}")

"""Write moments with exactly the precision that the author gave them.

In → Out: a `Moment` in, text or paragraphs out.
Must not: guess a time, or hide that sources disagree.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.time_zones import local_text
from pmdoc.model.choice import Precision
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.moment import Moment


def moment_text(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    """Return a moment as text: exact, approximate, a span, or unknown.

    Example: "about 28 February 2017, 17:37 UTC (18:37 CET)", or without its date "about 17:37".
    """
    if moment.time is None:
        return moment.wording or ctx.word("time_unknown")
    local = local_text(moment, ctx)
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
        text = ctx.word("by_source", source=moment.source, value=text)
    blocks: list[Block] = [Paragraph((Text(text),))]
    notes = [_account(other, ctx, with_date=with_date) for other in moment.accounts]
    if moment.remark:
        notes.append(moment.remark)
    blocks.extend(Paragraph((Text(note),), ParagraphRole.NOTE) for note in notes)
    return tuple(blocks)


def day_of(moment: Moment | None) -> date | None:
    """Return the moment's day in UTC, or None if it is unknown."""
    return None if moment is None else moment.day


def _account(moment: Moment, ctx: Context, *, with_date: bool) -> str:
    text = moment_text(moment, ctx, with_date=with_date)
    if moment.remark:
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

"""The heading of a section: its title, with its letter, and no span of time that its actions break.

In → Out: a section with what it shows, or a title and its place, in; the text of the heading out.
Must not: look for a span or a letter in the words of a title; the layout says where they are.

    span: {within: 3 months, otherwise: Long-term}
    letters: "Appendix {letter}: {title}"
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from pmdoc.compose.context import Context
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import Reads
from pmdoc.layout import Section
from pmdoc.model.improvement import Due
from pmdoc.model.moment import Period

_LENGTH = re.compile(r"(\d+) (day|week|month)s?")
_MONTHS = {"this month": 1, "this quarter": 3}
_DAYS_IN_WEEK = 7
_ROLLING = {"this week": "1 week", "this month": "1 month", "this quarter": "3 months"}
"""What a calendar span means to those who acted on the incident, weeks before the report."""


def section_title(section: Section, shown: Iterable[Reads], ctx: Context) -> str:
    """Return the translated title; `shown` is what the section's parts read.

    A due date beyond the section's span makes the title the one without the span, but for forms,
    which keep the words of their template.
    """
    span = section.span
    if span is None or ctx.is_form or _keeps_to_span(span.within, shown, ctx):
        return ctx.label(section.title)
    return ctx.label(span.otherwise)


def lettered(title: str, letters: str, place: int, ctx: Context) -> str:
    """Return a title with its letter: the first of those present is A, whatever it is about.

    Shape: `letters` is a pattern with `{letter}` and `{title}`; `place` counts from 0.
    """
    known = ctx.word("letters").split()
    letter = known[place] if place < len(known) else str(place + 1)
    return ctx.label(letters).replace("{letter}", letter).replace("{title}", title)


def _keeps_to_span(within: str, shown: Iterable[Reads], ctx: Context) -> bool:
    """Return whether no action shown is due after the span.

    The span begins with the day of the report; for what was due by then, with that of the incident.
    Words in place of a date, such as a condition, may mean any day.
    """
    begun = ctx.figures.date
    if isinstance(begun, Period):
        begun = begun.first_day
    written = ctx.incident.report.date or begun
    days = [
        due.last_day
        for reads in shown
        for records in reads.records
        for record in find_records(records.lists, records.where, ctx)
        if isinstance(due := resolve(record, "due"), Due)
    ]
    return all(day and written and _is_within(within, day, written, begun) for day in days)


def _is_within(within: str, day: date, written: date, begun: date | None) -> bool:
    if day >= written or begun is None:
        return day <= _last_day(written, within)
    return day <= _last_day(begun, _ROLLING.get(within, within))


def _last_day(start: date, within: str) -> date:
    """Return the last day of a span: `this quarter`, or a length such as `4 weeks`."""
    if within == "this week":
        return start + timedelta(days=_DAYS_IN_WEEK - start.isoweekday())
    if within in _MONTHS:
        length = _MONTHS[within]
        return _month_end(start.year, (start.month - 1) // length * length + length)
    count, unit = _LENGTH.fullmatch(within).groups()  # type: ignore[union-attr]  # as in the schema
    if unit == "month":
        months = start.month - 1 + int(count)
        end = _month_end(start.year + months // 12, months % 12 + 1)
        return end.replace(day=min(start.day, end.day))
    return start + timedelta(days=int(count) * (_DAYS_IN_WEEK if unit == "week" else 1))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])

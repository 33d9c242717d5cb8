"""What the rules look at: an incident, its texts, and the day that it speaks of.

In → Out: an incident and perhaps today's date in; a `Subject` out.
Must not: read a clock; whoever calls may know what day it is.

A report is judged by its own dates: a file that is good today is good in five years. So the day it
speaks of is the latest of `report.date`, `report.last_updated` and the dates of its revisions.
Today's date counts only where the report has none of these, and only for what can't be true yet:
what was in the future once is in the past later, never the other way round.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from msgspec import Struct

from pmdoc.lint.text_index import Texts
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.incident import Incident, TimelineEntry


class TimedEvent(Struct, frozen=True):
    """A timeline entry whose time is known. Shape: `place` is its number in the timeline."""

    place: int
    entry: TimelineEntry
    begins: Bounds
    ends: Bounds


class Subject:
    """An incident as rules see it. Shape: `today` is None where nobody knows."""

    def __init__(self, incident: Incident, today: dt.date | None = None) -> None:
        self.incident = incident
        self.today = today

    @cached_property
    def texts(self) -> Texts:
        """All texts of the incident."""
        return Texts(self.incident)

    @cached_property
    def events(self) -> tuple[TimedEvent, ...]:
        """The entries of the timeline whose time is known, in their order."""
        found = []
        for index, entry in enumerate(self.incident.timeline):
            begins = start_of(entry.at)
            ends = begins if entry.at and not entry.at.until else end_of(entry.at)
            if begins and ends:
                found.append(TimedEvent(index, entry, begins, ends))
        return tuple(found)

    @cached_property
    def report_day(self) -> dt.date | None:
        """The day that the report itself is of, by what it states; its revisions not counted."""
        return _latest(self.incident.report.date, self.incident.report.last_updated)

    @cached_property
    def day(self) -> dt.date | None:
        """The day that the report speaks of, by its own dates."""
        revisions = (revision.date for revision in self.incident.report.revisions)
        return _latest(self.report_day, *revisions)


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day), default=None)

"""The subject of rules: an incident, its texts, and the report's own day.

In → Out: an incident and optionally today's date in; a `Subject` out.
Must not: read a clock; the caller passes the date.

A report is checked against its own dates, so that a file that is valid today is valid in five
years: its day is the latest of `report.date`, `report.last_updated` and the dates of its revisions.
Today's date counts only if the report has none of these, and only for what can't have happened yet.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from msgspec import Struct

from pmdoc.lint.text_index import Texts
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.course import Course
from pmdoc.model.incident import Incident
from pmdoc.model.narrative import TimelineEntry


class TimedEvent(Struct, frozen=True):
    """A timeline entry with a known time. Shape: `place` is its index in the timeline."""

    place: int
    entry: TimelineEntry
    begins: Bounds
    ends: Bounds


class Subject:
    """An incident as rules see it. Shape: `today` is None if unknown."""

    def __init__(self, incident: Incident, today: dt.date | None = None) -> None:
        self.incident = incident
        self.today = today

    @cached_property
    def texts(self) -> Texts:
        """All texts of the incident."""
        return Texts(self.incident)

    @cached_property
    def course(self) -> Course:
        """The course of the incident."""
        return Course(self.incident)

    @cached_property
    def events(self) -> tuple[TimedEvent, ...]:
        """The timeline entries with a known time, in the order of the file."""
        found = []
        for index, entry in enumerate(self.incident.timeline):
            begins = start_of(entry.at)
            ends = begins if entry.at and not entry.at.until else end_of(entry.at)
            if begins and ends:
                found.append(TimedEvent(index, entry, begins, ends))
        return tuple(found)

    @cached_property
    def report_day(self) -> dt.date | None:
        """The later of the report's date and its last update."""
        return _latest(self.incident.report.date, self.incident.report.last_updated)

    @cached_property
    def day(self) -> dt.date | None:
        """The latest of the report's own dates, revisions included."""
        revisions = (revision.date for revision in self.incident.report.revisions)
        return _latest(self.report_day, *revisions)


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day), default=None)

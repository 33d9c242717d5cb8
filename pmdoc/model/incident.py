"""The content of an incident file as one frozen value.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field

from pmdoc.model.amount import Duration
from pmdoc.model.choice import IncidentStatus, Times
from pmdoc.model.custom import CustomRecord
from pmdoc.model.impact import Impact
from pmdoc.model.improvement import Action, FollowUp, Prevention
from pmdoc.model.line import Line
from pmdoc.model.moment import CalendarDate, Moment, find_zone
from pmdoc.model.name import NOBODY, Names
from pmdoc.model.narrative import (
    Detection,
    Lessons,
    Resolution,
    Response,
    Retrospective,
    RootCause,
    Summary,
    TimelineEntry,
)
from pmdoc.model.record import Appendices, Communication, Metrics, Reference
from pmdoc.model.report import Report, ReviewComment
from pmdoc.model.struct_fields import defaults_of


class IncidentFacts(Struct, frozen=True, kw_only=True):
    id: str
    title: Line
    type: Line = ""
    severity: str = ""
    status: IncidentStatus | None = None
    reporter: Names = NOBODY
    commander: Names = NOBODY
    date: CalendarDate | None = None
    started: Moment | None = None
    detected: Moment | None = None
    acknowledged: Moment | None = None
    escalated: Moment | None = None
    mitigation_started: Moment | None = None
    mitigated: Moment | None = None
    restored: Moment | None = None
    resolved: Moment | None = None
    closed: Moment | None = None
    duration: Duration | None = None
    downtime: Duration | None = None
    time_to_detect: Duration | None = None
    time_to_respond: Duration | None = None
    time_to_mitigate: Duration | None = None
    time_to_resolve: Duration | None = None


class Person(Struct, frozen=True, kw_only=True):
    key: str
    name: Line
    role: Line = ""
    team: Line = ""
    email: Line = ""


class IgnoredRule(Struct, frozen=True, kw_only=True):
    rule: str
    reason: str
    at: str = ""


class AllowedValue(Struct, frozen=True, kw_only=True):
    value: str
    reason: str


class LintSettings(Struct, frozen=True, kw_only=True):
    ignore: tuple[IgnoredRule, ...] = ()
    allow: tuple[AllowedValue, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """An incident, as one file describes it."""

    pmdoc: int = 1
    lint: LintSettings = field(default_factory=LintSettings)
    language: str = "en"
    time_zone: str = ""
    times: Times | None = None
    report: Report = field(default_factory=Report)
    incident: IncidentFacts
    people: tuple[Person, ...] = ()
    summary: Summary = field(default_factory=Summary)
    timeline: tuple[TimelineEntry, ...] = ()
    detection: Detection = field(default_factory=Detection)
    response: Response = field(default_factory=Response)
    resolution: Resolution = field(default_factory=Resolution)
    impact: Impact = field(default_factory=Impact)
    root_cause: RootCause = field(default_factory=RootCause)
    retrospective: Retrospective = field(default_factory=Retrospective)
    lessons: Lessons = field(default_factory=Lessons)
    actions: tuple[Action, ...] = ()
    prevention: Prevention = field(default_factory=Prevention)
    metrics: Metrics = field(default_factory=Metrics)
    communication: Communication = field(default_factory=Communication)
    follow_up: FollowUp = field(default_factory=FollowUp)
    references: tuple[Reference, ...] = ()
    appendices: Appendices = field(default_factory=Appendices)
    notes: str = ""
    custom: CustomRecord = CustomRecord()
    comments: tuple[ReviewComment, ...] = ()

    @property
    def zone(self) -> dt.tzinfo:
        """The zone in which the report prints times, and in which days count."""
        named = find_zone(self.time_zone) if self.times is Times.LOCAL else None
        return named or dt.UTC


def is_empty(value: object) -> bool:
    """Return whether a part of the incident is empty: no text, no entries, only defaults."""
    if value is None or value in ("", ()):
        return True
    if not isinstance(value, Struct):
        return False
    defaults = defaults_of(type(value))
    parts = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return all(is_empty(part) or part == defaults.get(name) for name, part in parts)

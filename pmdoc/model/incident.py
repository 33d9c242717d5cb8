"""The content of an incident file as one frozen value.

In → Out: nothing in; frozen classes out, with a field for each property of the schema.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field

from pmdoc.model.amount import Amount
from pmdoc.model.cause import ContributingFactor, PrimaryCause, RootCause, SystemicIssue, Why
from pmdoc.model.choice import (
    ActionStatus,
    ActionType,
    Area,
    Basis,
    Category,
    ChartKind,
    Direction,
    Horizon,
    IncidentStatus,
    MetricArea,
    Phase,
    Precision,
    Priority,
    Rating,
    ReferenceKind,
    ReportStatus,
)
from pmdoc.model.comment import ReviewComment
from pmdoc.model.defaults import defaults_of
from pmdoc.model.duration import Duration
from pmdoc.model.impact import (
    BusinessImpact,
    CustomerImpact,
    DataImpact,
    Impact,
    ImpactMeasure,
    InternalImpact,
    PerformanceImpact,
    ServiceImpact,
    UserImpact,
)
from pmdoc.model.improvement import (
    Action,
    Check,
    FollowUp,
    MonitoringGap,
    Need,
    Prevention,
    ProcessImprovement,
    Review,
    TechnicalImprovement,
)
from pmdoc.model.moment import Moment
from pmdoc.model.name import Name
from pmdoc.model.narrative import Detection, Resolution, Response, Summary, TimelineEntry
from pmdoc.model.record import (
    Appendices,
    Appendix,
    Chart,
    Communication,
    ImageEntry,
    Listing,
    Message,
    Metric,
    Metrics,
    Notification,
    Point,
    Reference,
    Series,
    SuccessMetric,
)
from pmdoc.model.report import Approval, Recipient, Report, Revision, SignOff
from pmdoc.model.retrospective import Lesson, Lessons, Retrospective, RetrospectiveFinding
from pmdoc.model.tlp import Tlp

__all__ = [
    "Action",
    "ActionStatus",
    "ActionType",
    "Amount",
    "Appendices",
    "Appendix",
    "Approval",
    "Area",
    "Basis",
    "BusinessImpact",
    "Category",
    "Chart",
    "ChartKind",
    "Check",
    "Communication",
    "ContributingFactor",
    "CustomField",
    "CustomerImpact",
    "DataImpact",
    "Detection",
    "Direction",
    "Duration",
    "FollowUp",
    "Horizon",
    "IgnoredRule",
    "ImageEntry",
    "Impact",
    "ImpactMeasure",
    "Incident",
    "IncidentFacts",
    "IncidentStatus",
    "InternalImpact",
    "Lesson",
    "Lessons",
    "LintSettings",
    "Listing",
    "Message",
    "Metric",
    "MetricArea",
    "Metrics",
    "Moment",
    "MonitoringGap",
    "Name",
    "Need",
    "Notification",
    "PerformanceImpact",
    "Person",
    "Phase",
    "Point",
    "Precision",
    "Prevention",
    "PrimaryCause",
    "Priority",
    "ProcessImprovement",
    "Rating",
    "Recipient",
    "Reference",
    "ReferenceKind",
    "Report",
    "ReportStatus",
    "Resolution",
    "Response",
    "Retrospective",
    "RetrospectiveFinding",
    "Review",
    "ReviewComment",
    "Revision",
    "RootCause",
    "Series",
    "ServiceImpact",
    "SignOff",
    "SuccessMetric",
    "Summary",
    "SystemicIssue",
    "TechnicalImprovement",
    "TimelineEntry",
    "Tlp",
    "UserImpact",
    "Why",
    "is_empty",
]


class IncidentFacts(Struct, frozen=True, kw_only=True):
    """What the incident is, and when things happened."""

    id: str
    title: str
    type: str = ""
    severity: str = ""
    status: IncidentStatus | None = None
    reporter: Name = ""
    commander: Name = ""
    date: dt.date | None = None
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
    """A person who is mentioned more than once."""

    key: str
    name: str
    role: str = ""
    team: str = ""
    email: str = ""


class IgnoredRule(Struct, frozen=True, kw_only=True):
    """A rule to ignore in this file, why, and perhaps where."""

    rule: str
    reason: str
    at: str = ""


class LintSettings(Struct, frozen=True, kw_only=True):
    """Which checks to ignore in this file."""

    ignore: tuple[IgnoredRule, ...] = ()


class CustomField(Struct, frozen=True, kw_only=True):
    """A custom field, under `custom`."""

    name: str
    value: str | float | tuple[str, ...] = ""


class Incident(Struct, frozen=True, kw_only=True):
    """An incident, as one file describes it."""

    pmdoc: int = 1
    lint: LintSettings = field(default_factory=LintSettings)
    language: str = "en"
    time_zone: str = ""
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
    custom: tuple[CustomField, ...] = ()
    comments: tuple[ReviewComment, ...] = ()


def is_empty(value: object) -> bool:
    """Return whether a part of the incident is empty: no text, no entries, only defaults."""
    if value is None or value in ("", ()):
        return True
    if not isinstance(value, Struct):
        return False
    defaults = defaults_of(type(value))
    parts = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return all(is_empty(part) or part == defaults.get(name) for name, part in parts)

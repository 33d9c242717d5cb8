"""The closed lists of words that an author chooses from.

In → Out: nothing in; enumerations out, whose values are the words of the schema.
Must not: hold words for readers; those are translated by `lang`.
"""

from __future__ import annotations

from enum import StrEnum


class ReportStatus(StrEnum):
    """How far the report itself has come."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    FINAL = "final"
    APPROVED = "approved"


class IncidentStatus(StrEnum):
    """How far the incident has come."""

    ONGOING = "ongoing"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Phase(StrEnum):
    """The part of the response that a timeline entry belongs to."""

    DETECTION = "detection"
    INVESTIGATION = "investigation"
    RESOLUTION = "resolution"


class Category(StrEnum):
    """What kind of thing contributed or went wrong."""

    TECHNICAL = "technical"
    PROCESS = "process"
    HUMAN = "human"
    EXTERNAL = "external"


class Rating(StrEnum):
    """How much a contributing factor weighed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Priority(StrEnum):
    """How urgent an action is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ActionStatus(StrEnum):
    """How far an action has come."""

    OPEN = "open"
    NOT_STARTED = "not-started"
    PENDING = "pending"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


class ActionType(StrEnum):
    """What an action does about incidents of this kind."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    PROCESS = "process"


class Horizon(StrEnum):
    """How soon an action is to be done; a layout says what that means in days."""

    IMMEDIATE = "immediate"
    SHORT_TERM = "short-term"
    MEDIUM_TERM = "medium-term"
    LONG_TERM = "long-term"


class Area(StrEnum):
    """The part of the work that a lesson is about."""

    ARCHITECTURE_AND_DESIGN = "architecture-and-design"
    IMPLEMENTATION_AND_OPERATIONS = "implementation-and-operations"
    INCIDENT_MANAGEMENT = "incident-management"
    DEVELOPMENT_AND_OPERATIONS = "development-and-operations"
    TEAM_AND_COMMUNICATION = "team-and-communication"
    CULTURE_AND_PRACTICES = "culture-and-practices"


class MetricArea(StrEnum):
    """What a success metric is to show."""

    PREVENTION = "prevention"
    RESPONSE = "response"
    DETECTION = "detection"


class Direction(StrEnum):
    """Whether a message stayed inside the house."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class ReferenceKind(StrEnum):
    """What a reference leads to."""

    INCIDENT = "incident"
    TICKET = "ticket"
    RUNBOOK = "runbook"
    DASHBOARD = "dashboard"
    DOCUMENT = "document"
    DATA_SOURCE = "data-source"
    SOURCE = "source"
    STANDARD = "standard"
    COMMUNICATION = "communication"
    OTHER = "other"


class Precision(StrEnum):
    """How well a time is known."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a figure comes from."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    UNKNOWN = "unknown"


class ChartKind(StrEnum):
    """How a chart draws its series."""

    LINE = "line"
    BAR = "bar"

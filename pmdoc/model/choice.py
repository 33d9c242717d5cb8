"""The enumerations that an author chooses values from.

In → Out: nothing in; enumerations out, whose values are those of the schema.
Must not: contain text for readers; `lang` translates the values.
"""

from __future__ import annotations

from enum import StrEnum


class ReportStatus(StrEnum):
    """The state of the report itself."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    FINAL = "final"
    APPROVED = "approved"


class IncidentStatus(StrEnum):
    """The state of the incident."""

    ONGOING = "ongoing"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Phase(StrEnum):
    """The phase of the response that a timeline entry belongs to."""

    DETECTION = "detection"
    INVESTIGATION = "investigation"
    RESOLUTION = "resolution"


class Category(StrEnum):
    """The kind of thing that contributed or went wrong."""

    TECHNICAL = "technical"
    PROCESS = "process"
    HUMAN = "human"
    EXTERNAL = "external"


class Rating(StrEnum):
    """How much a factor contributed."""

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
    """The state of an action."""

    OPEN = "open"
    NOT_STARTED = "not-started"
    PENDING = "pending"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


class ActionType(StrEnum):
    """How an action addresses incidents of this kind."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    PROCESS = "process"


class Horizon(StrEnum):
    """How soon an action is due; the layout defines the number of days."""

    IMMEDIATE = "immediate"
    SHORT_TERM = "short-term"
    MEDIUM_TERM = "medium-term"
    LONG_TERM = "long-term"


class Area(StrEnum):
    """The area of work that a lesson is about."""

    ARCHITECTURE_AND_DESIGN = "architecture-and-design"
    IMPLEMENTATION_AND_OPERATIONS = "implementation-and-operations"
    INCIDENT_MANAGEMENT = "incident-management"
    DEVELOPMENT_AND_OPERATIONS = "development-and-operations"
    TEAM_AND_COMMUNICATION = "team-and-communication"
    CULTURE_AND_PRACTICES = "culture-and-practices"


class MetricArea(StrEnum):
    """What a success metric measures."""

    PREVENTION = "prevention"
    RESPONSE = "response"
    DETECTION = "detection"


class Direction(StrEnum):
    """Whether a message was internal or external."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class ReferenceKind(StrEnum):
    """The kind of thing that a reference points to."""

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
    """How precise a time is."""

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

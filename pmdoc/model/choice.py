"""The enumerations that an author chooses values from.

In → Out: nothing in; enumerations out; schema/incident.schema.json describes them.
Must not: contain text for readers; `lang` translates the values.
"""

from __future__ import annotations

from enum import StrEnum


class ReportStatus(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    FINAL = "final"
    APPROVED = "approved"

    @property
    def is_final(self) -> bool:
        """Whether the report is complete, rather than still being written or reviewed."""
        return self in {ReportStatus.FINAL, ReportStatus.APPROVED}


class IncidentStatus(StrEnum):
    ONGOING = "ongoing"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Phase(StrEnum):
    LEAD_UP = "lead-up"
    DETECTION = "detection"
    INVESTIGATION = "investigation"
    CONTAINMENT = "containment"
    MITIGATION = "mitigation"
    ERADICATION = "eradication"
    RESOLUTION = "resolution"
    RECOVERY = "recovery"
    MONITORING = "monitoring"
    AFTERWARDS = "afterwards"


class OwnPhase(str):
    """The name of a phase that an organization's layout declares."""

    __slots__ = ()


class Category(StrEnum):
    TECHNICAL = "technical"
    PROCESS = "process"
    HUMAN = "human"
    EXTERNAL = "external"


class Rating(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Priority(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ActionStatus(StrEnum):
    OPEN = "open"
    NOT_STARTED = "not-started"
    PENDING = "pending"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


class ActionType(StrEnum):
    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    PROCESS = "process"


class Horizon(StrEnum):
    IMMEDIATE = "immediate"
    SHORT_TERM = "short-term"
    MEDIUM_TERM = "medium-term"
    LONG_TERM = "long-term"


class Area(StrEnum):
    ARCHITECTURE_AND_DESIGN = "architecture-and-design"
    IMPLEMENTATION_AND_OPERATIONS = "implementation-and-operations"
    INCIDENT_MANAGEMENT = "incident-management"
    DEVELOPMENT_AND_OPERATIONS = "development-and-operations"
    TEAM_AND_COMMUNICATION = "team-and-communication"
    CULTURE_AND_PRACTICES = "culture-and-practices"


class MetricArea(StrEnum):
    PREVENTION = "prevention"
    RESPONSE = "response"
    DETECTION = "detection"


class Direction(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"


class ReferenceKind(StrEnum):
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


class Times(StrEnum):
    UTC = "utc"
    LOCAL = "local"


class Precision(StrEnum):
    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    UNKNOWN = "unknown"


class StatementBasis(StrEnum):
    ESTABLISHED = "established"
    INFERRED = "inferred"


class ChartKind(StrEnum):
    LINE = "line"
    BAR = "bar"

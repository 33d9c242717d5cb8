"""Actions, prevention and follow-up.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import ActionStatus, ActionType, Horizon, Priority
from pmdoc.model.line import Line
from pmdoc.model.name import Name

_OVER = frozenset({ActionStatus.DONE, ActionStatus.CANCELLED})


class Action(Struct, frozen=True, kw_only=True):
    id: str = ""
    action: str
    owner: Name = ""
    due: dt.date | None = None
    priority: Priority | None = None
    status: ActionStatus | None = None
    type: ActionType | None = None
    horizon: Horizon | None = None
    ticket: str = ""
    url: str = ""
    completed: dt.date | None = None
    notes: str = ""
    source: Line = ""

    @property
    def is_open(self) -> bool:
        """Whether the action is neither done nor cancelled; without a status it is open."""
        return self.status not in _OVER


class Check(Struct, frozen=True, kw_only=True):
    text: str
    horizon: Horizon | None = None
    done: bool = False


class TechnicalImprovement(Struct, frozen=True, kw_only=True):
    title: Line = ""
    description: str = ""
    rationale: str = ""
    timeline: Line = ""


class ProcessImprovement(Struct, frozen=True, kw_only=True):
    title: Line = ""
    description: str = ""
    current_state: str = ""
    proposed_state: str = ""
    benefits: str = ""


class MonitoringGap(Struct, frozen=True, kw_only=True):
    gap: str = ""
    proposed_solution: str = ""
    priority: Priority | None = None


class Prevention(Struct, frozen=True, kw_only=True):
    checklist: tuple[Check, ...] = ()
    technical: tuple[TechnicalImprovement, ...] = ()
    process: tuple[ProcessImprovement, ...] = ()
    training: tuple[str, ...] = ()
    alerting: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    monitoring_gaps: tuple[MonitoringGap, ...] = ()
    testing: tuple[str, ...] = ()
    communication_internal: tuple[str, ...] = ()
    communication_external: tuple[str, ...] = ()
    documentation: tuple[str, ...] = ()


class Review(Struct, frozen=True, kw_only=True):
    date: dt.date | None = None
    purpose: str = ""


class Need(Struct, frozen=True, kw_only=True):
    name: Line = ""
    description: str = ""


class FollowUp(Struct, frozen=True, kw_only=True):
    review_30_day: Review | None = None
    review_90_day: Review | None = None
    annual_review: Review | None = None
    review_schedule: tuple[str, ...] = ()
    success_criteria: str = ""
    communication_plan: str = ""
    team_communication: tuple[str, ...] = ()
    dependencies: tuple[Need, ...] = ()
    resources: tuple[Need, ...] = ()
    blockers: tuple[Need, ...] = ()

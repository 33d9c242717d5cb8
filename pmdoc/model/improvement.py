"""Actions, prevention and follow-up.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import ActionStatus, ActionType, Horizon, Priority
from pmdoc.model.line import Line
from pmdoc.model.moment import CalendarDate, Period
from pmdoc.model.name import NOBODY, Names

_OVER = frozenset({ActionStatus.DONE, ActionStatus.CANCELLED})


class Due(Struct, frozen=True, kw_only=True):
    """When an action is to be done.

    Shape: `date` is a day or a longer period, of which the last day counts. `text` is what to print
    as it was written: a quarter ("Q2 2026"), or words in place of a date, which is then None ("when
    the vendor has shipped 4.2").
    """

    date: CalendarDate | None = None
    text: str = ""

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it is in time; None if that is not known."""
        return self.date.last_day if isinstance(self.date, Period) else self.date


class Action(Struct, frozen=True, kw_only=True):
    id: str = ""
    action: str
    owner: Names = NOBODY
    due: Due | None = None
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
    date: CalendarDate | None = None
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

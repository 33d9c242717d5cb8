"""What happened: summary, timeline, detection, response, resolution.

In → Out: nothing in; frozen classes out, with a field for each property of the schema.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.amount import Amount
from pmdoc.model.choice import Phase
from pmdoc.model.moment import Moment
from pmdoc.model.name import Name


class Summary(Struct, frozen=True, kw_only=True):
    """The summary for executives."""

    one_line: str = ""
    overview: str = ""
    what_happened: str = ""
    impact: str = ""
    root_cause: str = ""
    resolution: str = ""
    prevention: str = ""
    key_learnings: tuple[str, ...] = ()
    users: Amount | None = None
    services: str = ""
    data: str = ""
    money: Amount | None = None
    availability: Amount | None = None
    business: str = ""


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """An event of the timeline."""

    at: Moment | None = None
    event: str
    actor: Name = ""
    action: str = ""
    phase: Phase | None = None
    notes: str = ""
    source: str = ""


class Detection(Struct, frozen=True, kw_only=True):
    """How the incident came to light."""

    how: str = ""
    by: Name = ""
    assessment: str = ""
    gaps: tuple[str, ...] = ()


class Response(Struct, frozen=True, kw_only=True):
    """How people responded."""

    initial: str = ""
    escalation_path: str = ""
    communication: str = ""
    assessment: str = ""


class Resolution(Struct, frozen=True, kw_only=True):
    """How the incident was resolved."""

    method: str = ""
    immediate_actions: tuple[str, ...] = ()
    how_fixed: str = ""
    verification: str = ""
    verification_steps: tuple[str, ...] = ()

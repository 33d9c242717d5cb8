"""What happened, why, and what was learned: from the summary to the lessons.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct, field

from pmdoc.model.amount import Amount
from pmdoc.model.choice import Area, Category, OwnPhase, Phase, Rating, StatementBasis
from pmdoc.model.line import Line
from pmdoc.model.moment import Moment
from pmdoc.model.name import NOBODY, Names


class Summary(Struct, frozen=True, kw_only=True):
    one_line: Line = ""
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
    at: Moment | None = None
    event: str
    basis: StatementBasis = StatementBasis.ESTABLISHED
    actor: Names = NOBODY
    action: str = ""
    phase: Phase | OwnPhase | None = None
    notes: str = ""
    source: Line = ""


class Detection(Struct, frozen=True, kw_only=True):
    how: str = ""
    by: Names = NOBODY
    assessment: str = ""
    gaps: tuple[str, ...] = ()


class Response(Struct, frozen=True, kw_only=True):
    initial: str = ""
    escalation_path: str = ""
    communication: str = ""
    assessment: str = ""


class Resolution(Struct, frozen=True, kw_only=True):
    method: str = ""
    immediate_actions: tuple[str, ...] = ()
    how_fixed: str = ""
    verification: str = ""
    verification_steps: tuple[str, ...] = ()


class PrimaryCause(Struct, frozen=True, kw_only=True):
    description: str = ""
    mechanism: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED


class ContributingFactor(Struct, frozen=True, kw_only=True):
    name: Line = ""
    description: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    category: Category | None = None
    severity: Rating | None = None
    impact: str = ""
    evidence: str = ""
    source: Line = ""


class Why(Struct, frozen=True, kw_only=True):
    why: str
    answer: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED


class SystemicIssue(Struct, frozen=True, kw_only=True):
    name: Line = ""
    description: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED


class RootCause(Struct, frozen=True, kw_only=True):
    problem_statement: str = ""
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    trigger: str = ""
    primary: PrimaryCause = field(default_factory=PrimaryCause)
    technical_details: str = ""
    evidence: tuple[str, ...] = ()
    why_it_happened: str = ""
    why_not_caught: str = ""
    contributing_factors: tuple[ContributingFactor, ...] = ()
    five_whys: tuple[Why, ...] = ()
    systemic_issues: tuple[SystemicIssue, ...] = ()


class RetrospectiveFinding(Struct, frozen=True, kw_only=True):
    title: Line = ""
    description: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    why: str = ""
    impact: str = ""
    category: Category | None = None
    source: Line = ""


class Retrospective(Struct, frozen=True, kw_only=True):
    went_well: tuple[RetrospectiveFinding, ...] = ()
    effective_responses: tuple[RetrospectiveFinding, ...] = ()
    detection_and_alerting: tuple[RetrospectiveFinding, ...] = ()
    incident_response: tuple[RetrospectiveFinding, ...] = ()
    recovery: tuple[RetrospectiveFinding, ...] = ()
    resilience: tuple[RetrospectiveFinding, ...] = ()
    learnings_to_preserve: tuple[RetrospectiveFinding, ...] = ()
    went_wrong: tuple[RetrospectiveFinding, ...] = ()
    technical_failures: tuple[RetrospectiveFinding, ...] = ()
    process_failures: tuple[RetrospectiveFinding, ...] = ()
    human_factors: tuple[RetrospectiveFinding, ...] = ()
    gaps_in_response: tuple[RetrospectiveFinding, ...] = ()
    missed_opportunities: tuple[RetrospectiveFinding, ...] = ()
    could_be_improved: tuple[RetrospectiveFinding, ...] = ()
    surprises: tuple[RetrospectiveFinding, ...] = ()
    lucky: tuple[RetrospectiveFinding, ...] = ()


class Lesson(Struct, frozen=True, kw_only=True):
    lesson: str = ""
    context: str = ""
    action: str = ""
    area: Area | None = None
    source: Line = ""


class Lessons(Struct, frozen=True, kw_only=True):
    general: str = ""
    technical: tuple[Lesson, ...] = ()
    process: tuple[Lesson, ...] = ()
    organizational: tuple[Lesson, ...] = ()
    industry: tuple[Lesson, ...] = ()

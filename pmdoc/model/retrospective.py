"""What went well and wrong, and what was learned.

In → Out: nothing in; frozen classes out, with a field for each property of the schema.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.choice import Area, Category


class RetrospectiveFinding(Struct, frozen=True, kw_only=True):
    """Something that went well or wrong; plain text counts as its title."""

    title: str = ""
    description: str = ""
    why: str = ""
    impact: str = ""
    category: Category | None = None
    source: str = ""


class Retrospective(Struct, frozen=True, kw_only=True):
    """What went well, and what did not."""

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
    """A lesson; plain text counts as the lesson itself."""

    lesson: str = ""
    context: str = ""
    action: str = ""
    area: Area | None = None
    source: str = ""


class Lessons(Struct, frozen=True, kw_only=True):
    """What others can learn from it."""

    general: str = ""
    technical: tuple[Lesson, ...] = ()
    process: tuple[Lesson, ...] = ()
    organizational: tuple[Lesson, ...] = ()
    industry: tuple[Lesson, ...] = ()

"""What went well and wrong, and what was learned, as values.

In → Out: nothing in; frozen classes out, whose fields are the properties of the schema.
Must not: parse, format or check anything, or hold text in another form than the author's.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.choice import Area, Category


class Finding(Struct, frozen=True, kw_only=True):
    """Something that went well or wrong; plain text is its title."""

    title: str = ""
    description: str = ""
    why: str = ""
    impact: str = ""
    category: Category | None = None
    source: str = ""


class Retrospective(Struct, frozen=True, kw_only=True):
    """What went well, and what did not."""

    went_well: tuple[Finding, ...] = ()
    effective_responses: tuple[Finding, ...] = ()
    detection_and_alerting: tuple[Finding, ...] = ()
    incident_response: tuple[Finding, ...] = ()
    recovery: tuple[Finding, ...] = ()
    resilience: tuple[Finding, ...] = ()
    learnings_to_preserve: tuple[Finding, ...] = ()
    went_wrong: tuple[Finding, ...] = ()
    technical_failures: tuple[Finding, ...] = ()
    process_failures: tuple[Finding, ...] = ()
    human_factors: tuple[Finding, ...] = ()
    gaps_in_response: tuple[Finding, ...] = ()
    missed_opportunities: tuple[Finding, ...] = ()
    could_be_improved: tuple[Finding, ...] = ()
    surprises: tuple[Finding, ...] = ()
    lucky: tuple[Finding, ...] = ()


class Lesson(Struct, frozen=True, kw_only=True):
    """One lesson; plain text is the lesson itself."""

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

"""The root cause of the incident.

In → Out: nothing in; frozen classes out, with a field for each property of the schema.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct, field

from pmdoc.model.choice import Category, Rating


class PrimaryCause(Struct, frozen=True, kw_only=True):
    """The main cause."""

    description: str = ""
    mechanism: str = ""


class ContributingFactor(Struct, frozen=True, kw_only=True):
    """Something that made the incident more likely, worse or longer."""

    name: str = ""
    description: str = ""
    category: Category | None = None
    severity: Rating | None = None
    impact: str = ""
    evidence: str = ""
    source: str = ""


class Why(Struct, frozen=True, kw_only=True):
    """A question and its answer."""

    why: str
    answer: str = ""


class SystemicIssue(Struct, frozen=True, kw_only=True):
    """Something the incident shows about the system as a whole."""

    name: str = ""
    description: str = ""


class RootCause(Struct, frozen=True, kw_only=True):
    """Why it happened."""

    problem_statement: str = ""
    statement: str = ""
    trigger: str = ""
    primary: PrimaryCause = field(default_factory=PrimaryCause)
    technical_details: str = ""
    evidence: tuple[str, ...] = ()
    why_it_happened: str = ""
    why_not_caught: str = ""
    contributing_factors: tuple[ContributingFactor, ...] = ()
    five_whys: tuple[Why, ...] = ()
    systemic_issues: tuple[SystemicIssue, ...] = ()

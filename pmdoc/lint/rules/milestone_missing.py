"""Find times that are missing although others, or the status, imply them.

Without a start and an end there is no duration, and without a detection no time to detect; a draft
may still lack the latter. If a time is not known, write `unknown`, if necessary with a `wording`,
and the report prints that.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Search returned no results
      status: resolved
      started: 2026-11-03T09:10Z
      detected: unknown
      resolved: 2026-11-03T09:52Z

Fails:
    pmdoc: 1
    incident:
      id: INC-1
      title: Search returned no results
      status: resolved
      started: 2026-11-03T09:10Z
      detected: 2026-11-03T09:18Z
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.choice import IncidentStatus, ReportStatus

_OVER = {IncidentStatus.RESOLVED, IncidentStatus.CLOSED}
_LATER = ("detected", "acknowledged", "mitigated", "restored", "resolved")


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    given = [name for name in _LATER if getattr(facts, name)]
    ended = facts.restored or facts.resolved
    if facts.status in _OVER and not ended:
        yield Finding(
            "/incident/status",
            f"is {facts.status}, but neither resolved nor restored is set.",
            "Add `resolved:` with its time, or `resolved: unknown`.",
        )
    if given and not facts.started:
        yield Finding(
            f"/incident/{given[0]}",
            "is set, but started is not.",
            "Add `started:` with its time, or `started: unknown`.",
        )
    is_draft = subject.incident.report.status is ReportStatus.DRAFT
    if facts.started and ended and not facts.detected and not is_draft:
        yield Finding(
            "/incident/started",
            "and the end are set, but detected is not.",
            "Add `detected:` with its time, or `detected: unknown`.",
        )


RULE = Rule(id="milestone-missing", level=Level.NOTE, check=_check)

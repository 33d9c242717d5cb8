"""Find a status that the times of the incident contradict.

The first page prints the status, and the facts below it the times. If an incident is over, its
status says so; if it is not, a report on it can hardly be final.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Outage
      status: resolved
      started: 2026-03-02T09:00Z
      resolved: 2026-03-02T12:00Z

Fails:
    pmdoc: 1
    incident:
      id: INC-1
      title: Outage
      status: ongoing
      started: 2026-03-02T09:00Z
      resolved: 2026-03-02T12:00Z
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.time_bounds import start_of
from pmdoc.model.choice import IncidentStatus, ReportStatus

_LATER = {
    IncidentStatus.ONGOING: ("resolved", "closed"),
    IncidentStatus.MITIGATED: ("resolved", "closed"),
    IncidentStatus.RESOLVED: ("closed",),
}
"""Moments that are not known yet while the incident has this status."""
_FINAL = {ReportStatus.FINAL, ReportStatus.APPROVED}


def _check(subject: Subject) -> Findings:
    facts, report = subject.incident.incident, subject.incident.report
    if facts.status is None:
        return
    known = [name for name in _LATER.get(facts.status, ()) if start_of(getattr(facts, name))]
    if known:
        yield Finding(
            "/incident/status",
            f"is {facts.status}, but {known[-1]} is set.",
            "Update the status, or delete the time.",
        )
    elif facts.status is IncidentStatus.ONGOING and report.status in _FINAL:
        yield Finding(
            "/incident/status",
            f"is ongoing, but the report is {report.status}.",
            "Update the status, or set the report's back to `in-review`.",
        )


RULE = Rule(id="status-contradicts", level=Level.WARNING, check=_check)

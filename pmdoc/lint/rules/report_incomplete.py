"""Find reports that leave out what their status promises.

A report that is final or approved is read as the whole story: its date, the cause, the impact, and
what will be done. If one of them can't be told, say so where readers look for it, such as
`summary.root_cause: Not found; the logs of that day were lost` or `summary.prevention: No action,
because the system was retired`. A report in review gets a note; a draft may lack anything.

Passes:
    pmdoc: 1
    report: {status: final, date: 2026-03-09}
    incident: {id: INC-1, title: Outage}
    summary:
      impact: One payment in five failed.
      root_cause: Not found; the logs of that day were lost.
      prevention: No action, because the system was retired.

Fails:
    pmdoc: 1
    report: {status: final, date: 2026-03-09}
    incident: {id: INC-1, title: Outage}
    summary: {one_line: One payment in five failed.}
"""

from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.choice import ReportStatus
from pmdoc.model.incident import Incident, is_empty


def _check(subject: Subject) -> Findings:
    status = subject.incident.report.status
    if status is ReportStatus.DRAFT:
        return
    is_settled = status is not ReportStatus.IN_REVIEW
    missing = list(_missing(subject.incident))
    if is_settled and subject.day is None:
        missing.append("report.date")
    if missing:
        words = " or ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        yield Finding(
            "/report/status",
            f"is {status}, but the file has no {words}.",
            "Add it, or say why there is none, in a sentence of the summary.",
            level=Level.WARNING if is_settled else Level.NOTE,
        )


def _missing(incident: Incident) -> Iterator[str]:
    summary = incident.summary
    at_a_glance = (summary.users, summary.services, summary.data, summary.money)
    effects = (incident.impact, summary.impact, summary.availability, summary.business)
    if is_empty(incident.root_cause) and not summary.root_cause:
        yield "root_cause"
    if all(map(is_empty, (*effects, *at_a_glance))):
        yield "impact"
    if is_empty(incident.prevention) and not incident.actions and not summary.prevention:
        yield "actions"


RULE = Rule(id="report-incomplete", level=Level.WARNING, check=_check)

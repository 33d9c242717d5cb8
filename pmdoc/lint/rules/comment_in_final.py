"""Find comments in a report that is final or approved.

Comments are for reviewers. They go into the Word file, and leave the company with the final one.

Passes:
    pmdoc: 1
    report: {status: draft}
    incident: {id: INC-1, title: Edge servers out of CPU}
    comments: [{author: Dana Reyes, text: Which servers?}]

Fails:
    pmdoc: 1
    report: {status: final}
    incident: {id: INC-1, title: Edge servers out of CPU}
    comments: [{author: Dana Reyes, text: Which servers?}]
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.choice import ReportStatus

_SETTLED = {ReportStatus.FINAL, ReportStatus.APPROVED}


def _check(subject: Subject) -> Findings:
    incident = subject.incident
    if not incident.comments or incident.report.status not in _SETTLED:
        return
    count = len(incident.comments)
    what = "a comment" if count == 1 else f"{count} comments"
    yield Finding(
        "/report/status",
        f"is {incident.report.status.value}, but the file still has {what}, which Word will show.",
        "Resolve and remove the comments, or set the status back.",
    )


RULE = Rule(id="comment-in-final", level=Level.WARNING, check=_check)

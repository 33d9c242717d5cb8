"""Find authors who approve their own report.

Approval takes a second pair of eyes. An author may sign as author or as incident commander, but not
as the person who approves or releases the report.

Passes:
    pmdoc: 1
    report:
      authors: [Dana Reyes]
      approval: {by: [Sam Okoro], date: 2026-03-09}
      sign_offs: [{role: Report Author, name: Dana Reyes, decision: Submitted}]
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      authors: [Dana Reyes]
      approval: {by: [Dana Reyes], date: 2026-03-09}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern

_APPROVES = SearchPattern(r"(?i)\b(?:approv\w+|authori[sz]ed?|released?|freigegeben|genehmigt)\b")
_AS_AUTHOR = SearchPattern(r"(?i)\b(?:author|writer|prepared|submitted)\b")


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    authors = {_same(name) for name in report.authors}
    for index, name in enumerate(report.approval.by):
        if _same(name) in authors:
            yield _finding(pointer_to("report", "approval", "by", index))
    for index, sign_off in enumerate(report.sign_offs):
        is_approval = _APPROVES.pattern.search(f"{sign_off.role} {sign_off.decision}")
        is_as_author = _AS_AUTHOR.pattern.search(sign_off.role)
        if is_approval and not is_as_author and _same(sign_off.name) in authors:
            yield _finding(pointer_to("report", "sign_offs", index))


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _finding(pointer: str) -> Finding:
    return Finding(
        pointer,
        "is an author of the report and approves it.",
        "Have it approved by someone who did not write it.",
    )


RULE = Rule(id="author-approves", level=Level.WARNING, check=_check)

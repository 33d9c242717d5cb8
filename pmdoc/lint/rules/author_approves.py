"""Find authors who review or approve their own report.

Review and approval take a second pair of eyes. An author may sign as author or as incident
commander, but not as the person who approves or releases the report, nor as its only reviewer.
Spellings of one name ("D. Reyes", "Reyes, Dana"), and people with the same e-mail address, are one
person. Without `report.authors`, whoever signs as author or wrote the revisions is the author.

Passes:
    pmdoc: 1
    report:
      authors: [Dana Reyes]
      reviewers: [Dana Reyes, Sam Okoro]
      approval: {by: [Sam Okoro], date: 2026-03-09}
      sign_offs: [{role: Report Author, name: Dana Reyes, decision: Submitted}]
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      authors: [Dana Reyes]
      reviewers: [D. Reyes]
      approval: {by: ["Reyes, Dana"], date: 2026-03-09}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.same_person import is_same_person
from pmdoc.lint.sign_off_words import approves, is_as_author, is_review
from pmdoc.model.incident import Incident
from pmdoc.model.report import Report


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    authors = _with_aliases(subject.incident, _authors(report))
    for index, name in enumerate(report.approval.by):
        if _is_one_of(name, authors):
            yield _finding("approves it", "report", "approval", "by", index)
    for index, sign_off in enumerate(report.sign_offs):
        if approves(sign_off) and _is_one_of(sign_off.name, authors):
            yield _finding("approves it", "report", "sign_offs", index)
    signed = [(n, s.name) for n, s in enumerate(report.sign_offs) if is_review(s.role) and s.name]
    for place, reviewers in (
        ("reviewers", list(enumerate(report.reviewers))),
        ("sign_offs", signed),
    ):
        if reviewers and all(_is_one_of(name, authors) for _, name in reviewers):
            yield _finding("is the only one to review it", "report", place, reviewers[0][0])


def _authors(report: Report) -> list[str]:
    signed = [one.name for one in report.sign_offs if is_as_author(one.role)]
    wrote = [name for revision in report.revisions for name in revision.author]
    return [*report.authors] or list(filter(None, signed)) or wrote


def _with_aliases(incident: Incident, names: list[str]) -> list[str]:
    """Add the names of people who have the same e-mail address."""
    emails = {person.email.casefold() for person in incident.people if person.name in names}
    others = (p.name for p in incident.people if p.email and p.email.casefold() in emails)
    return [*names, *(name for name in others if name not in names)]


def _is_one_of(name: str, authors: list[str]) -> bool:
    return any(is_same_person(name, author) for author in authors)


def _finding(does: str, *place: str | int) -> Finding:
    return Finding(
        pointer_to(*place),
        f"is an author of the report and {does}.",
        "Have that done by someone who did not write it.",
    )


RULE = Rule(id="author-approves", level=Level.WARNING, check=_check)

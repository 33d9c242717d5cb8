"""Find revisions that do not say what changed.

A history without changes does not tell readers whether to read the report again.

Passes:
    pmdoc: 1
    report:
      revisions: [{version: "1.0", date: 2026-03-09, changes: First complete version}]
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      revisions: [{version: "1.0", date: 2026-03-09}]
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to


def _check(subject: Subject) -> Findings:
    for index, revision in enumerate(subject.incident.report.revisions):
        if not revision.changes.strip(" .-–—"):
            yield Finding(
                pointer_to("report", "revisions", index),
                "does not say what changed.",
                "Add `changes:` with a line on what is new.",
            )


RULE = Rule(id="revision-changes", level=Level.WARNING, check=_check, each=("report.revisions",))

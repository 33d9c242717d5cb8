"""Find actions marked as done without a completion date.

Auditors ask when a measure was put in place.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Raise the limit, owner: Payments team, status: done, completed: 2026-03-03}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Raise the limit, owner: Payments team, status: done}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.choice import ActionStatus


def _check(subject: Subject) -> Findings:
    for index, action in enumerate(subject.incident.actions):
        if action.status is ActionStatus.DONE and action.completed is None:
            yield Finding(
                pointer_to("actions", index, "status"),
                "is done, but has no completion date.",
                "Add `completed:` with the date.",
            )


RULE = Rule(id="action-done-undated", level=Level.NOTE, check=_check, each=("actions",))

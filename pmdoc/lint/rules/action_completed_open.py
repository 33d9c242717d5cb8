"""Find actions that have a completion date but an open status.

One of the two is out of date, and the report prints both.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Raise the limit, owner: Payments team, status: done, completed: 2026-03-03}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Raise the limit, owner: Sam, due: 2026-03-04, status: open, completed: 2026-03-03}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.choice import ActionStatus

_OVER = {None, ActionStatus.DONE, ActionStatus.CANCELLED}


def _check(subject: Subject) -> Findings:
    for index, action in enumerate(subject.incident.actions):
        if action.completed and action.status not in _OVER:
            yield Finding(
                pointer_to("actions", index, "completed"),
                f"is set, but the status of the action is {action.status}.",
                "Set `status: done`, or delete the date.",
            )


RULE = Rule(id="action-completed-open", level=Level.WARNING, check=_check, each=("actions",))

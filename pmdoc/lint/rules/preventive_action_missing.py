"""Find action lists that do nothing to prevent the next incident of this kind.

Repairs end this incident; prevention ends its kind. If actions state their `type`, at least one
should be of type `prevent`.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Refuse nested transactions, owner: Ledger team, due: 2026-04-01, type: prevent}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Speed the rollback up, owner: Ledger team, due: 2026-04-01, type: mitigate}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.choice import ActionStatus, ActionType


def _check(subject: Subject) -> Findings:
    actions = subject.incident.actions
    types = {action.type for action in actions if action.status is not ActionStatus.CANCELLED}
    if types - {None} and ActionType.PREVENT not in types:
        yield Finding(
            "/actions",
            "do nothing to prevent the next incident of this kind.",
            "Add an action of `type: prevent` against the root cause, or say why there is none.",
        )


RULE = Rule(id="preventive-action-missing", level=Level.NOTE, check=_check)

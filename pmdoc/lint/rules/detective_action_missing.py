"""Find action lists that would not help to notice the next incident sooner.

What can't be prevented should at least be noticed. If actions state their `type`, most reports need
one of type `detect`, above all if users noticed the incident first.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Ledger team, due: 2026-04-01, type: detect}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Refuse nested transactions, owner: Ledger team, due: 2026-04-01, type: prevent}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.choice import ActionStatus, ActionType


def _check(subject: Subject) -> Findings:
    actions = subject.incident.actions
    types = {action.type for action in actions if action.status is not ActionStatus.CANCELLED}
    if types - {None} and ActionType.DETECT not in types:
        yield Finding(
            "/actions",
            "would not help to notice the next incident of this kind sooner.",
            "Add an action of `type: detect`, such as an alert or a test.",
        )


RULE = Rule(id="detective-action-missing", level=Level.NOTE, check=_check)

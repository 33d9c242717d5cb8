"""Find lists of actions that would not make the next incident seen sooner.

In → Out: a subject in, findings out.
Must not: judge actions of which none says its type.

What can't be prevented should at least be noticed. Where actions say their `type`, one of type
`detect` is due in most reports, above all where users noticed first.

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

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.diagnostics.problem import Level
from pmdoc.lint.rule import Finding, Rule
from pmdoc.lint.subject import Subject
from pmdoc.model.choice import ActionStatus, ActionType


def _check(subject: Subject) -> Iterator[Finding]:
    """Look at the types of the actions that were not cancelled."""
    actions = subject.incident.actions
    types = {action.type for action in actions if action.status is not ActionStatus.CANCELLED}
    if types - {None} and ActionType.DETECT not in types:
        yield Finding(
            "/actions",
            "hold nothing that would make the next incident of this kind seen sooner.",
            "Add an action of `type: detect`, such as an alert or a test.",
        )


RULE = Rule(id="detective-action-missing", level=Level.NOTE, check=_check)

"""Find open actions without a due date.

Actions without a date are done last, if at all. If the date is not known yet, use
the day on which it will be, or name the condition: `due: when the vendor has shipped 4.2`.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2026-04-01}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Payments team}
"""

from pmdoc.lint.content_words import is_unwritten
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to


def _check(subject: Subject) -> Findings:
    for index, action in enumerate(subject.incident.actions):
        if action.is_open and action.due is None and not is_unwritten(action.action):
            yield Finding(
                pointer_to("actions", index),
                "has no due date.",
                "Add `due:` with a date, such as `due: 2026-04-01`.",
            )


RULE = Rule(id="action-due", level=Level.WARNING, check=_check, each=("actions",))

"""Find open actions that nobody owns.

What nobody is responsible for is rarely done, and a reader can't ask about it. A team can be an
owner; if the owner must not be named, `owner: unnamed, agreed with the manager` records that there
is one.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2026-04-01}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, due: 2026-04-01}
"""

from pmdoc.lint.content_words import is_unwritten
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to


def _check(subject: Subject) -> Findings:
    for index, action in enumerate(subject.incident.actions):
        if (
            action.is_open
            and not any(map(str.strip, action.owner))
            and not is_unwritten(action.action)
        ):
            hint = "Add `owner:` with a name or a team."
            yield Finding(pointer_to("actions", index), "has no owner.", hint)


RULE = Rule(id="action-owner", level=Level.WARNING, check=_check, each=("actions",))

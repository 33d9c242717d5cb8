"""Find actions that were due or completed before the incident began.

Follow-up actions come after the incident. An earlier date is a slip, usually in the year.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2026-03-02}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2025-04-01}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, start_of


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    started = start_of(facts.started) or (bounds_of_day(facts.date) if facts.date else None)
    if started is None:
        return
    for index, action in enumerate(subject.incident.actions):
        due = action.due.last_day if action.due else None
        for name, day in (("due", due), ("completed", action.completed)):
            if day and bounds_of_day(day).is_before(started):
                yield Finding(
                    pointer_to("actions", index, name),
                    "is before the start of the incident.",
                    "Check the date and the year.",
                )


RULE = Rule(id="action-before-incident", level=Level.WARNING, check=_check, each=("actions",))

"""Find open actions that were due before the date of the report.

"Overdue" is relative to the report's own day: the latest of `report.date`, `report.last_updated`
and the dates of its revisions. A report without any date is not checked. So an archived report
stays valid, and an updated one has to say what became of its actions. Of a month, a quarter or a
year the last day counts; words in place of a date, such as a condition, are never overdue.

Passes:
    pmdoc: 1
    report: {date: 2026-03-09}
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2026-03-09, status: open}

Fails:
    pmdoc: 1
    report: {date: 2026-03-09, last_updated: 2026-04-20}
    incident: {id: INC-1, title: Outage}
    actions:
      - {action: Page when the pool is full, owner: Payments team, due: 2026-03-09, status: open}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, start_of


def _check(subject: Subject) -> Findings:
    day = subject.day
    if day is None:
        return
    started = start_of(subject.incident.incident.started)
    for index, action in enumerate(subject.incident.actions):
        due = action.due.last_day if action.due else None
        if due is None or due >= day or action.completed or not action.is_open:
            continue
        # A date before the incident is a slip, which `action-before-incident` reports.
        if started is None or not bounds_of_day(due).is_before(started):
            yield Finding(
                pointer_to("actions", index, "due"),
                f"was before the date of the report, {day}, and the action is not done.",
                "Set its status, or agree on a new date.",
            )


RULE = Rule(id="action-overdue", level=Level.WARNING, check=_check, each=("actions",))

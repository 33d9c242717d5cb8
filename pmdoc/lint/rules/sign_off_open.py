"""Find final reports with missing signatures, and approved ones that nobody approved.

`status: final` or `approved` claims that everybody has signed. So each line of the sign-off table
needs a name (or `name_withheld: true`) and a date, and an approval needs its date. An approved
report needs an approver: its author's signature, or a decision such as "Noted", is none. A decision
such as "Rejected" or "Pending" contradicts the status.

Passes:
    pmdoc: 1
    report:
      status: final
      sign_offs:
        - {role: Incident Commander, name: Dana Reyes, date: 2026-03-09}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      status: final
      sign_offs:
        - {role: Incident Commander, name: Dana Reyes, date: 2026-03-09}
        - {role: Engineering Manager, name: Sam Okoro}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.sign_off_words import is_as_author, is_only_submitted, refuses
from pmdoc.model.choice import ReportStatus
from pmdoc.model.report import Report

_FINAL = {ReportStatus.FINAL, ReportStatus.APPROVED}


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    if report.status not in _FINAL:
        return
    for index, sign_off in enumerate(report.sign_offs):
        is_dated = sign_off.date and (sign_off.date.time or sign_off.date.wording)
        given = {"name": sign_off.name or sign_off.name_withheld, "date": is_dated}
        missing = [word for word in given if not given[word]]
        if missing:
            yield Finding(
                pointer_to("report", "sign_offs", index),
                f"has no {' and no '.join(missing)}, but the report is {report.status}.",
                "Add it once it is signed; until then, set `status: in-review`.",
            )
        if refuses(sign_off):
            yield Finding(
                pointer_to("report", "sign_offs", index, "decision"),
                f"is {sign_off.decision!r}, but the report is {report.status}.",
                "Correct it, or set `status: in-review`.",
            )
    yield from _approval(report)


def _approval(report: Report) -> Findings:
    approval = report.approval
    if approval.by and not approval.date:
        yield Finding(
            "/report/approval",
            f"has no date, but the report is {report.status}.",
            "Add `date:` with the day of the approval; until then, set `status: in-review`.",
        )
    approvers = [
        one for one in report.sign_offs if not is_as_author(one.role) and not is_only_submitted(one)
    ]
    if report.status is ReportStatus.APPROVED and not approval.by and not approvers:
        yield Finding(
            "/report/status",
            "is approved, but no approver is named.",
            "Add `approval:` with `by:` and `date:`, or `sign_offs:`.",
        )


RULE = Rule(id="sign-off-open", level=Level.WARNING, check=_check)

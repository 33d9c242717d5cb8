"""Find notifications to authorities that missed their deadline, or have none.

An authority reads the dates first. One that was sent late needs its reasons, which the GDPR asks
for (Art. 33(1)): a note that gives them settles it. One that is required has a deadline or was
sent, and once the deadline has passed, by the report's own date, it was sent. Under GDPR Art. 33
the deadline is 72 hours after the company became aware, which is not before detection and not after
escalation.

Passes:
    pmdoc: 1
    report: {date: 2026-03-10}
    incident: {id: INC-1, title: Outage, detected: 2026-03-02T09:20Z}
    communication:
      regulatory:
        - authority: Data protection authority
          regulation: GDPR Art. 33
          required: true
          due: 2026-03-05T09:20Z
          sent: 2026-03-07T12:00Z
          note: Late, because the extent was known only on 6 March
        - {authority: Bank of Example, required: false}

Fails:
    pmdoc: 1
    report: {date: 2026-03-10}
    incident: {id: INC-1, title: Outage, detected: 2026-03-02T09:20Z}
    communication:
      regulatory:
        - authority: Data protection authority
          required: true
          due: 2026-03-05T09:20Z
          sent: 2026-03-07T12:00Z
        - {authority: Bank of Example, required: true}
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.lint.time_bounds import bounds_of_day, end_of, start_of
from pmdoc.model.record import Notification

_REASON = SearchPattern(
    r"(?i)\b(?:late|delay\w*|after the deadline|because|reason\w*|due to|since|extended|extension"
    r"|missed|phases?|verspätet|verzögert|weil|wegen|nach Ablauf|Frist\w*|retard\w*|parce que"
    r"|en raison|tarde|retraso|porque|debido|ritardo|perché|te laat|omdat|vertraging"
    r"|opóźni\w+|atraso)\b"
    r"|遅|ため|因|延"
)
_GDPR = SearchPattern(
    r"(?i)\b(?:GDPR|DSGVO|DS-GVO|RGPD|AVG|RODO)\b.{0,9}?\b33\b(?!\s?\((?:2|4|5)\))"
)
_GDPR_LIMIT = dt.timedelta(hours=72)
_AWARE = ("detected", "acknowledged", "escalated")
_SENT = "Add `sent:`, or say in `note:` why it was not sent."


def _check(subject: Subject) -> Findings:
    for index, notice in enumerate(subject.incident.communication.regulatory):
        place = ("communication", "regulatory", index)
        due, sent = end_of(notice.due), start_of(notice.sent)
        if due and sent:
            if due.is_before(sent) and not _REASON.pattern.search(notice.note):
                yield Finding(
                    pointer_to(*place, "sent"),
                    f"is {_length(sent.earliest - due.latest)} after it was due.",
                    "Give the reasons for the delay in `note:`, or check both times.",
                )
        elif due and notice.required is not False and not notice.sent and subject.day:
            if due.is_before(bounds_of_day(subject.day)):
                yield Finding(
                    pointer_to(*place, "due"),
                    f"was before the date of the report, {subject.day}, and nothing was sent.",
                    _SENT,
                )
        elif notice.required and not notice.due and not notice.sent:
            yield Finding(
                pointer_to(*place),
                "is required, but has neither a deadline nor a date on which it was sent.",
                "Add `due:` and `sent:`, or set `required: false`.",
                level=Level.NOTE if notice.note else None,
            )
        yield from _gdpr(subject, notice, place)


def _gdpr(subject: Subject, notice: Notification, place: tuple[str | int, ...]) -> Findings:
    """Compare a filing under GDPR Art. 33 with the 72 hours after the company became aware."""
    name = "due" if notice.due else "sent"
    time = start_of(notice.due or notice.sent)
    earlier = subject.incident.communication.regulatory[: int(place[-1])]
    facts = subject.incident.incident
    aware = [bounds for one in _AWARE if (bounds := end_of(getattr(facts, one)))]
    is_first = not any(_GDPR.pattern.search(one.regulation) for one in earlier)
    if time is None or not aware or not (is_first and _GDPR.pattern.search(notice.regulation)):
        return
    last = max(bounds.latest for bounds in aware)
    if time.earliest - last > _GDPR_LIMIT and not _REASON.pattern.search(notice.note):
        yield Finding(
            pointer_to(*place, name),
            f"is {_length(time.earliest - last)} after the incident was known; "
            "GDPR Art. 33 allows 72 hours.",
            "Check it, or say in `note:` when the company became aware, or the reasons for the "
            "delay.",
            level=Level.NOTE,
        )


def _length(span: dt.timedelta) -> str:
    minutes = -(-round(span.total_seconds()) // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    if hours < 48:
        return f"{hours} h"
    return f"{hours // 24} d {hours % 24} h" if hours % 24 else f"{hours // 24} d"


RULE = Rule(id="notification-deadline", level=Level.WARNING, check=_check)

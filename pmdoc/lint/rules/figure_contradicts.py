"""Find stated figures that contradict the times they follow from.

A report whose figures disagree loses its readers' trust, and an auditor's first. A stated figure
may differ by rounding in its smallest unit ("18 h" may be 18 h 20 min). If either side is
approximate or an estimate, a difference of a tenth is allowed. The date of the incident must be the
day on which it started, in any time zone.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      restored: 2019-07-02T14:09Z
      downtime: 27 min

Fails:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      restored: 2019-07-02T14:09Z
      downtime: 45 min
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, end_of, start_of
from pmdoc.model.amount import Duration
from pmdoc.model.choice import Basis
from pmdoc.model.derived import DURATION_ENDS, derive_duration
from pmdoc.validate.text_value import rounding_of

_TENTH = 10


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    for name, (start, ends) in DURATION_ENDS.items():
        stated: Duration | None = getattr(facts, name)
        derived = derive_duration(facts, name)
        if stated is None or derived is None or not _contradicts(stated, derived):
            continue
        end = next(end for end in ends if getattr(facts, end) is not None)
        yield Finding(
            pointer_to("incident", name),
            f"is {_words(stated)}, but from {start} to {end} it is {_words(derived)}.",
            "Delete it, or check the times.",
        )
    began, over = start_of(facts.started), end_of(facts.started)
    if facts.date and began and over:
        day = bounds_of_day(facts.date)
        if day.is_before(began) or over.is_before(day):
            yield Finding(
                "/incident/date",
                f"is {facts.date}, but the incident started on {began.earliest.date()}.",
                "Delete it, or check the times.",
            )


def _contradicts(stated: Duration, derived: Duration) -> bool:
    """Return whether the durations differ by more than rounding and approximation explain."""
    if stated.value is None or derived.value is None:
        return False
    allowed = rounding_of(stated.text)
    if stated.approximate or derived.approximate or stated.basis is Basis.ESTIMATE:
        allowed = max(allowed, derived.value / _TENTH)
    return abs(stated.value - derived.value) > allowed


def _words(duration: Duration) -> str:
    """Format a duration in the units that the schema reads, such as `2 h 30 min`."""
    seconds = round((duration.value or dt.timedelta()).total_seconds())
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    parts = []
    for unit, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    text = " ".join(parts) or "0 s"
    return f"about {text}" if duration.approximate else text


RULE = Rule(id="figure-contradicts", level=Level.WARNING, check=_check)

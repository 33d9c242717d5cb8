"""Find stated figures that contradict the times they follow from.

A report whose figures disagree loses its readers' trust, and an auditor's first. A stated figure
may differ by rounding in its smallest unit ("18 h" may be 18 h 20 min). If either side is
approximate or an estimate, a difference of a tenth is allowed; if one of the times is a day, a
difference of a day. Downtime is compared with the total of the stated outages, and can't exceed the
duration of the incident. The date of the incident must be the day on which it started, in any time
zone.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      restored: 2019-07-02T14:09Z
      duration: 27 min
      downtime: 20 min

Fails:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      restored: 2019-07-02T14:09Z
      duration: 45 min
"""

from msgspec.structs import replace

from pmdoc.lint.duration_match import contradicts, in_words
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, end_of, start_of
from pmdoc.model.amount import Duration
from pmdoc.model.course import DURATION_ENDS


def _check(subject: Subject) -> Findings:
    facts, course = subject.incident.incident, subject.course
    for name in DURATION_ENDS:
        stated: Duration | None = getattr(facts, name, None)
        derived = course.length(name)
        if stated and derived and derived.derivation and contradicts(stated, derived):
            ends = f"from {derived.derivation.starts} to {derived.derivation.ends}"
            yield _finding(name, stated, f"{ends} it is {in_words(derived)}")
    if facts.downtime:
        total, whole = course.downtime, course.length("duration")
        if total and contradicts(facts.downtime, total):
            yield _finding("downtime", facts.downtime, f"the outages add up to {in_words(total)}")
        elif whole and contradicts(facts.downtime, replace(whole, at_most=True)):
            yield _finding("downtime", facts.downtime, f"the incident took {in_words(whole)}")
    began, over = start_of(facts.started), end_of(facts.started)
    if facts.date and began and over:
        day = bounds_of_day(facts.date)
        if day.is_before(began) or over.is_before(day):
            yield Finding(
                "/incident/date",
                f"is {facts.date}, but the incident started on {began.earliest.date()}.",
                "Delete it, or check the times.",
            )


def _finding(name: str, stated: Duration, fact: str) -> Finding:
    message = f"is {in_words(stated)}, but {fact}."
    return Finding(pointer_to("incident", name), message, "Delete it, or check the times.")


RULE = Rule(id="figure-contradicts", level=Level.WARNING, check=_check)

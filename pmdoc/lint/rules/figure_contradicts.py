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

import datetime as dt

from msgspec.structs import replace

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import bounds_of_day, end_of, start_of
from pmdoc.model.amount import Duration
from pmdoc.model.choice import Basis
from pmdoc.model.course import DURATION_ENDS
from pmdoc.model.durations import MONTH, YEAR
from pmdoc.model.moment import TimeResolution
from pmdoc.validate.text_value import rounding_of

_TENTH = 10
_NONE = dt.timedelta()
_UNCERTAIN = {
    TimeResolution.YEAR: YEAR,
    TimeResolution.MONTH: MONTH,
    TimeResolution.DAY: dt.timedelta(days=1),
}
"""How far a derived duration may be off, by its resolution."""
_MINUTE = dt.timedelta(minutes=1)


def _check(subject: Subject) -> Findings:
    facts, course = subject.incident.incident, subject.course
    for name in DURATION_ENDS:
        stated: Duration | None = getattr(facts, name, None)
        derived = course.length(name)
        if stated and derived and derived.derivation and _contradicts(stated, derived):
            ends = f"from {derived.derivation.starts} to {derived.derivation.ends}"
            yield _finding(name, stated, f"{ends} it is {_words(derived)}")
    if facts.downtime:
        total, whole = course.downtime, course.length("duration")
        if total and _contradicts(facts.downtime, total):
            yield _finding("downtime", facts.downtime, f"the outages add up to {_words(total)}")
        elif whole and _contradicts(facts.downtime, replace(whole, at_most=True)):
            yield _finding("downtime", facts.downtime, f"the incident took {_words(whole)}")
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
    message = f"is {_words(stated)}, but {fact}."
    return Finding(pointer_to("incident", name), message, "Delete it, or check the times.")


def _contradicts(stated: Duration, derived: Duration) -> bool:
    """Return whether the durations differ by more than rounding and approximation explain."""
    if stated.value is None or derived.value is None or derived.derivation is None:
        return False
    resolution, rounding = derived.derivation.resolution, rounding_of(stated.text)
    if resolution is TimeResolution.MINUTE and rounding < _MINUTE / 2:  # stated in seconds
        rounding = _MINUTE
    allowed = max(rounding, _UNCERTAIN.get(resolution, _NONE))
    if stated.approximate or derived.approximate or stated.basis is Basis.ESTIMATE:
        allowed = max(allowed, derived.value / _TENTH)
    excess = stated.value - derived.value
    is_too_long = excess > allowed and not (stated.at_most or derived.at_least)
    return is_too_long or (-excess > allowed and not (stated.at_least or derived.at_most))


def _words(duration: Duration) -> str:
    """Return a duration as it was stated, or in the units that the schema reads: `2 h 30 min`."""
    if duration.text:
        return duration.text
    seconds = round((duration.value or dt.timedelta()).total_seconds())
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    parts = []
    for unit, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    text = " ".join(parts) or "0 s"
    bound = "at least " if duration.at_least else "at most " if duration.at_most else ""
    return f"{bound}about {text}" if duration.approximate else f"{bound}{text}"


RULE = Rule(id="figure-contradicts", level=Level.WARNING, check=_check)

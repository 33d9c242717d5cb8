"""Find parts that are longer or larger than their whole.

A service is not down for 9 hours in an incident of 93 minutes, detection takes no longer than the
incident, and the customers of all countries are not more than all customers. Durations may be off
by their rounding, and by a tenth if they are approximate. Lists of parts count only if each entry
is a name with one number, as in `Ireland: 21,340`; if they add up to nearly the whole, but not
quite, that is a note, and with an entry for all others a warning.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:12Z, resolved: 2026-03-02T10:45Z}
    impact:
      services: [{name: Checkout, duration: about 93 min}]
      customers: {count: 5400, segments: ["Ireland: 3,400", "Germany: 2,000"]}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:12Z, resolved: 2026-03-02T10:45Z}
    impact:
      services: [{name: Checkout, duration: 9 h}]
      customers: {count: 5400, segments: ["Ireland: 3,400", "Germany: 2,900"]}
"""

import datetime as dt

from pmdoc.lint.quantity import NUMBER, number_of, percent_of, quantity_in
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.lint.time_bounds import end_of, start_of
from pmdoc.model.amount import Duration
from pmdoc.model.choice import Basis
from pmdoc.model.impact import CustomerImpact
from pmdoc.model.incident import IncidentFacts
from pmdoc.validate.text_value import rounding_of

_TENTH = 10
_ALL = 100.0
_NEARLY = 0.97
_STAGES = ("time_to_detect", "time_to_respond", "time_to_mitigate", "time_to_resolve")
_PART = SearchPattern(rf"[^\d:]{{1,60}}: *(?P<number>{NUMBER})(?P<percent> ?%)?(?: [a-z]+)?\.?")

_REST = SearchPattern(
    r"(?i)(?:all )?(?:others?|rest|remaining|remainder|elsewhere|übrige|andere|sonstige|autres"
    r"|otros|otras|altri|altre|overige|outros|pozosta)"
)


def _check(subject: Subject) -> Findings:
    facts, impact = subject.incident.incident, subject.incident.impact
    whole = _whole(facts)
    if whole:
        for index, service in enumerate(impact.services):
            if service.duration and _is_longer(service.duration, whole):
                yield _too_long(pointer_to("impact", "services", index, "duration"), whole)
        if facts.duration:  # else `figure-contradicts` compares them with the times
            for name in _STAGES:
                stage: Duration | None = getattr(facts, name)
                if stage and _is_longer(stage, whole):
                    yield _too_long(pointer_to("incident", name), whole)
    yield from _segments(impact.customers)


def _whole(facts: IncidentFacts) -> dt.timedelta | None:
    """Return the longest that the incident may have taken, by its times and as stated."""
    lengths = []
    if facts.duration and facts.duration.value:
        lengths.append(facts.duration.value + _slack(facts.duration))
    start, given = start_of(facts.started), [one for one in (facts.resolved, facts.restored) if one]
    ends = [end for end in map(end_of, given) if end]
    if start and ends and len(ends) == len(given):
        lengths.append(max(end.latest for end in ends) - start.earliest)
    return max(lengths, default=None)


def _is_longer(part: Duration, whole: dt.timedelta) -> bool:
    return part.value is not None and part.value - _slack(part) > whole


def _slack(duration: Duration) -> dt.timedelta:
    """Return by how much a duration may be off."""
    value = duration.value or dt.timedelta()
    rounding = rounding_of(duration.text) if duration.text else dt.timedelta()
    is_rough = duration.approximate or duration.basis is Basis.ESTIMATE
    return max(rounding, value / _TENTH) if is_rough else rounding


def _too_long(pointer: str, whole: dt.timedelta) -> Finding:
    minutes = round(whole.total_seconds()) // 60
    hours = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return Finding(
        pointer,
        f"is longer than the whole incident, which took {hours}.",
        "Check it against the times of the incident.",
    )


def _segments(customers: CustomerImpact) -> Findings:
    """Compare the sum of the customers by segment with their number."""
    parts = [_PART.pattern.fullmatch(text) for text in customers.segments]
    found = [part for part in parts if part]
    if len(found) < 2 or len(found) < len(parts):
        return
    total = sum(number_of(part["number"]) for part in found)
    if all(part["percent"] for part in found):
        if total > _ALL * 1.01:
            yield _sum(f"{total:g} %", "more than all", Level.WARNING)
        return
    count = quantity_in(customers.count)
    is_mixed = any(part["percent"] for part in found)
    if count is None or is_mixed or percent_of(customers.count) is not None:
        return
    if total > count.highest:
        whole = f"more than the {count.value:,.0f} customers of impact.customers.count"
        yield _sum(f"{total:,.0f}", whole, Level.WARNING)
    elif total < count.lowest and (total >= count.lowest * _NEARLY or _is_whole(customers)):
        whole = f"not the {count.value:,.0f} customers of impact.customers.count"
        yield _sum(f"{total:,.0f}", whole, Level.WARNING if _is_whole(customers) else Level.NOTE)


def _is_whole(customers: CustomerImpact) -> bool:
    """Return whether the segments name the rest, too: "Other countries: 3,080"."""
    return any(_REST.pattern.match(text) for text in customers.segments)


def _sum(total: str, fault: str, level: Level) -> Finding:
    return Finding(
        "/impact/customers/segments",
        f"add up to {total}, {fault}.",
        "Correct one of the numbers, or say how the segments overlap.",
        level=level,
    )


RULE = Rule(id="part-exceeds-whole", level=Level.WARNING, check=_check)

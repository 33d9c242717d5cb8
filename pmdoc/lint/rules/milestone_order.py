"""Find times of the incident that contradict each other.

Nothing in an incident comes before its start or after its closing. It is detected before anybody
acknowledges, escalates, mitigates or resolves it, mitigation begins before it takes effect, and
resolution comes after mitigation. Service may be restored before anybody noticed. Durations are
derived from these times, so one wrong day spoils them all.

Passes:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      detected: about 2019-07-02T13:40Z
      mitigated: 2019-07-02T14:07Z
      resolved: 2019-07-02T14:52Z

Fails:
    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
      started: 2019-07-02T13:42Z
      detected: 2019-07-02T13:45+02:00
      resolved: 2019-07-02T14:52Z
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.time_bounds import end_of, start_of

_AFTER = {
    "started": (
        *("detected", "acknowledged", "escalated", "mitigation_started", "mitigated"),
        *("restored", "resolved", "closed"),
    ),
    "detected": ("acknowledged", "escalated", "mitigation_started", "resolved", "closed"),
    "mitigation_started": ("mitigated", "resolved", "closed"),
    "mitigated": ("resolved", "closed"),
    "restored": ("closed",),
    "resolved": ("closed",),
}
"""Each moment with those that can't come before it."""


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    named = set()
    for earlier, later in ((one, other) for one in _AFTER for other in _AFTER[one]):
        first, second = start_of(getattr(facts, earlier)), end_of(getattr(facts, later))
        if first and second and second.is_before(first) and later not in named:
            named.add(later)
            yield Finding(
                pointer_to("incident", later),
                f"is before {earlier}.",
                "Check the day and the UTC offset of both.",
            )


RULE = Rule(id="milestone-order", level=Level.WARNING, check=_check)

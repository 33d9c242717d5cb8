"""Figures that follow from the incident, so that nobody has to work them out by hand.

In → Out: an `Incident` in, `Derived` out.
Must not: read a clock, or give a figure of which one end is unknown.

Each length of time runs between two moments of `incident`. Where several are given, the first
that is known counts; the words are those of common practice in incident management:

| figure | from | to | meaning |
|---|---|---|---|
| duration | started | resolved, restored | the whole incident |
| downtime | started | restored, resolved | how long users went without |
| time_to_detect | started | detected | how long nobody knew |
| time_to_respond | detected | acknowledged | the first response |
| time_to_mitigate | detected | mitigated, restored | until the harm was mostly stopped |
| time_to_resolve | detected | resolved, restored | until the cause was dealt with |

A length is approximate if one of its ends is approximate, a span, or disputed between sources. A
day without a clock time gives no length.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import ActionStatus
from pmdoc.model.duration import Duration
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.model.moment import Moment

DURATION_ENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "duration": ("started", ("resolved", "restored")),
    "downtime": ("started", ("restored", "resolved")),
    "time_to_detect": ("started", ("detected",)),
    "time_to_respond": ("detected", ("acknowledged",)),
    "time_to_mitigate": ("detected", ("mitigated", "restored")),
    "time_to_resolve": ("detected", ("resolved", "restored")),
}
"""Each length of time with the moment it starts at and the moments that may end it."""


class Derived(Struct, frozen=True, kw_only=True):
    """What follows from an incident's moments, services and actions.

    Shape: a length of time is `None` where it can't be known. `actions_open` counts the actions
    that are neither done nor cancelled; an action without a status is open.
    """

    duration: Duration | None = None
    downtime: Duration | None = None
    time_to_detect: Duration | None = None
    time_to_respond: Duration | None = None
    time_to_mitigate: Duration | None = None
    time_to_resolve: Duration | None = None
    date: dt.date | None = None
    services: tuple[str, ...] = ()
    actions: int = 0
    actions_open: int = 0
    actions_done: int = 0


def derive_figures(incident: Incident) -> Derived:
    """Return the figures to print: those that the author states, the others derived."""
    facts = incident.incident
    durations = {
        name: getattr(facts, name) or derive_duration(facts, name) for name in DURATION_ENDS
    }
    counts = dict(count_actions(incident))
    return Derived(
        **durations,
        date=facts.date or (facts.started.day if facts.started else None),
        services=tuple(service.name for service in incident.impact.services),
        actions=len(incident.actions),
        actions_open=sum(action.is_open for action in incident.actions),
        actions_done=counts.get(ActionStatus.DONE, 0),
    )


def derive_duration(facts: IncidentFacts, name: str) -> Duration | None:
    """Work out one length of time, such as `downtime`; `None` if an end is unknown or too early."""
    first, candidates = DURATION_ENDS[name]
    start = _known(getattr(facts, first))
    end = next((known for at in candidates if (known := _known(getattr(facts, at)))), None)
    if start is None or end is None:
        return None
    (from_time, starts_exactly), (to_time, ends_exactly) = start, end
    if to_time < from_time:
        return None
    return Duration(value=to_time - from_time, approximate=not (starts_exactly and ends_exactly))


def count_actions(incident: Incident) -> tuple[tuple[ActionStatus, int], ...]:
    """Count the actions of each status that occurs, in the order of `ActionStatus`."""
    found = [action.status or ActionStatus.OPEN for action in incident.actions]
    return tuple((status, found.count(status)) for status in ActionStatus if status in found)


def _known(moment: Moment | None) -> tuple[dt.datetime, bool] | None:
    """Give the moment's clock time and whether it is certain, if there is a clock time at all."""
    if moment is None or moment.known_instant is None:
        return None
    return moment.known_instant, moment.is_certain

"""Derive durations and counts from the incident, so that authors need not work them out.

In → Out: an `Incident` in, `Derived` out.
Must not: read the clock, or return a duration if one of its ends is unknown.

Each duration runs between two moments of `incident`. Of several possible ends, the first that is
known counts. The terms are those of common practice in incident management.

A duration is approximate if one of its ends is approximate, a span, or disputed between sources. A
day without a clock time gives no duration.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.amount import Duration
from pmdoc.model.choice import ActionStatus
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.model.moment import CalendarDate, Moment

DURATION_ENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "duration": ("started", ("resolved", "restored")),  # the whole incident
    "downtime": ("started", ("restored", "resolved")),  # without service for users
    "time_to_detect": ("started", ("detected",)),  # until somebody noticed
    "time_to_respond": ("detected", ("acknowledged",)),  # until the first response
    "time_to_mitigate": ("detected", ("mitigated", "restored")),  # until most of the impact stopped
    "time_to_resolve": ("detected", ("resolved", "restored")),  # until the cause was fixed
}
"""The moment that starts each duration, and the moments that can end it."""


class Derived(Struct, frozen=True, kw_only=True):
    """Figures derived from an incident's moments, services and actions.

    Shape: a duration is None if it can't be known. `actions_open` counts the actions that are
    neither done nor cancelled; an action without a status is open.
    """

    duration: Duration | None = None
    downtime: Duration | None = None
    time_to_detect: Duration | None = None
    time_to_respond: Duration | None = None
    time_to_mitigate: Duration | None = None
    time_to_resolve: Duration | None = None
    date: CalendarDate | None = None
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
        date=facts.date or (facts.started.calendar_date if facts.started else None),
        services=tuple(service.name for service in incident.impact.services),
        actions=len(incident.actions),
        actions_open=sum(action.is_open for action in incident.actions),
        actions_done=counts.get(ActionStatus.DONE, 0),
    )


def derive_duration(facts: IncidentFacts, name: str) -> Duration | None:
    """Return a duration such as `downtime`; None if an end is unknown, or before the start."""
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
    """Return the number of actions by status, in the order of `ActionStatus`, without zeros."""
    statuses = [action.status or ActionStatus.OPEN for action in incident.actions]
    return tuple((status, statuses.count(status)) for status in ActionStatus if status in statuses)


def _known(moment: Moment | None) -> tuple[dt.datetime, bool] | None:
    """Return a moment's clock time, and whether it is certain; None without a clock time."""
    if moment is None or moment.known_instant is None:
        return None
    return moment.known_instant, moment.is_certain

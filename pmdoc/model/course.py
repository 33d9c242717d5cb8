"""The course of an incident: its milestones, phases, outages, and the figures that follow.

In → Out: an `Incident` in, its `Course` out.
Must not: read the clock, or know a time, a phase or a length that follows from nothing stated.

Headline figures, charts, phase tables and rules all read the course, so that they agree. The terms
are those of common practice in incident management.

A phase lasts from one moment to another. Those of the incident give three: detection from `started`
to `detected`, investigation until the mitigation starts, resolution until the end. The phases that
the author gives timeline entries add the others, and count where the moments are silent or where a
moment contradicts them:

    mitigation_started: 13:41              investigation, 13:24 to 14:08: an entry of 13:59 is still
    13:59  investigation: Cause found      part of it, so it did not end at 13:41
    14:08  resolution: Rollback starts     resolution, from 14:08
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.amount import Duration
from pmdoc.model.choice import ActionStatus, OwnPhase, Phase
from pmdoc.model.durations import Landmark, length_between, length_of, total_of
from pmdoc.model.impact import Outage
from pmdoc.model.incident import Incident
from pmdoc.model.moment import CalendarDate, Moment, TimeResolution
from pmdoc.model.narrative import TimelineEntry

MILESTONES = (
    "started",
    "detected",
    "acknowledged",
    "escalated",
    "mitigation_started",
    "mitigated",
    "restored",
    "resolved",
    "closed",
)
"""The moments of an incident in their usual order."""
DURATION_ENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "duration": ("started", ("resolved", "restored")),  # the whole incident
    "time_to_detect": ("started", ("detected",)),  # until somebody noticed
    "time_to_respond": ("detected", ("acknowledged",)),  # until the first response
    "time_to_mitigate": ("detected", ("mitigated", "restored")),  # until most of the impact stopped
    "time_to_resolve": ("detected", ("resolved", "restored")),  # until the cause was fixed
    "time_to_restore": ("started", ("restored", "resolved")),  # until the impact had ended
}
"""The moment that starts each duration, and the moments that can end it; the first known counts.

An author can state all of them but `time_to_restore`.
"""
ENTRY = "timeline"
"""The name of a landmark that is a timeline entry."""
AnyPhase = Phase | OwnPhase
_BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)
_RESPONSE = ("mitigation_started", "mitigated", "restored")
_ENDS = ("resolved", "restored")
_OUTSIDE = {Phase.LEAD_UP, Phase.AFTERWARDS}
_BEFORE_RESPONSE = {*_OUTSIDE, Phase.DETECTION, Phase.INVESTIGATION}
_BEGIN_WITH_RESPONSE = {Phase.MITIGATION, Phase.RESOLUTION}


class CoursePhase(NamedTuple):
    """A phase, from one moment to another."""

    phase: AnyPhase
    start: Landmark
    end: Landmark


class Derived(Struct, frozen=True, kw_only=True):
    """The figures of an incident: those that the author states, the others derived.

    Shape: a duration is None if it can't be known. `actions_open` counts the actions that are
    neither done nor cancelled; an action without a status is open.
    """

    duration: Duration | None = None
    downtime: Duration | None = None
    time_to_detect: Duration | None = None
    time_to_respond: Duration | None = None
    time_to_mitigate: Duration | None = None
    time_to_resolve: Duration | None = None
    time_to_restore: Duration | None = None
    date: CalendarDate | None = None
    services: tuple[str, ...] = ()
    actions: int = 0
    actions_open: int = 0
    actions_done: int = 0


class _Turn(NamedTuple):
    """The point from which a phase lasts; None if the phase is not known."""

    at: dt.datetime
    phase: AnyPhase | None
    landmark: Landmark


class Course:
    """The course of one incident. Everything is worked out when it is first asked for."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    @cached_property
    def milestones(self) -> tuple[Landmark, ...]:
        """The known moments of the incident, in their usual order."""
        return tuple(found for name in MILESTONES if (found := self._find(name)))

    @cached_property
    def start(self) -> Landmark | None:
        """When the incident started."""
        return self._find("started")

    @cached_property
    def end(self) -> Landmark | None:
        """When the incident was over: resolved, or else restored."""
        return self._find(*_ENDS)

    @cached_property
    def _last(self) -> Landmark | None:
        return self.end or self._find("closed")

    @cached_property
    def phases(self) -> tuple[CoursePhase, ...]:
        """The phases whose ends are both known, in order of time. They do not overlap."""
        end = self.end
        known: list[CoursePhase] = []
        for turn, following in pairwise((*self._turns, None)):
            until = following.landmark if following else end
            if turn is None or turn.phase is None or until is None:
                continue
            if _lasts(turn.landmark, until):
                known.append(CoursePhase(turn.phase, turn.landmark, until))
        return tuple(known)

    @cached_property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """The timeline, each entry with its phase: the author's, or that of its time.

        Without any phase of the author's, either all entries have one or none.
        """
        entries = self._incident.timeline
        if all(entry.phase is not None for entry in entries):
            return entries
        phases = [entry.phase or self._phase_at(entry.at) for entry in entries]
        is_known = [_landmark(ENTRY, entry.at) is not None for entry in entries]
        is_stated = any(entry.phase is not None for entry in entries)
        if not is_stated and any(
            known and not p for known, p in zip(is_known, phases, strict=True)
        ):
            return entries
        phases = _filled(phases)
        return tuple(
            entry if entry.phase else replace(entry, phase=phase)
            for entry, phase in zip(entries, phases, strict=True)
        )

    @property
    def outages(self) -> tuple[Outage, ...]:
        """The outages, each with its length: the author's, or that from its start to its end."""
        return tuple(replace(o, duration=length_of(o)) for o in self._incident.impact.outages)

    @cached_property
    def figures(self) -> Derived:
        """The figures to print."""
        facts, incident = self._incident.incident, self._incident
        durations = {
            name: getattr(facts, name, None) or self.length(name) for name in DURATION_ENDS
        }
        counts = dict(count_actions(incident))
        return Derived(
            **durations,
            downtime=facts.downtime or self.downtime,
            date=facts.date or (facts.started.calendar_date if facts.started else None),
            services=tuple(dict.fromkeys(service.name for service in incident.impact.services)),
            actions=len(incident.actions),
            actions_open=sum(action.is_open for action in incident.actions),
            actions_done=counts.get(ActionStatus.DONE, 0),
        )

    @property
    def downtime(self) -> Duration | None:
        """The total of the stated outages: an incident without any need not have been one."""
        return total_of(self._incident.impact.outages)

    def length(self, name: str) -> Duration | None:
        """Return a duration of `DURATION_ENDS` as it follows from the incident's moments."""
        first, candidates = DURATION_ENDS[name]
        start, end = self._find(first), self._find(*candidates)
        return length_between(start, end) if start and end else None

    def _find(self, *names: str) -> Landmark | None:
        facts = self._incident.incident
        found = (_landmark(name, getattr(facts, name)) for name in names)
        return next(filter(None, found), None)

    @cached_property
    def _turns(self) -> tuple[_Turn, ...]:
        """The turns from phase to phase, in order of time; none if the moments contradict."""
        if self._is_contradictory:
            return ()
        stated = self._stated_turns()
        turns = [*self._own_turns(stated), *stated]
        turns.sort(key=lambda turn: turn.at)  # stable: moments come before entries
        kept: list[_Turn] = []
        for turn in turns:
            if kept and kept[-1].at == turn.at and kept[-1].phase != turn.phase:
                kept.pop()
            # that of the detection splits a phase `detection`: before, nobody knew
            if not kept or kept[-1].phase != turn.phase or turn.landmark.name == "detected":
                kept.append(turn)
        return tuple(kept)

    @property
    def _is_contradictory(self) -> bool:
        """Whether one of the moments that divide the incident is before one it has to follow."""
        found = (self.start, self._find("detected"), self._find(*_RESPONSE), self.end)
        return any(_is_after(one, other) for one, other in combinations(filter(None, found), 2))

    def _own_turns(self, stated: list[_Turn]) -> Iterator[_Turn]:
        """Yield the turns that follow from the incident's own moments."""
        start, detected = self._find("started"), self._find("detected")
        response = self._response_turn(stated)
        at = _BEGINNING
        if start and (detected or stated):
            at = start.earliest
            yield _Turn(at, Phase.DETECTION, start)
        if detected:
            at = max(at, detected.earliest)
            yield _Turn(at, _phase_once_detected(stated, has_response=bool(response)), detected)
        if response:
            yield response._replace(at=max(at, response.at))

    def _response_turn(self, stated: list[_Turn]) -> _Turn | None:
        """Return the turn to the response, unless the phases of entries tell otherwise."""
        found = self._find(*_RESPONSE)
        if found is None:
            return None
        at = found.earliest
        default = _Turn(at, Phase.RESOLUTION, found)
        first = next((turn for turn in stated if turn.phase not in _BEFORE_RESPONSE), default)
        is_contradicted = first.at < at or any(
            turn.phase in _BEFORE_RESPONSE and turn.at >= at for turn in stated
        )
        if is_contradicted or first.phase not in _BEGIN_WITH_RESPONSE:
            return None
        return default._replace(phase=first.phase)

    def _stated_turns(self) -> list[_Turn]:
        """Return the turns to the phases that the author gives entries, in order of time.

        Before the start, after the end, and before the detection only the moments count.
        """
        detected, end = self._find("detected"), self.end
        begin = detected or self.start
        earliest = begin.earliest if begin else _BEGINNING
        turns: list[_Turn] = []
        for entry in self._incident.timeline:
            phase, at = entry.phase, _landmark(ENTRY, entry.at)
            if phase is None or phase in _OUTSIDE or at is None:
                continue
            is_early = begin is not None and _is_after(begin, at)
            is_late = end is not None and end.latest <= at.earliest
            if phase == Phase.DETECTION:  # ends with the detection, unless the author goes on
                is_early = detected is None or not _is_after(at, detected)
            if not (is_early or is_late):
                turns.append(_Turn(max(at.earliest, earliest), phase, at))
        return sorted(turns, key=lambda turn: turn.at)

    def _phase_at(self, moment: Moment | None) -> AnyPhase | None:
        """Return the phase at a time; None if the incident does not tell."""
        entry = _landmark(ENTRY, moment)
        if entry is None:
            return None
        start, end = self.start, self._last
        if start and _is_after(start, entry):
            return Phase.LEAD_UP
        if end and _is_after(entry, end):
            return Phase.AFTERWARDS
        at = max(entry.earliest, start.earliest) if start else entry.earliest
        place = bisect.bisect_right(self._turns, at, key=lambda turn: turn.at)
        if not place or _may_precede(entry, self._turns[place - 1].landmark):
            return None
        return self._turns[place - 1].phase


def count_actions(incident: Incident) -> tuple[tuple[ActionStatus, int], ...]:
    """Return the number of actions by status, in the order of `ActionStatus`, without zeros."""
    statuses = [action.status or ActionStatus.OPEN for action in incident.actions]
    return tuple((status, statuses.count(status)) for status in ActionStatus if status in statuses)


def _phase_once_detected(stated: list[_Turn], *, has_response: bool) -> AnyPhase | None:
    """Return the phase that the detection begins: investigation, or the first one of entries.

    None if nothing tells when it ends, or the author's investigation begins after another phase.
    """
    phases = [turn.phase for turn in stated]
    if phases and (phases[0] == Phase.DETECTION or isinstance(phases[0], OwnPhase)):
        return phases[0]
    is_first = Phase.INVESTIGATION not in phases or phases[0] == Phase.INVESTIGATION
    return Phase.INVESTIGATION if is_first and (phases or has_response) else None


def _landmark(name: str, moment: Moment | None) -> Landmark | None:
    known = moment is not None and moment.resolution is not None
    return Landmark(name, moment) if moment and known else None


def _is_after(one: Landmark, other: Landmark) -> bool:
    """Return whether a moment is after another; a day is not after a clock time of that day."""
    return one.earliest > other.earliest and one.latest > other.latest


def _may_precede(entry: Landmark, turn: Landmark) -> bool:
    """Return whether an entry is on a day (or in a month) during which a phase begins.

    An entry of the same day without a clock time counts as what begins it.
    """
    is_day = turn.resolution < TimeResolution.MINUTE
    return is_day and entry.earliest <= turn.latest and entry.point != turn.point


def _lasts(start: Landmark, end: Landmark) -> bool:
    """Return whether there is any time between two moments; there may be between equal days."""
    return end.latest > start.earliest and end.moment.time != start.moment.time


def _filled(phases: list[AnyPhase | None]) -> list[AnyPhase | None]:
    """Fill in for entries without a phase that of the entry before, at first that of the next."""
    filled: list[AnyPhase | None] = []
    last = next((phase for phase in phases if phase), None)
    for phase in phases:
        last = phase or last
        filled.append(last)
    return filled

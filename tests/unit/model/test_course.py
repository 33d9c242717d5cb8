"""Milestones, phases and figures follow from what is stated, and from nothing else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from pmdoc.model.amount import Derivation, Duration
from pmdoc.model.choice import ActionStatus, Precision
from pmdoc.model.course import DURATION_ENDS, Course, Derived, count_actions
from pmdoc.model.impact import Impact, ServiceImpact
from pmdoc.model.improvement import Action
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.model.moment import Moment, Period, TimeResolution
from tests.incidents import incident_from


def at(hour: int, minute: int = 0, **more: Any) -> Moment:
    """Make a moment of one day."""
    return Moment(time=dt.datetime(2019, 7, 2, hour, minute, tzinfo=dt.UTC), **more)


def incident(**facts: Any) -> Incident:
    """Make an incident with these facts."""
    return Incident(incident=IncidentFacts(id="INC-1", title="x", **facts))


def derive_figures(whole: Incident) -> Derived:
    """Return the figures of an incident's course."""
    return Course(whole).figures


def since(
    start: str, end: str, *, to: TimeResolution = TimeResolution.MINUTE, **span: float
) -> Duration:
    """Return a duration with its derivation."""
    derivation = Derivation(resolution=to, starts=start, ends=end)
    return Duration(value=dt.timedelta(**span), derivation=derivation)


ALL = {
    "started": at(13, 42),
    "detected": at(13, 45),
    "acknowledged": at(13, 47),
    "mitigated": at(14, 7),
    "restored": at(14, 9),
    "resolved": at(14, 52),
}


def test_each_figure_follows_its_definition():
    """The definitions are in the table of the module."""
    derived = derive_figures(incident(**ALL))
    minutes = {
        name: getattr(derived, name).value / dt.timedelta(minutes=1) for name in DURATION_ENDS
    }
    assert minutes == {
        "duration": 70,
        "time_to_detect": 3,
        "time_to_respond": 2,
        "time_to_mitigate": 22,
        "time_to_resolve": 67,
        "time_to_restore": 27,
    }
    assert not derived.duration.approximate
    assert derived.downtime is None
    assert derived.date == dt.date(2019, 7, 2)


def test_restoration_and_resolution_replace_each_other():
    """If one is missing, the other ends the incident."""
    only_restored = derive_figures(incident(started=at(13), restored=at(14)))
    assert since("started", "restored", hours=1) == only_restored.duration
    only_resolved = derive_figures(incident(started=at(13), resolved=at(15)))
    assert since("started", "resolved", hours=2) == only_resolved.duration
    assert only_resolved.time_to_detect is None


@pytest.mark.parametrize(
    "odd",
    [
        at(14, precision=Precision.APPROXIMATE),
        at(14, until=dt.datetime(2019, 7, 2, 14, 5, tzinfo=dt.UTC)),
        at(14, accounts=(at(15),)),
    ],
    ids=["approximate", "short span", "disputed"],
)
def test_uncertain_ends_give_approximate_durations(odd: Moment):
    assert derive_figures(incident(started=at(13), resolved=odd)).duration.approximate


@pytest.mark.parametrize(
    "odd",
    [
        None,
        at(14, until=dt.datetime(2019, 7, 2, 15, tzinfo=dt.UTC)),  # one hour, or two
        Moment(precision=Precision.UNKNOWN),
        at(14, precision=Precision.UNKNOWN),
        at(12),
    ],
    ids=["absent", "long span", "unknown", "marked unknown", "too early"],
)
def test_unknown_ends_give_no_duration(odd: Moment | None):
    assert derive_figures(incident(started=at(13), resolved=odd)).duration is None


def test_stated_figure_takes_precedence():
    """Figures that are not stated are still derived."""
    stated = Duration(value=dt.timedelta(minutes=27), text="27 min")
    found = derive_figures(incident(**ALL, duration=stated))
    assert found.duration == stated
    assert since("started", "detected", minutes=3) == found.time_to_detect


def test_durations_respect_offsets():
    west = dt.timezone(dt.timedelta(hours=-8))
    start = Moment(time=dt.datetime(2017, 2, 28, 9, 37, tzinfo=west))
    end = Moment(time=dt.datetime(2017, 2, 28, 21, 54, tzinfo=dt.UTC))
    derived = derive_figures(incident(started=start, restored=end))
    assert since("started", "restored", hours=4, minutes=17) == derived.duration


def test_day_is_in_utc():
    """A late evening in the west is the next day in UTC."""
    west = dt.timezone(dt.timedelta(hours=-8))
    assert Moment(time=dt.datetime(2017, 2, 28, 20, tzinfo=west)).day == dt.date(2017, 3, 1)
    assert Moment(time=dt.date(2017, 2, 28)).day == dt.date(2017, 2, 28)
    assert Moment().day is None


def test_actions_and_services_are_counted():
    """An action without a status is open; done and cancelled actions are closed."""
    statuses = [None, ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.CANCELLED]
    full = Incident(
        incident=IncidentFacts(id="INC-1", title="x", date=dt.date(2019, 7, 1)),
        impact=Impact(services=(ServiceImpact(name="API"), ServiceImpact(name="Web"))),
        actions=tuple(Action(action="a", status=status) for status in statuses),
    )
    assert count_actions(full) == (
        (ActionStatus.OPEN, 2),
        (ActionStatus.DONE, 1),
        (ActionStatus.CANCELLED, 1),
    )
    assert derive_figures(full) == Derived(
        date=dt.date(2019, 7, 1),
        services=("API", "Web"),
        actions=4,
        actions_open=2,
        actions_done=1,
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, True),
        *((status, status.value not in {"done", "cancelled"}) for status in ActionStatus),
    ],
)
def test_action_is_open_until_done_or_cancelled(
    status: ActionStatus | None, *, expected: bool
) -> None:
    """An action without a status is open."""
    action = Action(action="Alert on pool use", status=status)

    assert expected is action.is_open
    assert expected == derive_figures(incident_with(action)).actions_open


def incident_with(*actions: Action) -> Incident:
    """Make an incident with these actions."""
    return Incident(incident=IncidentFacts(id="INC-1", title="x"), actions=actions)


def test_moment_marked_unknown_has_no_known_instant() -> None:
    """Its author gave a time, but marked it as unknown."""
    moments = [
        at(13, 42),
        at(13, 42, precision=Precision.UNKNOWN),
        Moment(time=dt.date(2019, 7, 2)),
    ]

    assert [at(13, 42).time, None, None] == [moment.known_instant for moment in moments]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (at(13, 42), at(13, 42), since("started", "detected")),
        (
            at(13, 42),
            Moment(time=dt.datetime(2019, 7, 2, 13, 43, 50, tzinfo=dt.UTC), has_seconds=True),
            since("started", "detected", minutes=1),
        ),
        (
            at(23),
            Moment(time=dt.date(2019, 7, 23)),
            since("started", "detected", to=TimeResolution.DAY, days=21),
        ),
        (
            Moment(time=dt.date(2019, 7, 2)),
            at(13),
            since("started", "detected", to=TimeResolution.DAY),
        ),
    ],
    ids=["same minute", "seconds count with seconds only", "to a day", "within a day"],
)
def test_duration_is_never_finer_than_its_ends(start: Moment, end: Moment, expected: Duration):
    found = derive_figures(incident(started=start, detected=end)).time_to_detect

    assert expected == found


def test_durations_between_months_are_approximate() -> None:
    """From some day of January to some day of March."""
    months = [Moment(time=Period(2019, month)) for month in (1, 3)]

    found = derive_figures(incident(started=months[0], detected=months[1])).time_to_detect

    assert found is not None
    assert found.value is not None
    assert (True, 2) == (found.approximate, round(found.value.days / 30.4))


@pytest.mark.parametrize(("times", "days"), [("utc", 2), ("local", 1)])
def test_days_count_in_the_zone_of_the_report(times: str, days: int) -> None:
    """23:30 UTC on 1 February is the 2nd in Copenhagen."""
    whole = incident_from(
        f"pmdoc: 1\ntime_zone: Europe/Copenhagen\ntimes: {times}\n"
        "incident: {id: I-1, title: x, started: 2026-02-01T23:30Z, detected: 2026-02-03}\n"
    )
    found = derive_figures(whole).time_to_detect
    assert found is not None
    assert dt.timedelta(days=days) == found.value


OUTAGES = {
    "overlaps count once": (
        "[{service: A, started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z},"
        " {service: B, started: 2026-03-02T09:30Z, restored: 2026-03-02T10:30Z},"
        " {service: A, started: 2026-03-06T09:00Z, restored: 2026-03-06T10:00Z}]",
        (150, False, 3, 0),
    ),
    "one within another": (
        "[{service: A, started: 2026-03-02T09:00Z, restored: 2026-03-02T12:00Z},"
        " {customers: North, started: 2026-03-02T10:00Z, restored: 2026-03-02T11:00Z}]",
        (180, False, 2, 0),
    ),
    "an open end makes a bound": (
        "[{started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z}, {started: 2026-03-06T09:00Z}]",
        (60, True, 1, 0),
    ),
    "durations of one service": (
        "[{service: A, duration: 1 h}, {service: A, duration: 2 h}]",
        (180, False, 0, 2),
    ),
}


@pytest.mark.parametrize("name", OUTAGES)
def test_downtime_is_the_total_of_the_outages(name: str) -> None:
    text, (minutes, is_bound, outages, durations) = OUTAGES[name]
    found = derive_figures(incident_from(f"impact:\n  outages: {text}\n")).downtime
    assert found is not None
    assert found.derivation is not None
    assert found.value is not None
    total = found.value / dt.timedelta(minutes=1)
    counts = (found.derivation.outages, found.derivation.durations)
    assert (minutes, is_bound, *counts) == (total, found.at_least, *counts)
    assert (outages, durations) == counts


def test_durations_of_several_services_do_not_add_up() -> None:
    """They may have been at the same time."""
    text = "impact: {outages: [{service: A, duration: 1 h}, {service: B, duration: 2 h}]}\n"
    assert derive_figures(incident_from(text)).downtime is None


def course(facts: str, timeline: str = "[]") -> Course:
    """Return the course of an incident on 2 March 2026; clock times stand for times of that day."""
    text = f"pmdoc: 1\nincident: {{id: I-1, title: x, {facts}}}\ntimeline: {timeline}\n"
    return Course(incident_from(_TIME.sub(r"2026-03-02T\1Z", text)))


_TIME = re.compile(r"\b([0-9]{2}:[0-9]{2})\b")
PHASES = {
    "investigation ends when mitigation starts": (
        (
            "started: 09:12, detected: 09:20, mitigation_started: 09:30, mitigated: 10:30, "
            "resolved: 10:45",
            "[]",
        ),
        "detection 09:12 09:20, investigation 09:20 09:30, resolution 09:30 10:45",
    ),
    "nothing tells of the time before an unknown detection": (
        ("started: 09:12, detected: unknown, mitigated: 10:30, resolved: 10:45", "[]"),
        "resolution 10:30 10:45",
    ),
    "entries tell what moments do not": (
        (
            "started: 09:10, detected: 09:18, resolved: 09:52",
            "[{at: 09:31, event: a, phase: investigation},"
            " {at: 09:40, event: b, phase: resolution}]",
        ),
        "detection 09:10 09:18, investigation 09:18 09:40, resolution 09:40 09:52",
    ),
    "entries that contradict a moment count": (
        (
            "started: 13:20, detected: 13:24, mitigation_started: 13:41, resolved: 15:30",
            "[{at: 13:59, event: a, phase: investigation},"
            " {at: 14:08, event: b, phase: resolution}]",
        ),
        "detection 13:20 13:24, investigation 13:24 14:08, resolution 14:08 15:30",
    ),
    "other phases": (
        (
            "started: 09:00, detected: 09:10, mitigated: 10:00, resolved: 12:00",
            "[{at: 09:30, event: a, phase: containment}, {at: 10:10, event: b, phase: recovery}]",
        ),
        "detection 09:00 09:10, investigation 09:10 09:30, containment 09:30 10:10, "
        "recovery 10:10 12:00",
    ),
    "detection goes on after somebody knew": (
        (
            "started: 09:00, detected: 09:10, mitigated: 10:00, resolved: 12:00",
            "[{at: 09:15, event: a, phase: detection},"
            " {at: 09:30, event: b, phase: investigation}]",
        ),
        "detection 09:00 09:10, detection 09:10 09:30, investigation 09:30 10:00, "
        "resolution 10:00 12:00",
    ),
    "an own phase begins with the detection": (
        (
            "started: 09:00, detected: 09:10, resolved: 12:00",
            "[{at: 09:15, event: a, phase: triage}, {at: 09:30, event: b, phase: investigation}]",
        ),
        "detection 09:00 09:10, triage 09:10 09:30, investigation 09:30 12:00",
    ),
    "nothing tells what comes before a containment that precedes the investigation": (
        (
            "started: 09:00, detected: 09:10, resolved: 12:00",
            "[{at: 09:15, event: a, phase: containment},"
            " {at: 09:30, event: b, phase: investigation}]",
        ),
        "detection 09:00 09:10, containment 09:15 09:30, investigation 09:30 12:00",
    ),
    "moments that contradict tell of none": (
        ("started: 09:00, detected: 11:00, mitigated: 10:00, resolved: 12:00", "[]"),
        "",
    ),
    "lead-up and afterwards are not part of the incident": (
        (
            "started: 09:00, detected: 09:10, mitigated: 10:00, resolved: 12:00",
            "[{at: 08:00, event: a, phase: lead-up}, {at: 13:00, event: b, phase: afterwards}]",
        ),
        "detection 09:00 09:10, investigation 09:10 10:00, resolution 10:00 12:00",
    ),
}


@pytest.mark.parametrize("name", PHASES)
def test_phases_follow_from_moments_and_entries(name: str) -> None:
    given, expected = PHASES[name]
    found = (
        f"{phase} {start.moment.time:%H:%M} {end.moment.time:%H:%M}"
        for phase, start, end in course(*given).phases
    )
    assert expected == ", ".join(found)


def test_phase_begins_and_ends_with_days() -> None:
    whole = incident_from(
        "pmdoc: 1\nincident: {id: I-1, title: x, started: 2026-02-01T09:00Z, "
        "detected: 2026-03-01, mitigated: 2026-03-02T12:00Z, resolved: 2026-03-04}\n"
    )
    found = [(phase, start.name, end.name) for phase, start, end in Course(whole).phases]
    assert [
        ("detection", "started", "detected"),
        ("investigation", "detected", "mitigated"),
        ("resolution", "mitigated", "resolved"),
    ] == found


ENTRIES = {
    "by time": (
        (
            "started: 09:12, detected: 09:20, mitigated: 09:50, resolved: 10:45",
            "[{at: 09:00, event: a}, {at: 09:12, event: b}, {at: 09:20, event: c}, "
            "{at: unknown, event: d}, {at: 09:50, event: e}, {at: 10:45, event: f}, "
            "{at: 2026-04-01, event: g}]",
        ),
        "lead-up detection investigation investigation resolution resolution afterwards",
    ),
    "not told": (
        ("started: 09:12, resolved: 10:45", "[{at: 09:12, event: a}, {at: 10:40, event: b}]"),
        "None None",
    ),
    "not told of all": (
        (
            "started: 09:12, detected: 09:20, resolved: 10:45",
            "[{at: 09:12, event: a}, {at: 09:30, event: b}]",
        ),
        "None None",
    ),
    "the day of the detection": (
        (
            "started: 09:12, detected: 2026-03-03, mitigated: 2026-03-04, resolved: 2026-03-05",
            "[{at: 09:12, event: a}, {at: 2026-03-03, event: b}, {at: 2026-03-04, event: c}]",
        ),
        "detection investigation resolution",
    ),
    "an hour of the day of the detection": (
        (
            "started: 09:12, detected: 2026-03-02, mitigated: 2026-03-04, resolved: 2026-03-05",
            "[{at: 09:12, event: a}, {at: 2026-03-02, event: b}, {at: 2026-03-04, event: c}]",
        ),
        "None None None",
    ),
    "some stated": (
        (
            "started: 09:12, resolved: 10:45",
            "[{at: 09:12, event: a}, {at: 09:15, event: b, phase: investigation}, "
            "{at: unknown, event: c}, {at: 10:00, event: d, phase: recovery}, "
            "{at: 11:00, event: e}]",
        ),
        "detection investigation investigation recovery afterwards",
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_entries_without_a_phase_get_that_of_their_time(name: str) -> None:
    given, expected = ENTRIES[name]
    assert expected == " ".join(str(entry.phase) for entry in course(*given).timeline)


def test_services_are_named_once() -> None:
    text = "impact: {services: [{name: A, duration: 1 h}, {name: A, duration: 2 h}, {name: B}]}\n"
    assert derive_figures(incident_from(text)).services == ("A", "B")

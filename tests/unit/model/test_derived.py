"""Figures are derived from moments, and only if both ends are known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmdoc.model.amount import Duration
from pmdoc.model.choice import ActionStatus, Precision
from pmdoc.model.derived import DURATION_ENDS, Derived, count_actions, derive_figures
from pmdoc.model.impact import Impact, ServiceImpact
from pmdoc.model.improvement import Action
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.model.moment import Moment


def at(hour: int, minute: int = 0, **more: Any) -> Moment:
    """Make a moment of one day."""
    return Moment(time=dt.datetime(2019, 7, 2, hour, minute, tzinfo=dt.UTC), **more)


def incident(**facts: Any) -> Incident:
    """Make an incident with these facts."""
    return Incident(incident=IncidentFacts(id="INC-1", title="x", **facts))


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
        "downtime": 27,
        "time_to_detect": 3,
        "time_to_respond": 2,
        "time_to_mitigate": 22,
        "time_to_resolve": 67,
    }
    assert not derived.duration.approximate
    assert derived.date == dt.date(2019, 7, 2)


def test_restoration_and_resolution_replace_each_other():
    """If one is missing, the other ends the incident or the downtime."""
    only_restored = derive_figures(incident(started=at(13), restored=at(14)))
    assert only_restored.duration == only_restored.downtime == Duration(value=dt.timedelta(hours=1))
    only_resolved = derive_figures(incident(started=at(13), resolved=at(15)))
    assert only_resolved.downtime == Duration(value=dt.timedelta(hours=2))
    assert only_resolved.time_to_detect is None


@pytest.mark.parametrize(
    "odd",
    [
        at(14, precision=Precision.APPROXIMATE),
        at(14, until=dt.datetime(2019, 7, 2, 15, tzinfo=dt.UTC)),
        at(14, accounts=(at(15),)),
    ],
    ids=["approximate", "span", "disputed"],
)
def test_uncertain_ends_give_approximate_durations(odd: Moment):
    assert derive_figures(incident(started=at(13), resolved=odd)).duration.approximate


@pytest.mark.parametrize(
    "odd",
    [
        None,
        Moment(precision=Precision.UNKNOWN),
        Moment(time=dt.date(2019, 7, 2)),
        at(14, precision=Precision.UNKNOWN),
        at(12),
    ],
    ids=["absent", "unknown", "day only", "marked unknown", "too early"],
)
def test_unknown_ends_give_no_duration(odd: Moment | None):
    assert derive_figures(incident(started=at(13), resolved=odd)).duration is None


def test_stated_figure_takes_precedence():
    """Figures that are not stated are still derived."""
    stated = Duration(value=dt.timedelta(minutes=27), text="27 min")
    found = derive_figures(incident(**ALL, duration=stated))
    assert found.duration == stated
    assert found.time_to_detect == Duration(value=dt.timedelta(minutes=3))


def test_durations_respect_offsets():
    west = dt.timezone(dt.timedelta(hours=-8))
    start = Moment(time=dt.datetime(2017, 2, 28, 9, 37, tzinfo=west))
    end = Moment(time=dt.datetime(2017, 2, 28, 21, 54, tzinfo=dt.UTC))
    derived = derive_figures(incident(started=start, restored=end))
    assert derived.downtime == Duration(value=dt.timedelta(hours=4, minutes=17))


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

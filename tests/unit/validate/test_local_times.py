"""Times without their day or offset are completed, and never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmdoc.model.choice import Precision, Times
from pmdoc.model.incident import Incident
from pmdoc.model.moment import Moment, Period
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

CASES = Path(__file__).resolve().parents[2] / "cases"
HEAD = "pmdoc: 1\nincident: {id: I, title: T}\ntime_zone: Europe/Berlin\n"
NO_ZONE = "pmdoc: 1\nincident: {id: I, title: T}\n"


def read(text: str) -> Incident:
    checked = check(read_yaml(text, name="x").data)
    assert checked.incident is not None, checked.problems
    return checked.incident


def timeline(*times: str, head: str = HEAD) -> list[str]:
    """Return the times of a timeline, in UTC."""
    entries = ", ".join(f"{{at: {time}, event: E}}" for time in times)
    found = [entry.at for entry in read(f"{head}timeline: [{entries}]").timeline]
    return [_utc(moment) for moment in found if moment]


def _utc(moment: Moment) -> str:
    about = "~" if moment.precision is Precision.APPROXIMATE else ""
    ends = (point for point in (moment.time, moment.until) if point is not None)
    return about + " ".join(
        f"{end.astimezone(dt.UTC):%d %H:%M}" if isinstance(end, dt.datetime) else str(end)
        for end in ends
    )


def problems(text: str) -> list[tuple[str, str, str]]:
    found = check(read_yaml(text, name="x").data).problems
    return [(p.id, p.pointer, p.hint) for p in found]


def test_the_case_is_read_as_its_author_means_it() -> None:
    """The zone stands for the offset, days carry on, and `~` is "about"."""
    incident = read((CASES / "vocabulary" / "local-times.yaml").read_text("utf-8"))
    first, second, third = (entry.at for entry in incident.timeline)
    assert first == incident.incident.started
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.time == dt.datetime(2026, 3, 2, 8, 12, tzinfo=dt.UTC)
    assert second.time == dt.datetime(2026, 3, 2, 8, 20, tzinfo=dt.UTC)
    assert third.precision is Precision.APPROXIMATE
    assert incident.times is Times.LOCAL


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("2026-03-02 09:12",), ["02 08:12"]),
        (("2026-03-02T09:12",), ["02 08:12"]),
        (("2026-03-02 9:12:30",), ["02 08:12"]),
        (("2026-07-02 09:12",), ["02 07:12"]),
        (("2026-03-02 09:12", "09:20", "~09:30", "'9:40'"), "02 08:12,02 08:20,~02 08:30,02 08:40"),
        (("2026-03-02 09:12", "unknown", "09:20"), "02 08:12,,02 08:20"),
        (("2026-03-02", "09:20"), "2026-03-02,02 08:20"),
        (("2026-03-02T10:12+01:00", "10:20"), "02 09:12,02 09:20"),
        (("2026-03-02 23:50", "2026-03-03 00:10", "00:20"), "02 22:50,02 23:10,02 23:20"),
        (("{time: 2026-03-02 23:50, until: 2026-03-03 00:10}",), ["02 22:50 02 23:10"]),
        (("{time: 2026-03-02 09:00, until: '09:30'}",), ["02 08:00 02 08:30"]),
        (("2026-03-02 09:00", "{time: '09:10', until: '09:30'}"), "02 08:00,02 08:10 02 08:30"),
        (("{time: ~2026-03-02 09:00}",), ["~02 08:00"]),
    ],
)
def test_offset_and_day_are_completed(times: tuple[str, ...], expected: str | list[str]) -> None:
    wanted = expected.split(",") if isinstance(expected, str) else expected
    assert wanted == timeline(*times)


def test_day_carries_on_without_a_zone_if_the_offset_is_written() -> None:
    assert ["02 09:12", "02 09:20"] == timeline("2026-03-02T09:12Z", "09:20Z", head=NO_ZONE)


def test_day_carries_on_in_other_lists() -> None:
    incident = read(
        HEAD
        + "communication: {log: [{at: 2026-03-02 09:00, message: A},{at: '09:30', message: B}]}"
    )
    found = [entry.at.instant for entry in incident.communication.log if entry.at]
    assert found[1] == dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)


def test_account_is_on_the_day_of_its_moment() -> None:
    incident = read(
        HEAD + "timeline: [{event: E, at: {time: 2026-03-02 09:00, accounts: [{time: '08:55'}]}}]"
    )
    moment = incident.timeline[0].at
    assert moment is not None
    assert moment.accounts[0].time == dt.datetime(2026, 3, 2, 7, 55, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", Period(2026)),
        ("2026-03", Period(2026, 3)),
        ("~2026-03", Period(2026, 3)),
        ("about 2026", Period(2026)),
    ],
)
def test_months_and_years_are_moments(text: str, expected: Period) -> None:
    started = read(f"pmdoc: 1\nincident: {{id: I, title: T, started: {text}}}").incident.started
    assert started is not None
    assert started.time == expected
    assert (started.precision is Precision.EXACT) == text.startswith("2")


def test_span_of_months_may_begin_and_end_with_any_precision() -> None:
    started = read(
        "pmdoc: 1\nincident: {id: I, title: T, started: {time: 2025, until: 2026-03}}"
    ).incident.started
    assert started is not None
    assert (started.time, started.until) == (Period(2025), Period(2026, 3))


@pytest.mark.parametrize(
    ("span", "is_wrong"),
    [
        ("{time: 2026-03, until: 2026-02}", True),
        ("{time: 2026-03, until: 2026}", False),
        ("{time: 2026-03-02T09:00Z, until: 2026-03}", False),
        ("{time: 2026-03-02T09:00Z, until: 2026-02}", True),
        ("{time: 2026, until: 2025-12-31}", True),
    ],
)
def test_end_before_the_beginning_is_found_at_any_precision(span: str, *, is_wrong: bool) -> None:
    found = problems(f"pmdoc: 1\nincident: {{id: I, title: T, started: {span}}}")
    assert [id_ for id_, _, _ in found] == ["until-before-time"] * is_wrong


def test_time_without_offset_needs_a_zone() -> None:
    """The hint names both ways out."""
    ((problem, pointer, hint),) = problems(NO_ZONE + "timeline: [{at: 2026-03-02 09:12, event: E}]")
    assert (problem, pointer) == ("moment-no-zone", "/timeline/0/at")
    assert "2026-03-02T09:12Z" in hint
    assert "`time_zone`" in hint


def test_unknown_zone_is_one_problem() -> None:
    """The times that need it are not reported, too."""
    text = NO_ZONE + "time_zone: Europe/Berln\ntimeline: [{at: 2026-03-02 09:12, event: E}]"
    assert [id_ for id_, _, _ in problems(text)] == ["time-zone-unknown"]


@pytest.mark.parametrize(
    ("local", "hint"),
    [
        ("2026-10-25 02:30", "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00."),
        ("2026-03-29 02:30", "2026-03-29T02:30+01:00 or 2026-03-29T02:30+02:00."),
    ],
    ids=["twice", "skipped"],
)
def test_time_at_a_change_of_clocks_needs_its_offset(local: str, hint: str) -> None:
    ((problem, _, found),) = problems(f"{HEAD}timeline: [{{at: {local}, event: E}}]")
    assert problem == "moment-clock-change"
    assert found.endswith(hint)


@pytest.mark.parametrize(
    ("times", "hint"),
    [
        (("2026-03-02 23:50", "00:10"), "2026-03-02T00:10 or 2026-03-03T00:10."),
        (("2026-03-02 09:20", "09:10"), "2026-03-02T09:10 or 2026-03-03T09:10."),
        (("2026-03-02 23:50", "2026-03-02", "00:10"), "2026-03-02T00:10 or 2026-03-03T00:10."),
        (("2026-03-01T23:30Z", "23:40"), "2026-03-01T23:40 or 2026-03-02T23:40."),
        (("{time: 2026-03-02 23:50, until: '00:10'}",), "2026-03-02T00:10 or 2026-03-03T00:10."),
        (
            ("{time: 2026-03-02 23:50, accounts: [{time: '00:10'}]}",),
            "2026-03-02T00:10 or 2026-03-03T00:10.",
        ),
        (
            ("{time: 2026-03-03 00:10, accounts: [{time: '23:50'}]}",),
            "2026-03-02T23:50 or 2026-03-03T23:50.",
        ),
        (("09:10",), "such as 2017-01-31T23:27Z."),
        (("2026-03", "09:10"), "such as 2017-01-31T23:27Z."),
    ],
)
def test_day_that_is_not_clear_is_a_problem(times: tuple[str, ...], hint: str) -> None:
    """After midnight a time is not moved to the next day: the entries may be out of order."""
    entries = ", ".join(f"{{at: {time}, event: E}}" for time in times)
    ((problem, _, found),) = problems(f"{HEAD}timeline: [{entries}]")
    assert problem == "moment-no-day"
    assert found.endswith(hint)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", None),
        ("timeline: [{at: 2026-03-02 09:12, event: E}]", Times.LOCAL),
        ("timeline: [{at: 2026-03-02T09:12Z, event: E}]", None),
        ("times: utc\ntimeline: [{at: 2026-03-02 09:12, event: E}]", Times.UTC),
        ("times: local\ntimeline: [{at: 2026-03-02T09:12Z, event: E}]", Times.LOCAL),
    ],
)
def test_report_prints_local_times_if_the_author_wrote_them(
    head: str, expected: Times | None
) -> None:
    assert expected == read(HEAD + head).times


def test_times_that_wait_for_a_zone_do_no_harm() -> None:
    """Rules run on what is left of a file whose zone is misspelt."""
    text = NO_ZONE + "time_zone: Europe/Berln\ntimeline: [{at: 2026-03-02 09:12, event: E}]"
    subset = check(read_yaml(text, name="x").data).subset
    assert subset is not None
    assert subset.incident.timeline == ()


def test_local_times_need_a_zone() -> None:
    assert [("moment-no-zone", "/times")] == [p[:2] for p in problems(NO_ZONE + "times: local")]


def test_day_that_does_not_exist_is_one_problem() -> None:
    for head in (HEAD, NO_ZONE):
        found = problems(head + "timeline: [{at: 2026-02-30 09:00, event: E}]")
        assert [p[:2] for p in found] == [("date-not-real", "/timeline/0/at")]


def test_day_carries_on_among_the_moments_of_the_incident_and_of_an_outage() -> None:
    incident = read(
        "pmdoc: 1\ntime_zone: Europe/Berlin\n"
        "incident: {id: I, title: T, started: 2026-03-02 09:12, resolved: '10:45'}\n"
        "impact: {outages: [{started: 2026-03-02 09:12, restored: '09:40'}]}\n"
    )
    ends = (incident.incident.resolved, incident.impact.outages[0].restored)
    assert ["02 09:45", "02 08:40"] == [_utc(moment) for moment in ends if moment]


def test_times_that_do_not_follow_one_another_need_their_day() -> None:
    """An authority may be told before or after the notice was due."""
    text = (
        HEAD + "communication: {regulatory: [{authority: A, due: 2026-03-05 09:12, sent: '10:00'}]}"
    )
    assert [("moment-no-day", "/communication/regulatory/0/sent")] == [
        p[:2] for p in problems(text)
    ]

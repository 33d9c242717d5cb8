"""Rules on times take them for as exact as their author does, and never for more.

In → Out: nothing in; pass or fail out.
Must not: test how times are read.
"""

from __future__ import annotations

import datetime as dt

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}


def found(rule: str, text: str, today: dt.date | None = None) -> list[str]:
    """Say where a rule finds something."""
    return [p.pointer for p in lint(incident_from(text), [RULES[rule]], today=today)]


def timeline(*times: str) -> str:
    """Write a timeline of these times."""
    return "timeline:\n" + "".join(f"  - {{at: {time}, event: A}}\n" for time in times)


@pytest.mark.parametrize(
    "times",
    [
        ("2026-03-02T09:00Z", "2026-03-02T09:00Z", "2026-03-02T10:00Z"),
        # the same minute, one of them with seconds
        ("2026-03-02T09:00:38Z", "2026-03-02T09:00Z"),
        # offsets and their change: 02:30 comes twice on the night when summer time ends
        ("2026-10-25T02:30+02:00", "2026-10-25T02:10+01:00", "2026-10-25T01:15Z"),
        # about an hour, about a day
        ("2026-03-02T09:00Z", "about 2026-03-02T08:15Z", "2026-03-02T09:05Z"),
        ("2026-03-02T09:00Z", "about 2026-03-01", "2026-03-02T09:05Z"),
        # a day is a whole day, in any zone
        ("2026-03-02T23:00-08:00", "2026-03-02", "2026-03-03T07:30Z"),
        # spans stand where they begin
        (
            "{time: 2026-03-02T09:00Z, until: 2026-03-02T12:00Z}",
            "2026-03-02T10:00Z",
        ),
        # unknown times have no order
        ("2026-03-02T09:00Z", "unknown", "{wording: before that}", "2026-03-02T09:05Z"),
        # one of two sources has it right
        (
            "2026-03-02T09:00Z",
            "{time: 2026-03-02T08:00Z, accounts: [{time: 2026-03-02T09:10Z, source: S2}]}",
            "2026-03-02T09:05Z",
        ),
        (),
    ],
    ids=range(10),
)
def test_order_is_not_doubted_without_need(times: tuple[str, ...]) -> None:
    """What may have happened in this order is in order."""
    assert found("timeline-order", timeline(*times) if times else "") == []


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        # one slip is one finding, whichever way it goes
        (("2026-03-02T09:00Z", "2026-03-03T09:05Z", "2026-03-02T09:10Z", "2026-03-02T09:20Z"), [1]),
        (("2026-03-02T09:00Z", "2026-03-02T09:05Z", "2026-03-01T09:10Z", "2026-03-02T09:20Z"), [2]),
        # of two, the lower one
        (("2026-03-02T09:10Z", "2026-03-02T09:05Z"), [1]),
        (("2026-03-02T09:00:38Z", "2026-03-02T09:00:08Z"), [1]),
        # a forgotten offset
        (("2026-03-02T09:00+01:00", "2026-03-02T08:05Z", "2026-03-02T08:10+01:00"), [2]),
        (("2026-03-02T09:00Z", "about 2026-03-02T07:15Z", "2026-03-02T09:05Z"), [1]),
        (("2026-03-02T09:00Z", "2026-02-28", "2026-03-02T09:05Z"), [1]),
        (("2026-03-02T09:00Z", "2026-03-05", "2026-03-02T09:05Z"), [1]),
    ],
    ids=range(8),
)
def test_what_is_out_of_order_is_named_once(times: tuple[str, ...], wrong: list[int]) -> None:
    """The entry that fits least is named, not all that follow it."""
    assert [f"/timeline/{n}/at" for n in wrong] == found("timeline-order", timeline(*times))


def test_reversed_timeline_names_all_but_one() -> None:
    """Newest first is out of order throughout; the search stays quick."""
    times = [f"2026-03-02T{n // 60:02}:{n % 60:02}Z" for n in range(600)]

    assert len(found("timeline-order", timeline(*reversed(times)))) == 599


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ("started: 2026-03-02T09:00Z, detected: 2026-03-02T08:00Z", ["detected"]),
        ("started: 2026-03-02T09:00Z, detected: about 2026-03-02T08:30Z", []),
        ("started: 2026-03-02T09:00Z, detected: 2026-03-02", []),
        ("started: 2026-03-02T09:00Z, detected: unknown", []),
        ("started: 2026-03-02T09:00:30Z, detected: 2026-03-02T09:00Z", []),
        ("detected: 2026-03-02T09:30Z, restored: 2026-03-02T09:10Z", []),
        ("detected: 2026-03-02T09:30Z, acknowledged: 2026-03-02T09:10Z", ["acknowledged"]),
        ("mitigated: 2026-03-02T09:30Z, resolved: 2026-03-02T09:10Z", ["resolved"]),
        ("resolved: 2026-03-02T09:30Z, closed: 2026-03-02T09:10Z", ["closed"]),
        ("started: {time: 2026-03-02, until: 2026-03-04}, detected: 2026-03-03T09:10Z", []),
        ("started: 2026-03-02T09:00+01:00, detected: 2026-03-02T08:05Z", []),
    ],
)
def test_milestones_have_the_order_that_they_need(facts: str, wrong: list[str]) -> None:
    """Only what can't be is found; an incident may be over before it is seen."""
    text = f"pmdoc: 1\nincident: {{id: INC-1, title: Outage, {facts}}}\n"

    assert [f"/incident/{name}" for name in wrong] == found("milestone-order", text)


GAPPY = """
pmdoc: 1
incident: {{id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T12:00Z}}
timeline:
  - {{at: 2026-03-02T09:10Z, event: A}}
{between}
  - {{at: 2026-03-02T11:50Z, event: B}}
"""


@pytest.mark.parametrize(
    ("between", "is_gap"),
    [
        ("", True),
        ("  - {at: unknown, event: C}", False),
        ("  - {at: {time: 2026-03-02T09:20Z, until: 2026-03-02T11:00Z}, event: C}", False),
        ("  - {at: 2026-03-02T10:00Z, event: C}\n  - {at: 2026-03-02T10:55Z, event: D}", False),
    ],
)
def test_gap_is_a_long_time_without_a_word(between: str, *, is_gap: bool) -> None:
    """Spans and entries without a known time fill a gap."""
    assert is_gap == bool(found("timeline-gap", GAPPY.format(between=between)))


def test_gap_is_as_long_as_the_written_times_are_apart() -> None:
    """A time without seconds stands for its minute, which is not taken off in what is said."""
    text = (
        "pmdoc: 1\n"
        "incident: {id: I, title: T, started: 2026-03-02T09:00Z, resolved: 2026-03-02T11:00Z}\n"
        "timeline:\n"
        "  - {at: 2026-03-02T09:20Z, event: A}\n"
        "  - {at: 2026-03-02T10:40Z, event: B}\n"
    )

    said = lint(incident_from(text), [RULES["timeline-gap"]])

    assert ["is about 1 h 20 min after timeline[0]"] == [p.message.partition(",")[0] for p in said]


FUTURE = "incident: {id: INC-1, title: Outage, started: 2026-03-20T09:00Z}\n"


@pytest.mark.parametrize(
    ("report", "today", "is_found"),
    [
        # the report's own date counts, whatever the clock says
        ("report: {date: 2026-03-09}", dt.date(2031, 1, 1), True),
        ("report: {date: 2026-03-21}", dt.date(2026, 3, 1), False),
        ("report: {date: 2026-03-09, last_updated: 2026-03-21}", None, False),
        (
            "report: {date: 2026-03-09, revisions: [{date: 2026-03-21, changes: A}]}",
            None,
            False,
        ),
        # a day of grace, for zones
        ("report: {date: 2026-03-19}", None, False),
        # the clock stands in, unless it is not set
        ("", dt.date(2026, 3, 9), True),
        ("", dt.date(2026, 3, 21), False),
        ("", dt.date(1980, 1, 1), False),
        ("", None, False),
    ],
)
def test_future_is_after_the_report(report: str, today: dt.date | None, *, is_found: bool) -> None:
    """A report is judged by its own day; only one without any by today."""
    text = f"pmdoc: 1\n{report}\n{FUTURE}"

    assert is_found == bool(found("date-in-future", text, today))


def test_signature_of_next_year_is_a_slip() -> None:
    """Signatures follow the report, but not by a year."""
    text = """
pmdoc: 1
report:
  date: 2026-01-09
  sign_offs: [{role: A, date: 2026-02-09}, {role: B, date: 2027-01-09}]
  approval: {by: [Sam Okoro], date: 2027-01-10}
incident: {id: INC-1, title: Outage}
"""

    assert ["/report/approval/date", "/report/sign_offs/1/date"] == found("date-in-future", text)


OVERDUE = """
incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
actions:
  - {action: A, owner: B, due: 2026-03-09, status: open}
  - {action: A, owner: B, due: 2026-03-09, status: done}
  - {action: A, owner: B, due: 2026-03-09, status: cancelled}
  - {action: A, owner: B, due: 2026-03-09}
  - {action: A, owner: B, due: 2026-03-20, status: open}
  - {action: A, owner: B, due: 2025-03-09, status: open}
"""


@pytest.mark.parametrize(
    ("report", "overdue"),
    [
        ("", []),
        ("report: {date: 2026-03-09}", []),
        ("report: {date: 2026-03-10}", [0, 3]),
        ("report: {date: 2026-03-01, last_updated: 2026-04-10}", [0, 3, 4]),
    ],
)
def test_overdue_is_as_of_the_report(report: str, overdue: list[int]) -> None:
    """An archived report does not become wrong with time: the clock is not asked."""
    text = f"pmdoc: 1\n{report}\n{OVERDUE}"

    pointers = found("action-overdue", text, dt.date(2040, 1, 1))

    assert [f"/actions/{n}/due" for n in overdue] == pointers


@pytest.mark.parametrize(
    ("date", "started", "is_fine"),
    [
        ("2026-03-02", "2026-03-02T23:30Z", True),
        ("2026-03-03", "2026-03-02T23:30Z", True),  # the next day in Berlin
        ("2026-03-01", "2026-03-02T02:30Z", True),  # the day before in New York
        ("2026-02-02", "2026-03-02T02:30Z", False),
        ("2026-02-02", "unknown", True),
    ],
)
def test_date_of_the_incident_is_its_first_day(date: str, started: str, *, is_fine: bool) -> None:
    """The date may be that of any zone."""
    text = f"incident: {{id: INC-1, title: Outage, date: {date}, started: {started}}}"

    assert is_fine == (found("figure-contradicts", f"pmdoc: 1\n{text}") == [])


@pytest.mark.parametrize(
    ("entry", "is_found"),
    [
        ("at: 2025-12-01, phase: detection", False),
        ("at: 2025-12-01, phase: investigation", True),
        ("at: 2026-03-02, phase: investigation", False),
        ("at: 2025-02-28T09:00Z", True),
        ("at: 2026-03-09, phase: resolution", False),
        ("at: 2026-03-09, phase: detection", True),
        ("at: 2027-03-09, phase: resolution", True),
        ("at: unknown, phase: detection", False),
    ],
)
def test_event_outside_the_incident_is_one_that_can_hardly_be(
    entry: str, *, is_found: bool
) -> None:
    """What led to an incident and what came of it belongs to its timeline."""
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z,"
        f" resolved: 2026-03-02T12:00Z}}\ntimeline: [{{event: A, {entry}}}]\n"
    )

    assert is_found == bool(found("event-outside-incident", text))

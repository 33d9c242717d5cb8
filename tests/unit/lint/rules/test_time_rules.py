"""Time rules assume exactly the precision that the author gives."""

from __future__ import annotations

import datetime as dt

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}


def find_pointers(rule: str, text: str, today: dt.date | None = None) -> list[str]:
    """Return the pointers of a rule's findings."""
    return [p.pointer for p in lint(incident_from(text), [RULES[rule]], today=today)]


def timeline(*times: str) -> str:
    """Write a timeline with these times."""
    return "timeline:\n" + "".join(f"  - {{at: {time}, event: A}}\n" for time in times)


@pytest.mark.parametrize(
    "times",
    [
        ("2026-03-02T09:00Z", "2026-03-02T09:00Z", "2026-03-02T10:00Z"),
        # the same minute, one of them with seconds
        ("2026-03-02T09:00:38Z", "2026-03-02T09:00Z"),
        # offsets and daylight saving time: 02:30 occurs twice on the last night of summer time
        ("2026-10-25T02:30+02:00", "2026-10-25T02:10+01:00", "2026-10-25T01:15Z"),
        # about an hour, about a day
        ("2026-03-02T09:00Z", "about 2026-03-02T08:15Z", "2026-03-02T09:05Z"),
        ("2026-03-02T09:00Z", "about 2026-03-01", "2026-03-02T09:05Z"),
        # a date is the whole day, in any zone
        ("2026-03-02T23:00-08:00", "2026-03-02", "2026-03-03T07:30Z"),
        # a span is ordered by its start
        (
            "{time: 2026-03-02T09:00Z, until: 2026-03-02T12:00Z}",
            "2026-03-02T10:00Z",
        ),
        # unknown times have no order
        ("2026-03-02T09:00Z", "unknown", "{wording: before that}", "2026-03-02T09:05Z"),
        # one of two accounts is in order
        (
            "2026-03-02T09:00Z",
            "{time: 2026-03-02T08:00Z, accounts: [{time: 2026-03-02T09:10Z, source: S2}]}",
            "2026-03-02T09:05Z",
        ),
        (),
    ],
    ids=range(10),
)
def test_possible_order_is_accepted(times: tuple[str, ...]) -> None:
    """Uncertain times count as ordered if they may be."""
    assert find_pointers("timeline-order", timeline(*times) if times else "") == []


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        # one mistake is one finding, in either direction
        (("2026-03-02T09:00Z", "2026-03-03T09:05Z", "2026-03-02T09:10Z", "2026-03-02T09:20Z"), [1]),
        (("2026-03-02T09:00Z", "2026-03-02T09:05Z", "2026-03-01T09:10Z", "2026-03-02T09:20Z"), [2]),
        # of two entries the lower one
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
def test_each_entry_out_of_order_is_reported_once(times: tuple[str, ...], wrong: list[int]) -> None:
    """The finding is on the entry that fits least, not on all that follow it."""
    assert [f"/timeline/{n}/at" for n in wrong] == find_pointers("timeline-order", timeline(*times))


def test_reversed_timeline_reports_all_but_one_entry() -> None:
    """The search must stay fast for such a timeline."""
    times = [f"2026-03-02T{n // 60:02}:{n % 60:02}Z" for n in range(600)]

    assert len(find_pointers("timeline-order", timeline(*reversed(times)))) == 599


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
def test_impossible_milestone_order_is_found(facts: str, wrong: list[str]) -> None:
    """An incident may be over before it is detected."""
    text = f"pmdoc: 1\nincident: {{id: INC-1, title: Outage, {facts}}}\n"

    assert [f"/incident/{name}" for name in wrong] == find_pointers("milestone-order", text)


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
def test_timeline_gap_is_found(between: str, *, is_gap: bool) -> None:
    """Spans and entries of unknown time fill a gap."""
    assert is_gap == bool(find_pointers("timeline-gap", GAPPY.format(between=between)))


def test_gap_length_is_the_difference_of_the_written_times() -> None:
    """A time without seconds means the whole minute, which is not subtracted in the message."""
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
        # the report's date counts, whatever the clock shows
        ("report: {date: 2026-03-09}", dt.date(2031, 1, 1), True),
        ("report: {date: 2026-03-21}", dt.date(2026, 3, 1), False),
        ("report: {date: 2026-03-09, last_updated: 2026-03-21}", None, False),
        (
            "report: {date: 2026-03-09, revisions: [{date: 2026-03-21, changes: A}]}",
            None,
            False,
        ),
        # one day of tolerance, for time zones
        ("report: {date: 2026-03-19}", None, False),
        # without a report date the clock counts, unless it is not set
        ("", dt.date(2026, 3, 9), True),
        ("", dt.date(2026, 3, 21), False),
        ("", dt.date(1980, 1, 1), False),
        ("", None, False),
    ],
)
def test_future_means_after_the_report_date(
    report: str, today: dt.date | None, *, is_found: bool
) -> None:
    """Today's date counts only for a report without a date."""
    text = f"pmdoc: 1\n{report}\n{FUTURE}"

    assert is_found == bool(find_pointers("date-in-future", text, today))


def test_signature_a_year_after_the_report_is_found() -> None:
    """Signatures follow the report, but not by a year."""
    text = """
pmdoc: 1
report:
  date: 2026-01-09
  sign_offs: [{role: A, date: 2026-02-09}, {role: B, date: 2027-01-09}]
  approval: {by: [Sam Okoro], date: 2027-01-10}
incident: {id: INC-1, title: Outage}
"""

    assert ["/report/approval/date", "/report/sign_offs/1/date"] == find_pointers(
        "date-in-future", text
    )


OVERDUE = """
incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z}
actions:
  - {action: A, owner: B, due: 2026-03-09, status: open}
  - {action: A, owner: B, due: 2026-03-09, status: done}
  - {action: A, owner: B, due: 2026-03-09, status: cancelled}
  - {action: A, owner: B, due: 2026-03-09}
  - {action: A, owner: B, due: 2026-03-20, status: open}
  - {action: A, owner: B, due: 2025-03-09, status: open}
  - {action: A, owner: B, due: 2026-03, status: open}
  - {action: A, owner: B, due: 2026-Q1, status: open}
  - {action: A, owner: B, due: 2026, status: open}
  - {action: A, owner: B, due: by 1 January 2026, status: open}
"""


@pytest.mark.parametrize(
    ("report", "overdue"),
    [
        ("", []),
        ("report: {date: 2026-03-09}", []),
        ("report: {date: 2026-03-10}", [0, 3]),
        ("report: {date: 2026-03-31}", [0, 3, 4]),
        ("report: {date: 2026-03-01, last_updated: 2026-04-10}", [0, 3, 4, 6, 7]),
    ],
)
def test_overdue_is_relative_to_the_report_date(report: str, overdue: list[int]) -> None:
    """The clock is not used, so that an archived report stays valid."""
    text = f"pmdoc: 1\n{report}\n{OVERDUE}"

    pointers = find_pointers("action-overdue", text, dt.date(2040, 1, 1))

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
def test_incident_date_must_be_its_first_day(date: str, started: str, *, is_fine: bool) -> None:
    """The date may be in any time zone."""
    text = f"incident: {{id: INC-1, title: Outage, date: {date}, started: {started}}}"

    assert is_fine == (find_pointers("figure-contradicts", f"pmdoc: 1\n{text}") == [])


@pytest.mark.parametrize(
    ("entry", "is_found"),
    [
        ("at: 2025-12-01", False),
        ("at: 2025-02-28T09:00Z", True),
        ("at: 2026-03-09", False),
        ("at: 2027-03-09", True),
        ("at: unknown", False),
    ],
)
def test_implausible_event_outside_the_incident_is_found(entry: str, *, is_found: bool) -> None:
    """Events that led to an incident or followed it are part of its timeline."""
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z,"
        f" resolved: 2026-03-02T12:00Z}}\ntimeline: [{{event: A, {entry}}}]\n"
    )

    assert is_found == bool(find_pointers("event-outside-incident", text))


def incident_with(moments: str) -> str:
    """Write the facts of an incident with these moments."""
    return f"pmdoc: 1\nincident: {{id: INC-1, title: Outage, {moments}}}\n"


def test_time_before_the_detection_is_no_gap() -> None:
    """A month in which nobody knew is no silence of the response."""
    text = incident_with(
        "started: 2026-02-01T09:00Z, detected: 2026-03-01T09:00Z, resolved: 2026-03-01T19:00Z"
    )
    entries = ["2026-02-01T09:00Z", "2026-02-20T09:00Z", "2026-03-01T09:30Z", "2026-03-01T13:00Z"]
    assert find_pointers("timeline-gap", text + timeline(*entries)) == []
    late = timeline(*entries[:2], "2026-03-01T18:00Z")
    (found,) = lint(incident_from(text + late), [RULES["timeline-gap"]])
    assert "9 h 0 min after the detection" in found.message


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ("at: 2025-12-01, phase: detection", []),
        ("at: 2025-12-01, phase: investigation", [0]),
        ("at: 2026-03-02, phase: investigation", []),
        ("at: 2026-03-02T09:05Z, phase: investigation", [0]),  # nobody knew
        ("at: 2026-03-02T09:10Z, phase: investigation", []),
        ("at: 2026-03-02T09:20Z, phase: resolution", [0]),  # nobody mitigated yet
        ("at: 2026-03-02T09:20Z, phase: detection", []),  # alert after alert
        (
            "at: 2026-03-02T09:20Z, phase: investigation | at: 2026-03-02T09:25Z, phase: detection",
            [1],
        ),
        ("at: 2026-03-09, phase: resolution", []),
        ("at: 2026-03-09, phase: detection", [0]),
        # a second wave
        ("at: 2026-03-09T09:00Z, phase: detection | at: 2026-03-09T10:00Z, phase: resolution", []),
        ("at: 2026-03-02T10:30Z, phase: detection", []),
        ("at: unknown, phase: detection", []),
    ],
)
def test_phase_that_contradicts_the_moments_is_found(entries: str, wrong: list[int]) -> None:
    """Only what is so for certain is found, and a second wave is detected late."""
    text = incident_with(
        "started: 2026-03-02T09:00Z, detected: 2026-03-02T09:10Z,"
        " mitigation_started: 2026-03-02T09:30Z, mitigated: 2026-03-02T10:00Z,"
        " resolved: 2026-03-02T12:00Z"
    )
    rows = "".join(f"  - {{event: A, {entry.strip()}}}\n" for entry in entries.split("|"))
    pointers = find_pointers("phase-contradicts", f"{text}timeline:\n{rows}")
    assert [f"/timeline/{n}/at" for n in wrong] == pointers


def test_authority_is_not_told_before_the_detection() -> None:
    """Nobody can tell of what nobody knows."""
    text = incident_with("started: 2026-02-02T09:00Z, detected: 2026-03-02T09:10Z")
    for sent, count in (("2026-03-01T09:00Z", 1), ("2026-03-02", 0), ("2026-03-02T09:11Z", 0)):
        notice = f"communication: {{regulatory: [{{authority: A, sent: {sent}}}]}}\n"
        assert len(find_pointers("event-outside-incident", text + notice)) == count


@pytest.mark.parametrize(
    ("outage", "found"),
    [
        ("started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z, duration: 1 h", []),
        ("started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z, duration: 3 h", ["duration"]),
        ("started: 2026-03-02T09:00Z, restored: 2026-03-02T08:00Z", ["restored"]),
        ("started: 2026-03-01, restored: 2026-03-02", []),  # it may be the 2nd elsewhere
        ("started: 2026-02-02T09:00Z", ["started"]),
        ("started: 2026-03-07T09:00Z", ["started"]),
        ("duration: 1 h", []),
    ],
)
def test_times_of_outages_are_compared_with_those_of_the_incident(
    outage: str, found: list[str]
) -> None:
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z,"
        " closed: 2026-03-06T09:00Z}\n"
        f"impact: {{outages: [{{{outage}}}]}}\n"
    )

    pointers = find_pointers("outage-contradicts", text)

    assert [f"/impact/outages/0/{name}" for name in found] == pointers


@pytest.mark.parametrize(
    ("downtime", "is_fine"),
    [("3 h", True), ("{value: 3 h, note: In two windows}", True), ("5 h", False), ("2 h", False)],
)
def test_stated_downtime_is_compared_with_the_outages(downtime: str, *, is_fine: bool) -> None:
    """And not with the time from the start to the end."""
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z,"
        f" resolved: 2026-03-06T11:00Z, downtime: {downtime}}}\n"
        "impact: {outages: [{started: 2026-03-02T09:00Z, restored: 2026-03-02T10:00Z},"
        " {started: 2026-03-06T09:00Z, restored: 2026-03-06T11:00Z}]}\n"
    )

    assert is_fine == (find_pointers("figure-contradicts", text) == [])


@pytest.mark.parametrize(("downtime", "is_fine"), [("97 h", True), ("99 h", False)])
def test_downtime_is_no_longer_than_the_incident(downtime: str, *, is_fine: bool) -> None:
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z,"
        f" resolved: 2026-03-06T11:00Z, downtime: {downtime}}}\n"
    )

    assert is_fine == (find_pointers("figure-contradicts", text) == [])

"""Checked data becomes a typed incident; nothing is lost or invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import ActionStatus, Basis, Precision, ReportStatus
from pmdoc.model.custom import CustomField, CustomRecord
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.model.moment import Moment
from pmdoc.model.narrative import RetrospectiveFinding
from pmdoc.model.tlp import Tlp
from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check, to_incident, validate
from tests.timing import assert_faster, assert_linear

MINIMAL = {"pmdoc": 1, "incident": {"id": "INC-1", "title": "Edge servers out of CPU"}}


def build(**parts: Any) -> Incident:
    """Build an incident from the minimal one with further parts, which must be valid."""
    data = {**MINIMAL, **parts}
    data["incident"] = {**MINIMAL["incident"], **parts.get("incident", {})}
    assert validate(data) == ()
    return to_incident(data)


def test_minimal_incident_has_only_defaults():
    facts = IncidentFacts(id="INC-1", title="Edge servers out of CPU")
    assert build() == Incident(incident=facts)
    assert build().impact.users.affected is None
    assert build().report.status is ReportStatus.DRAFT


def test_people_keys_become_names():
    """A key of `people` is replaced wherever a name is allowed, and only there."""
    incident = build(
        people={"dana": {"name": "Dana Reyes", "team": "Infrastructure"}},
        incident={"commander": "dana", "type": "dana"},
        report={"authors": ["dana", "Sam"], "distribution": ["dana"]},
        actions=[{"action": "Test restores", "owner": ["dana", "Database team"]}],
    )
    assert incident.incident.commander == ("Dana Reyes",)
    assert incident.incident.type == "dana"
    assert incident.report.authors == ("Dana Reyes", "Sam")
    assert incident.report.distribution[0].name == "Dana Reyes"
    assert incident.actions[0].owner == ("Dana Reyes", "Database team")
    assert incident.people[0].key == "dana"


def test_plain_text_sets_the_main_field():
    """An entry that is only text means its main field."""
    incident = build(
        retrospective={"went_well": ["Fast page", {"title": "Luck", "why": "Chance"}]},
        follow_up={"review_30_day": "2017-03-12"},
        appendices={"logs": ["FATAL"]},
    )
    assert incident.retrospective.went_well == (
        RetrospectiveFinding(title="Fast page"),
        RetrospectiveFinding(title="Luck", why="Chance"),
    )
    assert incident.follow_up.review_30_day is not None
    assert incident.follow_up.review_30_day.date == dt.date(2017, 3, 12)
    assert incident.appendices.logs[0].text == "FATAL"


def test_moments_keep_their_precision():
    at = [
        "2017-01-31T23:27Z",
        "about 2017-01-31T19:00:30Z",
        "2017-02-10",
        "unknown",
        {"wording": "some weeks before"},
        {"time": "2017-01-31T18:00Z", "accounts": [{"time": "2017-01-31T19:00Z", "source": "S1"}]},
    ]
    exact, about, day, unknown, worded, disputed = (
        entry.at for entry in build(timeline=[{"at": value, "event": "x"} for value in at]).timeline
    )
    assert exact == Moment(time=dt.datetime(2017, 1, 31, 23, 27, tzinfo=dt.UTC))
    assert about.precision is Precision.APPROXIMATE
    assert about.has_seconds
    assert day.time == dt.date(2017, 2, 10)
    assert day.instant is None
    assert unknown == Moment(precision=Precision.UNKNOWN)
    assert worded == Moment(precision=Precision.UNKNOWN, wording="some weeks before")
    assert disputed.accounts[0].source == "S1"
    assert [m.is_certain for m in (exact, about, disputed)] == [True, False, False]


def test_durations_and_amounts_keep_their_basis():
    """Text, numbers and mappings all give the same kind of value."""
    incident = build(
        incident={"duration": "about 18 h", "downtime": {"basis": "unknown", "note": "n"}},
        impact={
            "users": {"affected": 5, "failed_requests": "many"},
            "business": {"revenue": {"value": 5.5, "unit": "EUR", "basis": "estimate"}},
            "customers": {"count": {"basis": "unknown"}},
        },
    )
    facts = incident.incident
    assert facts.duration == Duration(
        value=dt.timedelta(hours=18), approximate=True, text="about 18 h"
    )
    assert facts.downtime == Duration(basis=Basis.UNKNOWN, note="n")
    assert incident.impact.users.affected == Amount(value=5)
    assert incident.impact.users.failed_requests == Amount(value="many")
    assert incident.impact.business.revenue == Amount(value=5.5, unit="EUR", basis=Basis.ESTIMATE)
    assert incident.impact.customers.count == Amount(basis=Basis.UNKNOWN)


def test_choices_labels_and_custom_fields():
    """Choices become enum members; custom fields keep their order."""
    incident = build(
        report={"tlp": "TLP:AMBER+STRICT", "status": "approved", "version": 1.1},
        actions=[{"action": "a", "status": "in-progress"}],
        communication={"regulatory": [{"required": False}, {"authority": "DPA"}]},
        custom={"unit": "Retail", "cost": 4711, "systems": ["a", {"kind": "b"}]},
    )
    assert incident.report.tlp is Tlp.AMBER_STRICT
    assert incident.report.status is ReportStatus.APPROVED
    assert incident.report.version == "1.1"
    assert incident.actions[0].status is ActionStatus.IN_PROGRESS
    assert [n.required for n in incident.communication.regulatory] == [False, None]
    assert [(f.name, f.value) for f in incident.custom.fields] == [
        ("unit", "Retail"),
        ("cost", "4711"),
        ("systems", ("a", CustomRecord(fields=(CustomField(name="kind", value="b"),)))),
    ]


def test_ids_are_text_however_they_were_written():
    """A numeric id is printed as it was written."""
    incident = build(
        incident={"id": 4711}, actions=[{"id": Plain("012"), "action": "a", "ticket": Plain("7")}]
    )
    assert incident.incident.id == "4711"
    assert (incident.actions[0].id, incident.actions[0].ticket) == ("012", "7")
    problems = validate(
        {**MINIMAL, "actions": [{"id": 1, "action": "a"}, {"id": Plain("1"), "action": "b"}]}
    )
    assert [problem.id for problem in problems] == ["id-twice"]


def test_same_data_gives_equal_incidents():
    text = "pmdoc: 1\nincident: {id: INC-1, title: x, started: 2017-01-31T23:27Z}\n"
    first, second = (check(read_yaml(text, name="x").data).incident for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)


def test_ten_thousand_rows_are_built_quickly():
    """A long timeline is checked and built in less time than it takes to read it."""
    row = {
        "at": Plain("2017-01-31T23:27Z"),
        "event": Plain("Removal interrupted"),
        "actor": Plain("On-call engineer"),
        "action": Plain("Stopped the command"),
    }
    rows = [dict(row) for _ in range(10_000)]
    text = "timeline:\n" + "".join(
        f"- {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}\n" for row in rows
    )

    assert check({**MINIMAL, "timeline": rows}).problems == ()
    assert_linear(lambda n: check({**MINIMAL, "timeline": rows[:n]}), 2_500)
    assert_faster(
        lambda: check({**MINIMAL, "timeline": rows}), lambda: read_yaml(text, name="x"), times=1
    )


def test_line_of_several_lines_is_joined_and_keeps_its_signs():
    """It holds no blocks; other texts keep their lines."""
    incident = build(
        notes="- a\n- b\n",
        metrics={"current_state": [{"name": "Delay\n> 5 s\n", "before": 1, "unit": "ms"}]},
    )

    assert incident.notes == "- a\n- b\n"
    assert incident.metrics.current_state[0].name == "Delay > 5 s"

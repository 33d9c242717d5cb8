"""The case `full.yaml` fills every property, so that tests of whole reports cover all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import ReportStatus
from pmdoc.model.incident import Incident, is_empty
from pmdoc.model.moment import Moment
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import to_incident

CASES = Path(__file__).resolve().parents[2] / "cases" / "valid"


def unfilled(value: Any, path: str = "") -> set[str]:
    """Return the fields that are empty everywhere in a value."""
    if isinstance(value, tuple) and value and isinstance(value[0], Struct):
        return set.intersection(*(unfilled(item, path) for item in value))
    if isinstance(value, Moment | Amount | Duration) or not isinstance(value, Struct):
        return {path} if is_empty(value) else set()
    found = set()
    for name in value.__struct_fields__:
        found |= unfilled(getattr(value, name), f"{path}.{name}".lstrip("."))
    return found


def load(name: str) -> Incident:
    """Build the incident of a case."""
    return to_incident(read_yaml(CASES / name).data)


def test_full_case_fills_every_field():
    """A new property of the schema must be added to the case, too."""
    assert unfilled(load("full.yaml")) == set()


def test_minimal_case_fills_only_what_is_required():
    incident = load("minimal.yaml")
    filled = {n for n in incident.__struct_fields__ if not is_empty(getattr(incident, n))}
    assert filled == {"pmdoc", "language", "incident"}


def test_text_stays_text():
    """Values that YAML 1.1 would convert stay as the author wrote them."""
    incident = load("text-stays-text.yaml")
    facts, report = incident.incident, incident.report
    assert (facts.id, facts.title, facts.type, facts.severity) == ("012", "1.10", "no", "1")
    assert (report.version, report.subtitle, report.organization) == ("1.10", "12:30", "1_000")
    assert (report.handling, report.privilege, report.disclaimer) == ("0x1F", "off", "2017-02-30")
    users = incident.impact.users
    assert users.affected == Amount(value="99.90")
    assert users.failed_requests == Amount(value=120000)
    assert users.peak_error_rate == Amount(value="1e3")
    assert users.added_latency == Amount(value=0.5)
    assert [f.value for f in incident.custom.fields] == ["1.10", "12", "yes"]


def test_defaults_are_empty_but_zero_and_choices_are_not():
    assert is_empty(load("minimal.yaml").report)
    assert not is_empty(load("full.yaml").report)
    assert is_empty(None)
    assert not is_empty(0)
    assert not is_empty(ReportStatus.DRAFT)
    assert not is_empty(Amount(value=0))
    assert not is_empty(Incident)

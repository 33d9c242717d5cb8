"""A message is internal or external by what its author says of it."""

from __future__ import annotations

import pytest

from pmdoc.model.audience import direction_of
from tests.incidents import incident_from


def direction(message: str) -> str:
    log = f"communication: {{log: [{{message: M, {message}}}]}}"
    return str(direction_of(incident_from(log).communication.log[0]))


@pytest.mark.parametrize(
    "audience",
    ["customers", "Public", "All merchants in Europe", "39,118 customers", "Customers of AWS",
     "Customers and support staff", "Regulator", "The carrier", "Everyone", "Kunden", "Presse",
     "Public, about 5,000 viewers at the peak", "Security researchers",
     "Engineers of the carrier", "顧客"],
)  # fmt: skip
def test_audience_is_external(audience: str):
    assert direction(f'audience: "{audience}"') == "external"


@pytest.mark.parametrize(
    "audience",
    ["internal", "Staff", "All employees", "all staff in Berlin", "Support agents", "Management",
     "Payments team", "Response team, privacy team and the board", "Engineering", "On-call",
     "Internal only", "Customer support", "Public relations team", "Press team",
     "Executive leadership", "Alle Mitarbeitenden",
     "Krisenstab", "Supportteam", "équipe de support", "社内", "全社員"],
)  # fmt: skip
def test_own_people_are_internal(audience: str):
    assert direction(f'audience: "{audience}"') == "internal"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("channel: Chat", "internal"),
        ("channel: Status page", "external"),
        ("channel: Internal status page", "internal"),
        ("channel: Press release", "external"),
        ("audience: customers, direction: internal", "internal"),
        ("audience: staff, direction: external", "external"),
        ('audience: " "', "internal"),
    ],
)
def test_stated_direction_counts_then_the_audience_then_the_channel(message: str, expected: str):
    assert direction(message) == expected

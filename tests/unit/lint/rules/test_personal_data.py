"""Personal data is found in every form that people write it, and nothing else is taken for it."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import discover, lint
from pmdoc.lint.rule import Level
from tests.incidents import incident_from

(RULE,) = (rule for rule in discover() if rule.id == "personal-data-in-text")


def find(text: str, report: str = "classification: public", allow: str = "[]") -> list[str]:
    """Return the messages for one text."""
    lines = [
        "pmdoc: 1",
        f"lint: {{allow: {allow}}}" if allow != "[]" else "",
        f"report: {{{report}}}",
        "incident: {id: INC-1, title: Outage}",
        f"notes: {json.dumps(text, ensure_ascii=False)}",
    ]
    return [p.message for p in lint(incident_from("\n".join(lines)), [RULE])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Customer jane.doe@example.com could not pay.", "e-mail"),
        ("Write to `maria@firma.example`.", "e-mail"),
        ("jane.doe [at] example.com", "e-mail"),
        ("Call +44 20 7946 0958.", "phone"),
        ("+4915112345678", "phone"),
        ("+1 (555) 010-9999", "phone"),
        ("(020) 7946 0958", "phone"),
        ("020 7946 0958", "phone"),
        ("555-010-9999", "phone"),
        ("0049 30 901820", "phone"),
        ("Phone: 030 901820", "phone"),
        ("from 81.2.69.142", "IP"),
        ("client=81.2.69.142:443", "IP"),
        ("2a02:8108:8ac0::1f", "IP"),
        ("2a02:8108:8ac0:1234:5678:9abc:def0:1", "IP"),
        ("GB82 WEST 1234 5698 7654 32", "IBAN"),
        ("DE89370400440532013000", "IBAN"),
        ("date of birth: 3 May 1980", "birth"),
        ("born on 1980-05-03", "birth"),
        ("Steuer-ID 86 095 742 719", "German tax id"),
        ("tax number 47036892816", "German tax id"),
        ("her BSN is 111222333", "Dutch BSN"),
        ("DNI 12345678Z", "Spanish"),
        ("X1234567L", "Spanish"),
        ("RSSMRA85T10A562S", "codice fiscale"),
        ("2 55 08 14 168 025 38", "French"),
        ("PESEL 44051401359", "PESEL"),
        ("NIF 123456789", "Portuguese"),
        ("QQ 12 34 56 C", "UK National Insurance"),
        ("078-05-1120", "US social security"),
        ("529.982.247-25", "Brazilian"),
        ("811218-9876", "Swedish"),
        ("131052-308T", "Finnish"),
        ("fødselsnummer 01010750160", "Norwegian"),
        ("CPR 211062-5629", "Danish"),
        ("85.07.30-033.28", "Belgian"),
        ("756.9217.0769.85", "Swiss"),
        ("Aadhaar 2341 2341 2346", "Aadhaar"),
        ("passport number L898902C3", "passport"),
    ],
)
def test_personal_data_is_found_and_not_printed(text: str, kind: str) -> None:
    """Each kind has its own message, which does not repeat the data."""
    (message,) = find(text)
    assert kind in message
    assert not any(word in message for word in text.split() if any(map(str.isdigit, word)))


@pytest.mark.parametrize(
    "text",
    [
        "Write to security@example.com, DPO@firma.example or no-reply@example.org.",
        "From 09:12 to 10:45 on 2026-03-02, 1,204,311 requests failed.",
        "10.2.0.7, 192.168.1.1, 172.16.4.2, 127.0.0.1, 192.0.2.7, 198.51.100.3, 203.0.113.9, ::1",
        "fe80::1, fd12:3456::1, 2001:db8::7",
        "The name servers 1.1.1.1 and 8.8.8.8 answered.",
        "Version 81.2.69.142 of the driver",
        "the network 81.2.69.0/24",
        "at 12:30:45 and 12:30:45.123",
        "+12 000 000 rows, +01:00",
        "order 44051401358, ticket 123456789, commit 78051120",
        "DNI 12345678A",
        "DE89370400440532013001",
        "RSSMRA85T10A562T",
        "529.982.247-26",
        "811218-9875",
        "000-12-3456",
        "build 2026.03.02-1",
        "0.5 to 1.75 of 12.5.1",
        "pool@2",
        "1,200 of 5,400 in 3 regions",
    ],
)
def test_other_numbers_and_addresses_are_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("report", "level"),
    [
        ("classification: public", Level.WARNING),
        ("classification: Öffentlich", Level.WARNING),
        ("tlp: CLEAR", Level.WARNING),
        ("classification: customer-facing", Level.WARNING),
        ("classification: internal", Level.NOTE),
        ("classification: non-public", Level.NOTE),
        ("status: draft", Level.NOTE),
    ],
)
def test_level_depends_on_who_may_read_the_report(report: str, level: Level) -> None:
    text = f"pmdoc: 1\nreport: {{{report}}}\nincident: {{id: INC-1, title: j.doe@example.com}}\n"
    (problem,) = lint(incident_from(text), [RULE])
    assert problem.level is level


def test_other_reports_get_one_note_for_each_kind() -> None:
    """An internal log holds many addresses."""
    logs = "appendices: {logs: [a.b@example.com, c.d@example.com]}\n"
    text = f"pmdoc: 1\nincident: {{id: INC-1, title: A}}\n{logs}"
    (problem,) = lint(incident_from(text), [RULE])
    assert problem.message == "contains an e-mail address, as does 1 other text."
    public = text.replace("incident:", "report: {classification: public}\nincident:")
    assert len(lint(incident_from(public), [RULE])) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jane.doe@example.com", "Jane.Doe@example.com"),
        ("jane.doe@example.com", "@example.com"),
        ("+44 20 7946 0958", "+44-20-79460958"),
        ("81.2.69.142", "81.2.69.142"),
        ("81.2.69.142", "81.2.69.0/24"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_allowed_values_are_left_alone(text: str, value: str) -> None:
    allow = f'[{{value: "{value}", reason: We publish it}}]'
    assert len(find(text)) == 1
    assert find(text, allow=allow) == []
    assert len(find(text, allow='[{value: "@example.org", reason: A}]')) == 1

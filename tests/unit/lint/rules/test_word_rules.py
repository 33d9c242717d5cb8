"""Word rules find what they are meant for, and accept everything else."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}
PEOPLE = "people: {dana: {name: Dana Reyes}, may: {name: May Wood}}\n"


def find_messages(rule: str, text: str) -> list[str]:
    """Return the messages of a rule."""
    return [p.message for p in lint(incident_from(text), [RULES[rule]])]


def find_in_notes(rule: str, text: str, more: str = "") -> list[str]:
    """Return the messages of a rule for one text."""
    return find_messages(rule, f"{more}notes: {json.dumps(text, ensure_ascii=False)}\n")


@pytest.mark.parametrize(
    "text",
    [
        "Dana Reyes forgot to set the flag.",
        "Dana forgot to set the flag.",
        "On Monday Reyes accidentally removed the data.",
        "Dana Reyes, who was on call, failed to notice it.",
        "It was Dana's mistake.",
        "It was a mistake by Dana Reyes.",
        "The outage was caused by Dana Reyes.",
        "Dana Reyes should have asked.",
        "Dana did not check the host.",
        "Dana Reyes removed the data of the primary by mistake.",
        "May Wood overlooked it.",
    ],
)
def test_person_next_to_a_fault_is_found(text: str) -> None:
    """A full name or part of it, close to a word for a fault, is a finding."""
    assert len(find_in_notes("person-blamed", text, PEOPLE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Dana Reyes found that the job had failed to start.",
        "Dana Reyes reported at once that the check failed to run.",
        "Dana Reyes took command. The job failed to start.",
        "The on-call engineer removed the data by mistake.",
        "In May overlooked alerts were counted.",  # a month
        "Wood broke.",  # a word
        "Sam forgot it.",  # not in `people`
        "Caused by a rule; Dana Reyes found it.",
        "Dana Reyes noticed that the data were removed by mistake.",
        "Dana Reyes took command. The data were removed by mistake.",
        "The reyes-service failed to start.",
        "`Dana forgot`",
    ],
)
def test_person_without_a_fault_is_accepted(text: str) -> None:
    """Names next to good deeds, and faults of things, are not blame."""
    assert find_in_notes("person-blamed", text, PEOPLE) == []


def test_actor_of_a_mistake_is_found() -> None:
    """The actor's name is in another column of the same row."""
    text = f"""{PEOPLE}
timeline:
  - {{at: unknown, actor: dana, event: Removed the data on the wrong host}}
  - {{at: unknown, actor: dana, event: Stopped the removal}}
  - {{at: unknown, actor: On-call engineer, event: Removed the data by mistake}}
"""
    assert ["names Dana Reyes next to a fault."] == find_messages("person-blamed", text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The engineer forgot to set the flag.", 1),
        ("This was careless.", 1),
        ("They should have known better.", 1),
        ("The operators simply ignored the alert.", 1),
        ("The team failed to notice.", 1),
        ("The disk failed to spin up.", 0),
        ("The parser ignored the header.", 0),
        ("Nobody was careless.", 0),
        ("The report is not about who is to blame.", 0),
        ("A fault in the power supply.", 0),
        ("The forgotten alert was `careless`.", 1),
        ("A segmentation fault.", 0),
        ("A thoughtless default.", 1),  # a false positive, which is why the level is only a note
    ],
)
def test_blaming_words_are_found_only_about_people(text: str, count: int) -> None:
    assert count == len(find_in_notes("blaming-words", text))


def test_blameless_statement_may_mention_blame() -> None:
    text = (
        "pmdoc: 1\nreport: {blameless_statement: We do not ask who is guilty. Who was careless?}\n"
    )

    assert find_messages("blaming-words", f"{text}incident: {{id: INC-1, title: Outage}}\n") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The WAF was off.", 1),
        ("The WAF was off. The WAF was on.", 1),
        ("The WAFs were off.", 1),
        ("The web application firewall (WAF) was off.", 0),
        ("The WAF (web application firewall) was off.", 0),
        ("The web application firewalls (WAFs) were off.", 0),
        ("The WAF was off.\n\n- **WAF:** web application firewall", 0),
        ("The WAF was off.\n\nWAF: web application firewall", 0),
        ("The WAF was off.\n\n| WAF | web application firewall |", 0),
        ("The WAF was off. WAF stands for web application firewall.", 0),
        ("The WAF was off (at 13:05).", 1),
        ("The API of the CDN answered HTTP 502 in UTC.", 0),
        ("See INC-2026-014, ZKQ-12, NIST SP 800-34, CVE-2026-1234 and AB_CD.", 0),
        ("`WAF` and [x](https://example.com/WAF) and waf@WAF.example.com", 0),
        ("It was OFF LINE ALL DAY, THEY SHOUTED.", 0),
        ("A gate shows GATE CLOSED.", 0),
        ("The WAF WFE was off.", 2),
        ("Mr. ABCDEFGH", 0),
        ("WAF's rules", 1),
        ("eu-WAF-1", 0),
    ],
)
def test_unexplained_abbreviation_is_found(text: str, count: int) -> None:
    """Each is reported once; well-known ones, ids and code are accepted."""
    assert count == len(find_in_notes("acronym-unexplained", text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The cause was human error.", 1),
        ("Operator error.", 1),
        ("It was a manual mistake.", 1),
        ("Menschliches Versagen.", 1),
        ("Not human error, but a missing check.", 0),
        ("The system had no room for more than a human error.", 0),
        ("Human errors were made easy: was not caught.", 1),
        ("The user error rate rose.", 0),
        ("An error that users saw.", 0),
    ],
)
def test_human_error_as_root_cause_is_found(text: str, count: int) -> None:
    """The words are accepted if they are negated, or in the trigger."""
    assert count == len(
        find_messages(
            "human-error-as-cause",
            f"root_cause: {{statement: {json.dumps(text, ensure_ascii=False)}}}",
        )
    )
    assert (
        find_messages(
            "human-error-as-cause",
            f"root_cause: {{trigger: {json.dumps(text, ensure_ascii=False)}}}",
        )
        == []
    )


@pytest.mark.parametrize(
    ("questions", "count"),
    [
        (("Why did it fail?", "The pool ran dry."), 0),
        (("Why?", "The pool ran dry.", "Why?", "Nested transactions."), 0),
        (("Why A?", "The pool ran dry.", "Why was the pool so small?", "A default."), 0),
        (("Why A?", "It was deployed.", "Why did the deployment pass?", "No test."), 0),
        (("Why A?", "The pool ran dry.", "Why was the status page late?", "Approval."), 1),
        (("Why A?", "", "Why was the status page late?", "Approval."), 0),
        (("Warum?", "Der Pool war leer.", "Warum war der Pool leer?", "Zu klein."), 0),
    ],
)
def test_disconnected_why_is_found(questions: tuple[str, ...], count: int) -> None:
    """A why is connected if it shares a word with the text above it, or refers back to it."""
    pairs = zip(questions[::2], questions[1::2], strict=True)
    whys = json.dumps([{"why": why, **({"answer": a} if a else {})} for why, a in pairs])

    assert count == len(find_messages("whys-disconnected", f"root_cause: {{five_whys: {whys}}}"))


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb",
        "a \u00adb",
        "invoice\u2060fdp.exe",
        "a\u206ab",
        "a\ufeffb",
        "a\u200db",
        "a\U000e0041",
        "\u200eplain",
    ],
)
def test_invisible_character_is_found(text: str) -> None:
    """The message has its code; each text has one finding."""
    assert [1] == [len(find_in_notes("invisible-character", t)) for t in (text + text,)]
    assert "U+" in find_in_notes("invisible-character", text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f4bb at work",
        "\u2764\ufe0f\u200d\U0001f525",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום\u200f!",
        "\u2068שלום\u2069 (Hello)",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "naïve – “quoted” … 100 %\u00a0",
        "Ver\u00adbin\u00addung",
    ],
)
def test_characters_that_scripts_and_emoji_need_are_accepted(text: str) -> None:
    """Examples are joiners in emoji and joining scripts, direction marks and flags."""
    assert find_in_notes("invisible-character", text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[a](https://example.com) <mailto:a@example.com> http://example.com", []),
        ("[a](file:///etc/passwd)", ["a file: address"]),
        ("[a](javascript:alert(1))", ["a javascript: address"]),
        ("[a](docs/runbook.md)", ["a path"]),
        ("`[a](file:///x)` and a[1](2)", ["a path"]),
    ],
)
def test_link_other_than_web_or_mail_is_found(text: str, kinds: list[str]) -> None:
    """The message has the kind of link, but not its target."""
    messages = find_in_notes("link-unsafe", text)

    assert [f"has a link to {kind}, which the report drops." for kind in kinds] == messages


@pytest.mark.parametrize(
    ("said", "count"),
    [("", 0), (", caption: Our band", 1), (", alt: A band of blue", 1), (", alt: picture", 1)],
)
def test_decorative_picture_needs_no_description(said: str, count: int) -> None:
    """A description contradicts the mark."""
    picture = f"appendices: {{screenshots: [{{file: a.png, decorative: true{said}}}]}}\n"

    assert len(find_messages("image-description", picture)) == count

"""Rules on figures find what can't be true together, and leave alone what may be."""

from __future__ import annotations

import json

import pytest

from pmdoc.lint import discover, lint
from tests.incidents import incident_from

RULES = {rule.id: rule for rule in discover()}
HEAD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"


def find(rule: str, text: str) -> list[str]:
    """Return the pointers of a rule's findings."""
    return [p.pointer for p in lint(incident_from(text), [RULES[rule]])]


def users(at_a_glance: str, affected: str, more: str = "") -> str:
    """Write an incident with two figures of users."""
    first, second = map(quoted, (at_a_glance, affected))
    return f"{HEAD}summary: {{users: {first}{more}}}\nimpact: {{users: {{affected: {second}}}}}\n"


def quoted(value: str) -> str:
    """Quote a value, unless it is a number or a mapping."""
    return value if value[0] == "{" or value.isdigit() else json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("at_a_glance", "affected"),
    [
        ("5400", "5400"),
        ("5,400 customers", "5400"),
        ("about 5,000 customers", "5400"),
        ("more than 5,000", "5400"),
        ("over 5,000", "5400"),
        ("up to 6,000", "5400"),
        ("about 5.4k", "5400"),
        ("1.2 million", "1204311"),
        ("5.400 Kunden", "5400"),
        ("5 400", "5400"),
        ("{value: 5000, at_least: true}", "5400"),
        ("{value: 6000, at_most: true}", "5400"),
        ("{value: 5000, basis: estimate}", "5400"),
        ("all users", "5400"),
        ("4,000 to 6,000", "5400"),
        ("12 %", "5400"),
        ("300 companies", "{value: 5400, unit: devices}"),
        ("39,000 customers", "39406"),
    ],
)
def test_figures_that_may_agree_are_left_alone(at_a_glance: str, affected: str) -> None:
    """Rounding, bounds, estimates and other units explain a difference."""
    assert find("figure-differs", users(at_a_glance, affected)) == []


@pytest.mark.parametrize(
    ("at_a_glance", "affected"),
    [
        ("4,500 customers", "5400"),
        ("4500", "5400"),
        ("18,000 users", "18,500 users"),
        ("at least 6,000", "5400"),
        ("fewer than 5,000", "5400"),
        ("about 4,000", "5400"),
        ("1.2 million", "2100000"),
        ("5.4 k", "54000"),
    ],
)
def test_figures_that_differ_are_found(at_a_glance: str, affected: str) -> None:
    """The finding names the other place."""
    (problem,) = lint(incident_from(users(at_a_glance, affected)), [RULES["figure-differs"]])
    assert problem.pointer == "/summary/users"
    assert "impact.users.affected" in problem.message


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("5,400 customers were affected.", False),
        ("4,500 customers were affected.", True),
        ("4,500 customers could not pay.", True),
        ("The outage affected 9,000 customers.", True),
        ("Names of 9,000 customers were read.", True),
        ("It affected 4,500 of 5,400 customers.", False),
        ("Of 80,000 customers, 5,400 were affected.", False),
        ("It affected 1,200 customers in Germany.", False),
        ("Another 300 customers were affected.", False),
        ("5,400 of our 80,000 customers were affected.", False),
        ("We told 4,500 customers by e-mail.", False),
        ("1,364 customers asked support.", False),
        ("Some 5,500 customers were affected.", False),
        ("It hit 90 customers per minute.", False),
        ("4,500 merchants were affected.", False),
    ],
)
def test_sentences_are_compared_with_the_figures(sentence: str, *, is_found: bool) -> None:
    """Only a sentence that says how many were affected counts."""
    text = users("5,400 customers", "5400", f", overview: {json.dumps(sentence)}")
    assert bool(find("figure-differs", text)) == is_found


def test_same_sum_in_two_currencies_is_found() -> None:
    """A currency that slipped is certain, two sums are not."""
    money = "summary: {money: {value: 120000, unit: EUR}, business: 'Cost of 120,000 USD'}\n"
    assert find("money-differs", HEAD + money) == ["/summary/business"]
    assert find("money-differs", HEAD + money.replace("120,000 USD", "140,000 USD")) == []
    assert find("money-differs", HEAD + money.replace("120,000 USD", "EUR 120,000")) == []


def test_all_customers_beside_a_share_is_found() -> None:
    """Not everybody was affected if a share was."""
    text = HEAD + "impact: {users: {affected: 12 %}, statement: It affected all customers.}\n"
    assert find("share-differs", text) == ["/impact/statement"]
    assert find("share-differs", text.replace("affected all", "was told to all")) == []
    assert find("share-differs", text.replace("all customers", "all customers in Spain")) == []


@pytest.mark.parametrize(
    ("impact", "is_found"),
    [
        ("users: {peak_error_rate: 100 %}", False),
        ("users: {peak_error_rate: 182 %}", True),
        ("users: {peak_error_rate: {value: 182, unit: '%'}}", True),
        ("users: {affected: 120 % of customers}", True),
        ("users: {affected: 5400}", False),
        ("users: {affected: -5}", True),
        ("performance: {error_rate: -3 %}", True),
        ("performance: {availability: 0.997}", True),
        ("performance: {availability: {value: 0.974, unit: '%'}}", True),
        ("performance: {error_rate: 0.2 %}", False),
        ("performance: {throughput: 182 % of the usual}", False),
        ("statement: The error rate reached 182 %.", True),
        ("statement: It failed for 120 % of users.", True),
        ("statement: Traffic rose to 150 % of requests before.", False),
        ("statement: Load grew by 182 %.", False),
        ("statement: It failed for 12 % of users.", False),
    ],
)
def test_shares_over_the_whole_are_found(impact: str, *, is_found: bool) -> None:
    """Growth may exceed 100 %, a share can't."""
    assert bool(find("figure-impossible", f"{HEAD}impact: {{{impact}}}\n")) == is_found


@pytest.mark.parametrize(
    ("title", "unit", "value", "is_found"),
    [
        ("Error rate", "'%'", 99.9, False),
        ("Error rate", "'%'", 101, True),
        ("CPU of four cores", "'%'", 380, False),
        ("Error rate", "per min", 380, False),
    ],
)
def test_points_of_shares_are_checked(
    title: str, unit: str, value: float, *, is_found: bool
) -> None:
    """CPU use counts by core."""
    series = f"series: [{{name: A, points: [{{label: B, value: {value}}}]}}]"
    text = f"{HEAD}metrics: {{charts: [{{title: {title}, unit: {unit}, {series}}}]}}\n"
    assert bool(find("figure-impossible", text)) == is_found


MOMENTS = "started: 2026-03-02T09:12Z, resolved: 2026-03-02T10:45Z"


@pytest.mark.parametrize(
    ("facts", "duration", "is_found"),
    [
        (MOMENTS, "93 min", False),
        (MOMENTS, "94 min", False),
        (MOMENTS, "2 h", False),  # rounded to hours
        (MOMENTS, "9 h", True),
        (MOMENTS, "about 100 min", False),
        (MOMENTS, "about 3 h", True),
        (MOMENTS, "unknown", False),
        (f"{MOMENTS}, restored: 2026-03-02T19:00Z", "9 h", False),
        (f"{MOMENTS}, restored: unknown", "9 h", False),
        ("started: 2026-03-02T09:12Z", "9 h", False),
        ("duration: 93 min", "9 h", True),
    ],
)
def test_service_is_not_down_longer_than_the_incident(
    facts: str, duration: str, *, is_found: bool
) -> None:
    """Rounding and unknown ends are allowed for."""
    text = (
        f"pmdoc: 1\nincident: {{id: INC-1, title: Outage, {facts}}}\n"
        f"impact: {{services: [{{name: Checkout, duration: {duration}}}]}}\n"
    )
    assert bool(find("part-exceeds-whole", text)) == is_found


def test_stages_are_not_longer_than_the_stated_duration() -> None:
    """Derived durations are compared with the times by another rule."""
    text = (
        "pmdoc: 1\nincident: {id: INC-1, title: A, duration: 93 min, time_to_mitigate: 9 h,"
        " time_to_detect: 5 min}\n"
    )
    assert find("part-exceeds-whole", text) == ["/incident/time_to_mitigate"]


@pytest.mark.parametrize(
    ("count", "segments", "is_found"),
    [
        ("5400", ["Ireland: 3,400", "Germany: 2,000"], False),
        ("5400", ["Ireland: 3,400", "Germany: 2,900"], True),
        ("5400", ["Ireland: 3,400", "Germany: 1,990"], True),
        ("5400", ["Ireland: 3,400"], False),
        ("5400", ["Ireland: 3,400", "Germany: 400"], False),  # the largest two
        ("about 5,400", ["Ireland: 3,400", "Germany: 2,300"], False),
        ("5400", ["Ireland: 60 %", "Germany: 40 %"], False),
        ("5400", ["Ireland: 60 %", "Germany: 50 %"], True),
        ("5400", ["Free and paying users", "Resellers: 900"], False),
    ],
)
def test_segments_add_up(count: str, segments: list[str], *, is_found: bool) -> None:
    """More than all is wrong, and nearly all is worth a look."""
    parts = f"count: {quoted(count)}, segments: {json.dumps(segments)}"
    text = f"{HEAD}impact: {{customers: {{{parts}}}}}\n"
    assert bool(find("part-exceeds-whole", text)) == is_found


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("The outage lasted 93 minutes.", False),
        ("The outage lasted about 1.5 hours.", False),
        ("The outage lasted an hour and a half.", False),
        ("The outage lasted 1 hour and 33 minutes.", False),
        ("The outage lasted four hours.", True),
        ("The outage of checkout lasted 4 h.", True),
        ("Checkout was down for 4 hours.", True),
        ("Checkout was unavailable for 60 minutes.", False),  # from mitigation to the end, or so
        ("A 4-hour outage of checkout", True),
        ("Two hours after a 93-minute outage", False),
        ("An earlier 4-hour outage went unnoticed.", False),
        ("The queue took 4 hours to drain.", False),
    ],
)
def test_lengths_in_texts_are_compared_with_the_times(sentence: str, *, is_found: bool) -> None:
    """Whatever length the incident knows may be meant."""
    text = (
        f"pmdoc: 1\nincident: {{id: INC-1, title: A, {MOMENTS}, mitigated: 2026-03-02T10:12Z}}\n"
        f"summary: {{overview: {json.dumps(sentence)}}}\n"
    )
    assert bool(find("duration-differs", text)) == is_found


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ("6,340 merchants", "6,430 merchants", True),
        ("6,340 merchants", "6,340 merchants", False),
        ("6,340 merchants", "6,430 payments", False),
        ("6,340 merchants", "6,350 merchants", False),
        ("12,000 requests", "21,000 requests", False),  # round
        ("388,000 payers", "838,000 payers", True),
        ("order 63402 paid", "order 64302 paid", True),
    ],
)
def test_swapped_digits_are_found(first: str, second: str, *, is_found: bool) -> None:
    text = f"{HEAD}summary: {{overview: {quoted(first)}, impact: {quoted(second)}}}\n"
    assert bool(find("digits-swapped", text)) == is_found


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("Up to 82 % of requests failed.", False),
        ("Up to 28 % of requests failed.", True),
        ("Up to 28 % of requests were slow.", False),
        ("At noon 28 % of requests failed.", False),
    ],
)
def test_peak_in_texts_is_compared(sentence: str, *, is_found: bool) -> None:
    text = f"{HEAD}impact: {{statement: {quoted(sentence)}, users: {{peak_error_rate: 82 %}}}}\n"
    assert bool(find("share-differs", text)) == is_found


def test_parts_in_a_note_add_up() -> None:
    """The parts of a sum are compared in one currency."""
    money = "summary: {money: {value: 120000, unit: EUR, note: '20,000 EUR and 102,000 EUR'}}\n"
    assert find("money-differs", HEAD + money) == ["/summary/money/note"]
    assert find("money-differs", HEAD + money.replace("102,000", "100,000")) == []
    assert find("money-differs", HEAD + money.replace("102,000 EUR", "102,000 USD")) == []

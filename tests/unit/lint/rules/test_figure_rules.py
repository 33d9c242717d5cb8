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
    assert find("figure-differs", HEAD + money) == ["/summary/business"]
    assert find("figure-differs", HEAD + money.replace("120,000 USD", "140,000 USD")) == []
    assert find("figure-differs", HEAD + money.replace("120,000 USD", "EUR 120,000")) == []


def test_all_customers_beside_a_share_is_found() -> None:
    """Not everybody was affected if a share was."""
    text = HEAD + "impact: {users: {affected: 12 %}, statement: It affected all customers.}\n"
    assert find("figure-differs", text) == ["/impact/statement"]
    assert find("figure-differs", text.replace("affected all", "was told to all")) == []
    assert find("figure-differs", text.replace("all customers", "all customers in Spain")) == []

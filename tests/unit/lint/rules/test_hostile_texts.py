"""No text makes a rule slow: the time grows linearly with its length."""

from __future__ import annotations

import pytest

from pmdoc.lint import discover, lint
from pmdoc.model.incident import Incident, IncidentFacts, Person
from pmdoc.model.narrative import RootCause, Why
from pmdoc.model.record import Appendices, Listing
from tests.timing import assert_linear

LENGTH = 10_000

PIECES = {
    "code": "`a ``b ```c ",
    "brackets": "[",
    "braces": "{{",
    "parentheses": "ABC (abc ",
    "an open parenthesis": "ABC (" + "abc" * (4 * LENGTH // 3),
    "tags": "<insert ",
    "links": "](",
    "schemes": "a.b+c-",
    "addresses": "https://a:b",
    "mail": "a@b",
    "digits": "4539 ",
    "one number": "4",
    "keys": "sk-",
    "web tokens": "eyJ-",
    "passwords": "password=a ",
    "capitals": "AB CD ",
    "one shout": "A",
    "stars": "**",
    "list": "\n- ",
    "blanks": " ",
    "denials": "not forgot ",
    "names": "Dana then ",
    "teams": "team who a b ",
    "errors": "not human error ",
    "invisible": "a\u200b",
    "marks": "\u200fa",
    "flags": "\U0001f3f4\U000e0067",
    "table": "| ABC ",
    "questions": "?",
    "phones": "+1 (2) ",
    "zeros": "0 ",
    "networks": "1.2.3.",
    "hex": "ab:",
    "accounts": "AB12 ABCD ",
    "ids": "tax 12 345 ",
    "born": "born on 1 May ",
    "figures": "affected about 4,500 customers ",
    "thousands": "1,234,",
    "money": "EUR 1,234 ",
}


@pytest.mark.parametrize("name", PIECES)
def test_rules_take_linear_time_on_hostile_text(name: str) -> None:
    piece, rules = PIECES[name], discover()

    def check(length: int) -> None:
        text = (piece * (length // len(piece) + 1))[:length]
        whys = (Why(why=text, answer=text),)
        incident = Incident(
            incident=IncidentFacts(id="INC-1", title="Outage"),
            people=(Person(key="dana", name="Dana Reyes"),),
            root_cause=RootCause(statement=text, trigger=text, five_whys=whys),
            appendices=Appendices(logs=(Listing(text=text),)),
            notes=text,
        )
        lint(incident, rules)

    assert_linear(check, LENGTH)

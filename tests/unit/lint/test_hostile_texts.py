"""No text makes a rule slow: what a search takes grows with the text, not with its square.

In → Out: nothing in; pass or fail out.
Must not: measure finely; machines are shared.
"""

from __future__ import annotations

import time

import pytest

from pmdoc.lint import discover, lint
from pmdoc.model.incident import (
    Appendices,
    Incident,
    IncidentFacts,
    Listing,
    Person,
    RootCause,
    Why,
)

LENGTH = 60_000
SECONDS = 20
"""What is linear takes less than two; what grows with the square takes minutes."""

PIECES = {
    "code": "`a ``b ```c ",
    "brackets": "[",
    "braces": "{{",
    "parentheses": "ABC (abc ",
    "an open parenthesis": "ABC (" + "abc" * (LENGTH // 3),
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
}


@pytest.mark.parametrize("name", PIECES)
def test_hostile_text_costs_little(name: str) -> None:
    """All rules at once, on a text that is made to lead them astray."""
    piece = PIECES[name]
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    incident = Incident(
        incident=IncidentFacts(id="INC-1", title="Outage"),
        people=(Person(key="dana", name="Dana Reyes"),),
        root_cause=RootCause(statement=text, trigger=text, five_whys=(Why(why=text, answer=text),)),
        appendices=Appendices(logs=(Listing(text=text),)),
        notes=text,
    )

    began = time.process_time()
    lint(incident, discover())

    assert time.process_time() - began < SECONDS

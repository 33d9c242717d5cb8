"""Keys without a value are waiting to be filled in, or are mistakes that would lose text."""

from __future__ import annotations

import pytest

from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

HEAD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"
MISTAKES = [
    (
        "report: {revisions: [{changes: First version, with figures}]}",
        "/report/revisions/0/with figures",
    ),
    ("report:\n  verzion:\n  title: T\n", "/report/verzion"),
    ("report:\n  verzion:\n", "/report/verzion"),
    ("timeline: [{event: A, at: 2026-01-01, nots: }]", "/timeline/0/nots"),
]
FORMS = [
    "report:\n  version:\n  authors:\n",
    "summary:\n",
    "timeline:\n  - event: A\n    at: 2026-01-01\n    notes:\n",
    "custom:\n  cost_center:\n",
]


@pytest.mark.parametrize(("text", "pointer"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_unknown_key_without_a_value_is_an_error(text: str, pointer: str) -> None:
    """A comma in unquoted text must not swallow the words after it."""
    source = read_yaml(HEAD + text, name="test.yaml")

    problems = check(source.data, blanks=source.blanks).problems

    assert [("schema-unknown-key", pointer)] == [(p.id, p.pointer) for p in problems]


@pytest.mark.parametrize("text", FORMS)
def test_known_key_without_a_value_is_accepted(text: str) -> None:
    source = read_yaml(HEAD + text, name="test.yaml")

    assert () == check(source.data, blanks=source.blanks).problems

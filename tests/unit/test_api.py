"""The steps are there for scripts, under the names that the README gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

import pmdoc
from pmdoc.model.document import Document
from pmdoc.pipeline import ProblemsFound
from tests.judges import example


@pytest.mark.parametrize(("name", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")])
def test_four_steps_make_a_report(name: str, magic: bytes) -> None:
    """Load, compose, render: each gives what the next one takes."""
    loaded = pmdoc.load(example("minimal"))
    document = pmdoc.compose(loaded, layout="operations")

    assert isinstance(document, Document)
    assert pmdoc.render(document, name).startswith(magic)


def test_check_returns_problems_and_load_raises_them(tmp_path: Path) -> None:
    """A script can look at the problems either way."""
    path = tmp_path / "bad.yaml"
    path.write_text("pmdoc: 1\nincident: {id: INC-1}\n")

    problems = pmdoc.check(path)

    assert ["schema-missing", "lint-partial"] == [p.id for p in problems]
    assert (2, "incident.title is missing.") == (problems[0].position.line, problems[0].message)
    with pytest.raises(ProblemsFound) as caught:
        pmdoc.load(path)
    assert problems == caught.value.problems


def test_steps_leave_their_input_alone() -> None:
    """The same document comes out of the same incident, time and again."""
    loaded = pmdoc.load(example("minimal"))

    assert pmdoc.compose(loaded) == pmdoc.compose(loaded)

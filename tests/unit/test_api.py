"""The steps are there for scripts, under the names that the README gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

import pmdoc
from pmdoc.model.document import Document
from tests.judges import example, run_pmdoc


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
    with pytest.raises(pmdoc.ProblemsFound) as caught:
        pmdoc.load(path)
    assert problems == caught.value.problems


def test_where_nothing_can_be_looked_at_yet_check_says_so(tmp_path: Path) -> None:
    """Without the names of people no rule is tried, nor any picture, and that is said."""
    path = tmp_path / "bad.yaml"
    path.write_text(
        "pmdoc: 1\nincident: {id: INC-1, title: Outage}\npeople: {tom: Tomasz}\n"
        "appendices: {screenshots: [{file: a.png, alt: A}]}\n"
    )

    problems = pmdoc.check(path)

    assert ["schema-type", "lint-partial"] == [p.id for p in problems]
    assert (3, "All rules, pictures and data wait until errors are mended.") == (
        problems[1].position.line,
        problems[1].message,
    )


def test_steps_leave_their_input_alone() -> None:
    """The same document comes out of the same incident, time and again."""
    loaded = pmdoc.load(example("minimal"))

    assert pmdoc.compose(loaded) == pmdoc.compose(loaded)


def test_build_gives_what_the_command_writes(tmp_path: Path) -> None:
    """A script gets the same bytes as a shell, the house's own style included."""
    assert run_pmdoc("build", example("payments-outage"), "-o", tmp_path).returncode == 0

    built = pmdoc.build(example("payments-outage"))

    assert {
        f".{path.name.split('.')[1]}": path.read_bytes() for path in tmp_path.iterdir()
    } == built


def test_whatever_goes_wrong_is_one_kind_of_error(tmp_path: Path) -> None:
    """Who scripts pmdoc catches one class."""
    with pytest.raises(pmdoc.PmdocError, match="nowhere"):
        pmdoc.load(tmp_path / "nowhere.yaml")
    with pytest.raises(pmdoc.PmdocError, match="no format 'odt'"):
        pmdoc.build(example("minimal"), ["odt"])

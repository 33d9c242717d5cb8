"""The structure that screen readers use is compared with golden files that a person has read."""

from __future__ import annotations

import io
import itertools

import pikepdf
import pytest

from pmdoc.model.document import Document
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import RenderOptions
from pmdoc.render.pdf import RENDERER
from pmdoc.style import resolve_style
from tests.documents import full_document, heading, metadata, sign_off, timeline
from tests.judges import ROOT, example, example_names
from tests.structure import pieces_in_tree, pieces_on_pages, structure_of

GOLDEN = ROOT / "tests" / "golden" / "structure"


def tree(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "\n".join(structure_of(pdf)) + "\n"


def blocks_file() -> bytes:
    """Render every kind of block."""
    return RENDERER.render(full_document(), resolve_style()).data


def form_file() -> bytes:
    """Render a sign-off table with fields."""
    blocks = (heading(1, "Sign-off", "s"), sign_off())
    document = Document(metadata=metadata(), blocks=blocks)
    return RENDERER.render(document, resolve_style(), RenderOptions(is_fillable=True)).data


def minimal_file() -> bytes:
    """Build the smallest example."""
    return build_reports(example("minimal"), ["pdf"], Options())[".pdf"]


FILES = {"blocks": blocks_file, "form": form_file, "minimal": minimal_file}


@pytest.mark.parametrize("name", FILES)
def test_structure_matches_the_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    """Types, order and text are those of the file in tests/golden; --update-golden writes it."""
    path = GOLDEN / f"{name}.txt"
    actual = tree(FILES[name]())
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    pairs = itertools.zip_longest(expected.splitlines(), actual.splitlines())
    for line, (was, now) in enumerate(pairs, 1):
        assert was == now, f"{path.name}:{line}; if the change is right: pytest --update-golden"


def test_a_table_over_twenty_pages_is_one_table() -> None:
    """It has one head and each row once, in order; repeated heads are artifacts."""
    document = Document(metadata=metadata(), blocks=(timeline(900),))
    data = RENDERER.render(document, resolve_style()).data
    lines = tree(data).splitlines()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 20

    assert ["  Table"] == [line for line in lines if line.strip() == "Table"]
    assert 1 == sum(line.strip() == "THead" for line in lines)
    times = [line.strip(' "') for line in lines if line.strip(' "')[2:3] == ":"]
    assert [f"{at // 60 % 24:02}:{at % 60:02}" for at in range(900)] == times


@pytest.mark.parametrize("name", example_names())
def test_all_content_is_in_the_structure_once(name: str) -> None:
    """Each piece of marked content is in the structure tree exactly once."""
    data = build_reports(example(name), ["pdf"], Options())[".pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        on_pages = pieces_on_pages(pdf)
        in_tree = pieces_in_tree(pdf)

    assert len(in_tree) == len(set(in_tree))
    assert on_pages == sorted(in_tree)

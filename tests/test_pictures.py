"""Pages look as a person last approved them, in the PDF and, drawn by LibreOffice, in Word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from pmdoc.pipeline.plugins import find_renderer
from pmdoc.style import resolve_style
from tests.documents import cover_document
from tests.judges import ROOT, some
from tests.pictures import difference, page_pictures, word_to_pdf

GOLDEN = ROOT / "tests" / "golden" / "pages"
STYLES = some(("corporate", "modern"), 1)
PAGES = ("cover", "summary", "wide", "sign-off")
TOLERANCE = {"pdf": 1.0, "docx": 4.0}
"""The mean difference allowed, of 255. Other versions of LibreOffice break some lines elsewhere."""


@dataclass(frozen=True)
class Pages:
    """The pages of one file."""

    style: str
    kind: str
    pictures: list[Image.Image]


@pytest.fixture(scope="module", params=[(s, f) for s in STYLES for f in TOLERANCE], ids="-".join)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Render the document with a cover in one style and format."""
    style, kind = request.param
    folder = tmp_path_factory.mktemp("pages")
    file = folder / f"report.{kind}"
    file.write_bytes(find_renderer(kind).render(cover_document(), resolve_style(style)).data)
    pdf = file if kind == "pdf" else word_to_pdf(file, folder)
    return Pages(style, kind, page_pictures(pdf, folder))


def test_pages_match_the_golden_pictures(pages: Pages, request: pytest.FixtureRequest) -> None:
    """Each key page matches its picture in tests/golden; --update-golden writes them."""
    assert len(PAGES) == len(pages.pictures)
    for name, picture in zip(PAGES, pages.pictures, strict=True):
        path = GOLDEN / f"{pages.style}-{pages.kind}-{name}.png"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            picture.quantize(16).save(path, optimize=True)
        assert path.is_file(), f"{path.name}; after looking at it: pytest --update-golden"
        with Image.open(path) as golden:
            found = difference(golden.convert("L"), picture)
        assert found <= TOLERANCE[pages.kind], f"{path.name}; after looking: pytest --update-golden"


def test_changed_page_is_detected(pages: Pages) -> None:
    """Moving the content by 20 pixels differs by far more than any tolerance."""
    page = pages.pictures[1]
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 20))

    assert difference(page, moved) > 2 * max(TOLERANCE.values())


def test_word_and_pdf_pages_look_alike(tmp_path: Path) -> None:
    """The same page in two formats differs less than two pages of one format."""
    pages = {}
    for kind in TOLERANCE:
        file = tmp_path / f"{kind}.{kind}"
        file.write_bytes(find_renderer(kind).render(cover_document(), resolve_style()).data)
        pages[kind] = page_pictures(
            file if kind == "pdf" else word_to_pdf(file, tmp_path), tmp_path
        )

    for at, name in enumerate(PAGES):
        assert difference(pages["pdf"][at], pages["docx"][at]) < 14, name

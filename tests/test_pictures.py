"""Pages look as they did when a person last looked at them, in PDF and, by LibreOffice, in Word."""

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
MOST = {"pdf": 1.0, "docx": 4.0}
"""What pages may differ by on average, of 255. Other versions of LibreOffice break a line anew."""


@dataclass(frozen=True)
class Look:
    """The pages of one file."""

    style: str
    form: str
    pictures: list[Image.Image]


@pytest.fixture(scope="module", params=[(s, f) for s in STYLES for f in MOST], ids="-".join)
def look(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Render the document with a cover in one style and format."""
    style, form = request.param
    folder = tmp_path_factory.mktemp("look")
    file = folder / f"report.{form}"
    file.write_bytes(find_renderer(form).render(cover_document(), resolve_style(style)).data)
    pdf = file if form == "pdf" else word_to_pdf(file, folder)
    return Look(style, form, page_pictures(pdf, folder))


def test_pages_look_as_they_did(look: Look, request: pytest.FixtureRequest) -> None:
    """Each key page is that of the picture in tests/golden; --update-golden writes them."""
    assert len(PAGES) == len(look.pictures)
    for name, picture in zip(PAGES, look.pictures, strict=True):
        path = GOLDEN / f"{look.style}-{look.form}-{name}.png"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            picture.quantize(16).save(path, optimize=True)
        assert path.is_file(), f"{path.name}; after looking at it: pytest --update-golden"
        with Image.open(path) as golden:
            found = difference(golden.convert("L"), picture)
        assert found <= MOST[look.form], f"{path.name}; after looking: pytest --update-golden"


def test_a_page_that_changed_is_found(look: Look) -> None:
    """A moved block differs by far more than any tolerance."""
    page = look.pictures[1]
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 20))

    assert difference(page, moved) > 2 * max(MOST.values())


def test_word_and_pdf_have_the_same_page(tmp_path: Path) -> None:
    """One page in two formats differs less than two pages of one format."""
    pages = {}
    for form in MOST:
        file = tmp_path / f"{form}.{form}"
        file.write_bytes(find_renderer(form).render(cover_document(), resolve_style()).data)
        pages[form] = page_pictures(
            file if form == "pdf" else word_to_pdf(file, tmp_path), tmp_path
        )

    for at, name in enumerate(PAGES):
        assert difference(pages["pdf"][at], pages["docx"][at]) < 14, name

"""A company's layout, a public brand and the gallery script work as their pages describe."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pypdf
import pytest
from PIL import Image

from pmdoc.diagnostics.problem import Level
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.judges import ROOT, example, need_tool, run_judge, some

CUSTOM = {
    "payments-outage": Options(layout=str(ROOT / "examples" / "payments-outage" / "layout.yaml")),
    "personal-data-2026": Options(style=str(ROOT / "examples" / "brands" / "nhs-identity.yml")),
}

_REPEATED_HEAD = "TAG-002"
"""A false alarm: a long table head that is repeated on the next page is not untagged text."""


@pytest.mark.parametrize("name", some(CUSTOM, 1))
def test_custom_layout_and_public_brand_build_both_formats(name: str, tmp_path: Path) -> None:
    """The files are used as they are; a substituted font is a warning, and nothing is an error."""
    need_tool("pdftotext")
    built = build_reports(example(name), ["docx", "pdf"], CUSTOM[name])
    files = {}
    for suffix, data in built.items():
        files[suffix] = tmp_path / f"report{suffix}"
        files[suffix].write_bytes(data)

    unresolved = [p for p in built.problems if p.id == "reference-unresolved"]
    assert [p for p in built.problems if p.level is Level.ERROR] + unresolved == []
    for judged in (
        run_judge("docx_check.py", files[".docx"]),
        run_judge("parity.py", files[".docx"], files[".pdf"]),
    ):
        assert judged.returncode == 0, judged.stdout
    judged = run_judge("pdf_check.py", files[".pdf"])
    found = [line for line in judged.stdout.splitlines() if line.startswith("report.pdf")]
    assert [line for line in found if _REPEATED_HEAD not in line] == []


def test_gallery_puts_pages_side_by_side(tmp_path: Path) -> None:
    """A picture is as wide as its pages together."""
    need_tool("pdftoppm")
    gallery = _gallery()
    (pdf,) = [f for f in gallery.build("minimal", "print", "", tmp_path) if f.suffix == ".pdf"]

    one = gallery.picture(pdf, (1,), tmp_path, 20)
    two = gallery.picture(pdf, (1, 2), tmp_path, 20)

    assert one.height == two.height
    assert one.width < two.width


def test_gallery_page_shows_the_pictures_of_its_script() -> None:
    """The pictures in README.md are those that the script writes, and they are small files."""
    gallery = _gallery()
    made = {one[0] for one in (*gallery.SHOWN, *gallery.SIGNED)}
    shown = re.findall(r"\]\((\S+\.png)\)", (gallery.GALLERY / "README.md").read_text("utf-8"))

    assert made == set(shown) == {path.name for path in gallery.GALLERY.glob("*.png")}
    for path in gallery.GALLERY.glob("*.png"):
        with Image.open(path) as picture:
            assert picture.mode == "P"
        assert path.stat().st_size < 100_000


def test_gallery_shows_the_sign_off_page(tmp_path: Path) -> None:
    """The page number in the script is that of the open sign-off table."""
    soffice, gallery = need_tool("soffice"), _gallery()
    assert soffice
    for _, name, page, is_fillable in gallery.SIGNED:
        files = gallery.build(name, "", "", tmp_path, is_fillable=is_fillable)
        (word,) = [file for file in files if file.suffix == ".docx"]
        text = pypdf.PdfReader(gallery.as_pdf(word, tmp_path)).pages[page - 1].extract_text()

        assert "By signing" in text
        with zipfile.ZipFile(word) as package:
            assert is_fillable == (b"<w:dropDownList" in package.read("word/document.xml"))


def _gallery() -> ModuleType:
    """Import the script, which is not part of a package."""
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "examples" / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""The file meets the standards that it claims, for archives, screen readers and auditors."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import paragraph
from tests.judges import ROOT, need_tool
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]
RENDER = """
import hashlib, sys
from pmdoc.render.pdf import RENDERER
from pmdoc.style import resolve_style
from tests.documents import full_document
sys.stdout.write(hashlib.sha256(RENDERER.render(full_document(), resolve_style()).data).hexdigest())
"""


def test_two_processes_make_the_same_bytes(full: Output, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and working folder make no difference."""
    digests = {hashlib.sha256(full.data).hexdigest()}
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "4242")):
        world = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        world["PYTHONPATH"] = str(ROOT)
        ran = subprocess.run(
            [sys.executable, "-c", RENDER],
            capture_output=True, text=True, check=True, env=world, cwd=tmp_path,
        )  # fmt: skip
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_qpdf_finds_no_error(full: Output) -> None:
    """There is one revision."""
    ran = subprocess.run(
        [need_tool("qpdf"), "--check", full.path], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert full.data.count(b"%%EOF") == 1


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_passes_it(full: Output, flavour: str) -> None:
    """The reference validator confirms the claimed standards."""
    ran = subprocess.run(
        [need_tool("verapdf"), "--format", "text", "-v", "--flavour", flavour, full.path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.startswith("PASS"), ran.stdout


def test_properties_and_xmp_agree(full: Output) -> None:
    """The dates are those of the document, not of the clock."""
    pdf = full.open()
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Loss of the production database"
        assert xmp["dc:creator"] == ["A. Author", "B. Author"]
        assert str(pdf.docinfo.Author) == "A. Author; B. Author"
        assert xmp["dc:language"] == {"en"}
        assert xmp["xmp:CreateDate"] == "2017-02-10T00:00:00+00:00"
        assert str(pdf.docinfo.CreationDate) == "D:20170210000000+00'00'"
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == (
            "1", "2", "A",
        )  # fmt: skip
    assert str(pdf.docinfo["/Incident ID"]) == "INC-2017-01-31"


def test_invisible_characters_of_a_title_are_in_both_properties(make: Make) -> None:
    """Joiners in Persian are kept, soft hyphens dropped, and forbidden characters are spaces."""
    pdf = make(paragraph("x"), title="می\u200cخواهم so\u00adft \x07bell").open()

    with pdf.open_metadata() as xmp:
        assert "می\u200cخواهم soft  bell" == xmp["dc:title"] == str(pdf.docinfo.Title)


def test_fonts_are_embedded_subsets(full: Output) -> None:
    """Each has only its glyphs, and a map to Unicode."""
    rows = subprocess.run(
        [need_tool("pdffonts"), full.path], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert len(rows) >= 5
    assert all(re.search(r"yes yes yes\s+\d+\s+\d+$", row) for row in rows)
    assert len(full.data) < 150_000


def test_page_labels_title_and_tabs(full: Output) -> None:
    """Viewers show the title, number pages as printed, and tab in reading order."""
    pdf = full.open()
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.PageLabels.Nums[1].S) == "/D"
    assert all(str(page.Tabs) == "/S" for page in pdf.pages)
    assert str(pdf.Root.Lang) == "en"


def test_nothing_is_transparent_or_active(full: Output) -> None:
    """There is no script, layer, soft mask or form."""
    text = full.data
    for word in (b"/JavaScript", b"/SMask", b"/OCProperties", b"/AcroForm", b"/Launch"):
        assert word not in text

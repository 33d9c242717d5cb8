"""LibreOffice can fill in a report and keeps its data bindings."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import RenderOptions
from tests.judges import ROOT, example, need_tool, need_uno

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Fill in the first control of each kind, and return the file before and after."""
    soffice, python, folder = need_tool("soffice"), need_uno(), tmp_path_factory.mktemp("filled")
    options = Options(render=RenderOptions(is_fillable=True))
    before = build_reports(example("aws-s3-2017"), ["docx"], options)[".docx"]
    (folder / "report.docx").write_bytes(before)
    script = ROOT / "tests" / "fill_in_office.py"
    paths = (folder / "report.docx", folder / "filled.docx")
    ran = subprocess.run(
        [python, str(script), soffice, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["check", "choice", "date", "text"]
    return before, Path(paths[1]).read_bytes()


def bindings(data: bytes) -> list[str]:
    """Return the XPath of each control's data binding."""
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return re.findall(r'w:xpath="([^"]*)"', document)


def test_libreoffice_keeps_every_binding(filled: tuple[bytes, bytes]) -> None:
    """Word can continue where LibreOffice stopped, with the same data part."""
    before, after = filled

    assert bindings(before)
    assert set(bindings(before)) == set(bindings(after))


def test_untouched_fields_can_be_recognised(filled: tuple[bytes, bytes]) -> None:
    """LibreOffice writes prompts back too: a value equal to the field's prompt is no answer."""
    data = zipfile.ZipFile(io.BytesIO(filled[1])).read("customXml/item1.xml")
    answers = {
        one.get("name"): one[0].text
        for one in etree.fromstring(data)
        if one[0].text not in {None, "", "false", one.get("prompt")}
    }

    assert {"/report/sign_offs/0/name": "Dana Reyes"} == answers


def test_typed_text_is_in_the_data_part_and_choices_on_the_page(
    filled: tuple[bytes, bytes],
) -> None:
    """LibreOffice writes only text back to the data part; dates and choices stay on the page."""
    reopened = docx.Document(io.BytesIO(filled[1]))

    parts = {str(part.partname): part.blob for part in reopened.part.package.iter_parts()}
    fields = {one.get("name"): one for one in etree.fromstring(parts["/customXml/item1.xml"])}
    assert "Dana Reyes" == fields["/report/sign_offs/0/name"][0].text
    assert not fields["/report/sign_offs/0/date"][0].text
    page = "".join(reopened.element.body.itertext())
    for words in ("Dana Reyes", "2026-03-04", "Rejected"):
        assert words in page
    boxes = [one.get(f"{_W14}val") for one in reopened.element.body.iter(f"{_W14}checked")]
    assert "1" in boxes

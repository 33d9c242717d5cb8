"""Word opens the file without questions, and it has only the content of the document."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from pmdoc.model.document import Metadata
from pmdoc.style.style import Style
from tests.documents import full_document, metadata, minimal_document
from tests.judges import ROOT, need_tool, run_judge
from tests.unit.render.docx.conftest import Output, W

_SCRIPT = """
import hashlib, sys
from pmdoc.render.docx import RENDERER
from pmdoc.style import resolve_style
from tests.documents import full_document
print(hashlib.sha256(RENDERER.render(full_document(), resolve_style()).data).hexdigest())
"""


@pytest.mark.parametrize("document", [full_document(), minimal_document()], ids=["full", "minimal"])
def test_checker_finds_nothing(render: Callable[..., Output], document: object) -> None:
    """Schemas and Word's own rules hold."""
    result = run_judge("docx_check.py", render(document).path)

    assert result.returncode == 0, result.stdout


def test_python_docx_opens_it(full: Output) -> None:
    """It finds title, styles and tables."""
    document = docx.Document(io.BytesIO(full.data))

    assert document.core_properties.title == metadata().title
    assert document.core_properties.author == "A. Author; B. Author"
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "Summary",
        "Timeline",
        "Sign-off",
    ]
    assert len(document.tables) >= 7


def test_libreoffice_opens_it(full: Output, tmp_path: Path) -> None:
    """It uses the embedded fonts; headings are on the pages that the contents list names."""
    soffice, fonts = need_tool("soffice"), need_tool("pdffonts")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(full.path)], check=True, capture_output=True, timeout=600)
    pdf = tmp_path / "report.pdf"

    listed = subprocess.run([fonts, str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "IBMPlexSans-Bold" in listed
    assert "IBMPlexMono" in listed
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)

    pages = subprocess.run(
        [need_tool("pdftotext"), "-layout", str(pdf), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\f")
    for title in ("Summary", "Timeline", "Sign-off"):
        listed = re.search(rf"\d {title}\t(\d+)", full.text())
        assert listed is not None
        page = pages[int(listed[1]) - 1]
        assert re.search(rf"^\s*\d\s+{title}\s*$", page, re.MULTILINE), title


def test_bytes_are_the_same_in_any_process(tmp_path: Path) -> None:
    """Hash seed, time zone, locale and folder make no difference."""
    seen = set()
    for seed, zone, locale, folder in (
        ("0", "UTC", "C.UTF-8", ROOT),
        ("4242", "Asia/Kathmandu", "C", tmp_path),
    ):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONPATH": str(ROOT),
        }
        result = subprocess.run(
            [sys.executable, "-c", _SCRIPT], cwd=folder, env=env, capture_output=True, check=True
        )
        seen.add(result.stdout)

    assert len(seen) == 1


def test_archive_has_no_date_and_no_system(full: Output) -> None:
    """Content types come first, the rest by name, with a fixed date and system."""
    members = full.archive.infolist()
    names = [member.filename for member in members]

    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {(m.date_time, m.create_system, m.external_attr) for m in members} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0x20)
    }


def test_nothing_leaks(full: Output) -> None:
    """It has no editing history, template name, path or clock, and no comment but the report's."""
    archive = full.archive
    xml = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith("xml"))

    assert not re.search(r"w:rsid|<w:ins\b|<w:del\b|w:vanish|lastModifiedBy", xml)
    assert re.findall(r'<w:comment w:id="0" w:author="([^"]*)"', xml) == ["A. Author"]
    assert xml.count("<w:comment ") == 1
    assert "python-docx" not in xml
    assert str(Path.home()) not in xml
    assert "2013-" not in xml
    assert not any(name.endswith(("jpeg", "thumbnail.jpg", ".bin")) for name in archive.namelist())
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", xml)) == {"2017-02-10T00:00:00Z"}


def test_properties_come_from_the_metadata(render: Callable[..., Output]) -> None:
    """Long titles are cut; names that Word treats as equal are written once."""
    known: Metadata = replace(
        metadata("T" * 300), properties=(("TLP", "CLEAR"), ("tlp", "RED"), ("  ", "x"))
    )
    made = render(replace(minimal_document(), metadata=known))

    assert docx.Document(io.BytesIO(made.data)).core_properties.title == "T" * 255
    custom = made.archive.read("docProps/custom.xml").decode()
    assert custom.count("<property ") == 1
    assert ">CLEAR<" in custom


def test_fonts_are_embedded(full: Output, style: Style) -> None:
    """Each face of the style is in the file, complete, and obfuscated as the standard requires."""
    table = full.part("word/fontTable.xml")
    relations = full.part("word/_rels/fontTable.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in relations}
    found = []
    for element in table.iter():
        key = element.get(f"{W}fontKey")
        if key is None:
            continue
        relation = next(v for k, v in element.attrib.items() if k.endswith("}id"))
        data = bytearray(full.archive.read(f"word/{targets[relation]}"))
        mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
        for index in range(32):
            data[index] ^= mask[index % 16]
        found.append(bytes(data))

    wanted = [face.path.read_bytes() for one in style.families.values() for face in one.faces]
    assert sorted(wanted) == sorted(found)


def test_language_and_compatibility_mode(full: Output) -> None:
    """The document's language is that of the text; Word uses no compatibility mode."""
    styles, settings = full.part("word/styles.xml"), full.part("word/settings.xml")

    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "en-US"
    modes = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(f"{W}updateFields") is None


def test_registry_does_not_load_the_writer() -> None:
    """Listing renderers must be quick."""
    script = "import sys, pmdoc.render.docx; sys.exit('pmdoc.render.docx.renderer' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_plain_report_is_written_without_an_xml_parser() -> None:
    """Only a template needs lxml, and nothing needs python-docx."""
    script = (
        "import sys, pmdoc; "
        "pmdoc.render(pmdoc.compose(pmdoc.load('examples/minimal/incident.yaml')), 'docx'); "
        "sys.exit(bool({'docx', 'lxml'} & sys.modules.keys()))"
    )

    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0

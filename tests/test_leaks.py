"""Metadata and file names must not reach a report, and texts must not choose output paths."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pillow
from pypdf import PdfReader

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.judges import ROOT, run_pmdoc

MARKER = "SECRET-PLACE-4711"
NAME = "of-mrs-miller-private.jpg"
INCIDENT = f"""\
pmdoc: 1
incident: {{id: "../../escaped/INC-1", title: "../../escaped/title"}}
appendices:
  screenshots:
    - {{file: {NAME}, alt: A red square}}
"""


def unpacked(outputs: dict[str, bytes]) -> bytes:
    """Return all bytes of both reports, uncompressed."""
    with zipfile.ZipFile(io.BytesIO(outputs[".docx"])) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    with pikepdf.open(io.BytesIO(outputs[".pdf"])) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return b"".join([*parts, plain.getvalue(), outputs[".pdf"]])


@pytest.fixture
def built(tmp_path: Path) -> dict[str, bytes]:
    """Build both reports of an incident with a photo that has location metadata."""
    picture = Pillow.new("RGB", (8, 8), "red")
    exif = picture.getexif()
    exif[0x010E] = MARKER  # ImageDescription
    exif.get_ifd(0x8825)[29] = MARKER  # GPSDateStamp
    picture.save(tmp_path / NAME, exif=exif, comment=MARKER.encode())
    assert MARKER.encode() in (tmp_path / NAME).read_bytes()
    (tmp_path / "incident.yaml").write_text(INCIDENT)
    return build_reports(tmp_path / "incident.yaml", ["docx", "pdf"], Options())


def test_metadata_of_pictures_is_in_no_report_i7(built: dict[str, bytes]) -> None:
    """I7: neither the location nor the camera of a photo is in any part of either file."""
    assert MARKER.encode() not in unpacked(built)


def test_file_names_of_pictures_are_in_no_report_i8(built: dict[str, bytes]) -> None:
    """I8: a file name can reveal more than the picture; its description is used instead."""
    data = unpacked(built)

    assert b"miller" not in data.lower()
    assert b"A red square" in data


def test_texts_never_choose_output_paths_i10(built: dict[str, bytes], tmp_path: Path) -> None:
    """I10: the path of a report depends only on options and the incident file's name."""
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)

    ran = run_pmdoc("build", tmp_path / "incident.yaml", "-o", folder)

    assert ran.returncode == 0, ran.stderr
    assert {"incident.docx", "incident.pdf"} == {path.name for path in folder.iterdir()}
    assert [] == list(tmp_path.rglob("*escaped*"))


def test_pdf_is_not_encrypted_o8(built: dict[str, bytes]) -> None:
    """O8: there is no option for a password, as PDF passwords protect nothing."""
    assert not PdfReader(io.BytesIO(built[".pdf"])).is_encrypted
    assert "password" not in run_pmdoc("build", "--help").stdout.lower()


SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "pmdoc").rglob("*.py"))}


@pytest.mark.parametrize(
    "forbidden",
    [
        r"yaml\.(load|unsafe_load|full_load)\(",  # Y10
        r"\b(Unsafe|Full)Loader\b",
        r"reportlab\.(platypus|lib\.fontfinder|graphics)",  # X4, X6, X7
        r"\bdoc(Exec|Eval)\b",
        r"paraparser|toColor\(",
        r"\bpickle\b|\bmarshal\b|\bshelve\b",
        r"\beval\(|(?<![.\w])exec\(",
        r"\bjinja|docxtpl",  # X12
        r"\burllib\.request\b|^import requests|http\.client",
    ],
)
def test_source_never_executes_input(forbidden: str) -> None:
    """Y10, X6, X7, X12: no loader, template engine or paragraph parser that runs code is used."""
    found = [str(path) for path, text in SOURCES.items() if re.search(forbidden, text)]

    assert [] == found

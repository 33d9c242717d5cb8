"""An archive PDF embeds its source files, which ordinary tools can verify and extract."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from pmdoc.archive.extract import Extracted, read_embedded, write_new
from pmdoc.diagnostics.errors import InputError, MissingExtra
from pmdoc.pipeline.build import MANIFEST, build_reports
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Origin, Override
from pmdoc.render import PdfOptions, PdfStandard, RenderOptions
from tests.documents import picture
from tests.judges import need_tool

ARCHIVE = Options(
    has_digest=True,
    has_manifest=True,
    render=RenderOptions(pdf=PdfOptions(standard=PdfStandard.ARCHIVE_WITH_SOURCE)),
)
TEXT = """pmdoc: 1
# a remark that only the source has
include: ../shared/people.yaml
report: {date: 2026-01-02}
incident: {id: INC-1, title: Outage}
appendices: {screenshots: [{file: img/graph.png, alt: A graph that falls}]}
"""


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    """Write an incident that uses a picture and an included file."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "people.yaml").write_text("report: {version: '1.0'}\n")
    folder = tmp_path / "2026-01"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "graph.png").write_bytes(picture().data)
    path = folder / "incident.yaml"
    path.write_text(TEXT)
    return path


def build(path: Path, *overrides: Override) -> dict[str, bytes]:
    origin = Origin(path=path, overrides=overrides)
    return build_reports(origin, ["pdf"], ARCHIVE)


def test_extracted_sources_rebuild_the_same_report(incident: Path, tmp_path: Path) -> None:
    first = build(incident)[".pdf"]

    written = write_new(read_embedded(first), tmp_path / "back")

    names = [path.relative_to(tmp_path / "back").as_posix() for path in written]
    assert [
        "2026-01/incident.yaml", "shared/people.yaml", "2026-01/img/graph.png", "build.txt",
    ] == names  # fmt: skip
    assert all(path.read_bytes() == (tmp_path / name).read_bytes() for path, name in zip(
        written[:-1], names[:-1], strict=True
    ))  # fmt: skip
    (tmp_path / "back" / ".git").mkdir()
    assert first == build(tmp_path / "back" / "2026-01" / "incident.yaml")[".pdf"]


def test_command_line_values_are_recorded_in_the_manifest(incident: Path) -> None:
    """Values set on the command line are in no file, so the manifest lists them."""
    made = build(incident, Override(pointer="/report/status", value="final"))[".pdf"]

    *_, values, command = read_embedded(made)
    assert (("set.txt",), b"/report/status=final\n") == (values.parts, values.data)
    assert command.data.endswith(b" --set report.status=final --digest\n")


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_passes_the_archive(incident: Path, tmp_path: Path, flavour: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(build(incident)[".pdf"])
    command = [need_tool("verapdf"), "--format", "text", "-v", "--flavour", flavour, str(path)]

    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.stdout.startswith("PASS"), ran.stdout


def test_sources_are_embedded_only_on_request(incident: Path) -> None:
    made = build_reports(incident, ["pdf"], Options())[".pdf"]

    with pytest.raises(InputError, match="contains no files"):
        read_embedded(made)


def test_digest_can_be_recomputed_by_hand(incident: Path, tmp_path: Path) -> None:
    """It is the digest of the list that sha256sum prints, on the page and in the file."""
    outputs = build(incident)
    names = ["2026-01/img/graph.png", "2026-01/incident.yaml", "shared/people.yaml"]
    listing = "".join(
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    )
    digest = hashlib.sha256(listing.encode()).hexdigest()
    path = tmp_path / "report.pdf"
    path.write_bytes(outputs[".pdf"])
    shown = subprocess.run(
        [need_tool("pdftotext"), path, "-"], capture_output=True, text=True, check=True
    ).stdout

    assert f"SHA-256 {digest[:12]}" in shown
    assert digest == json.loads(outputs[MANIFEST])["content_sha256"]
    with pikepdf.open(path) as pdf:
        assert digest == str(pdf.docinfo["/Content SHA-256"])


def test_manifest_lists_inputs_and_outputs_with_digests(incident: Path) -> None:
    """It is the same for each build of the same files."""
    outputs = build(incident)
    account = json.loads(outputs[MANIFEST])

    assert ["incident", "included", "asset"] == [one["role"] for one in account["sources"]]
    (made,) = account["outputs"]
    assert hashlib.sha256(outputs[".pdf"]).hexdigest() == made["sha256"]
    assert outputs == build(incident)


def test_manifest_names_the_word_template(incident: Path, tmp_path: Path) -> None:
    template = tmp_path / "acme.docx"
    Document().save(str(template))
    options = Options(has_manifest=True, docx_template=template)

    account = json.loads(build_reports(incident, ["docx"], options)[MANIFEST])

    (named,) = [one for one in account["sources"] if one["role"] == "template"]
    assert hashlib.sha256(template.read_bytes()).hexdigest() == named["sha256"]
    assert "acme.docx" == named["file"]


def change_entry(data: bytes, tmp_path: Path, key: str, value: str) -> bytes:
    """Change one entry of the first embedded file's description."""
    path = tmp_path / "changed.pdf"
    path.write_bytes(data)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.AF[0][key] = pikepdf.String(value)
        pdf.save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "a/../../x", "C:x", "a\\..\\x", "a//x", "", "NUL", "x\n", "~/.. /x", "x."],
)
def test_file_names_that_leave_the_folder_are_refused(
    incident: Path, tmp_path: Path, name: str
) -> None:
    """An untrusted PDF must not write outside the folder, on any system."""
    data = change_entry(build(incident)[".pdf"], tmp_path, "/UF", name or " ")

    with pytest.raises(InputError, match="not safe"):
        read_embedded(data)


def test_changed_embedded_file_is_refused(incident: Path, tmp_path: Path) -> None:
    data = change_entry(build(incident)[".pdf"], tmp_path, "/Desc", "SHA-256 " + "0" * 64)

    with pytest.raises(InputError, match="does not match its digest"):
        read_embedded(data)


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF\n"], ids=len)
def test_file_that_is_not_a_pdf_is_reported(data: bytes) -> None:
    with pytest.raises(InputError):
        read_embedded(data)


def test_encrypted_pdf_is_reported(incident: Path, tmp_path: Path) -> None:
    """Both a password and a cipher that needs another package end in a message."""
    path = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(build(incident)[".pdf"])) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(InputError, match="encrypted or damaged"):
        read_embedded(path.read_bytes())


def test_unknown_filter_is_reported(incident: Path) -> None:
    data = build(incident)[".pdf"].replace(b"/FlateDecode", b"/FlatDecodes")

    with pytest.raises(InputError, match="encrypted or damaged"):
        read_embedded(data)


def test_missing_package_is_reported_with_the_extra_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)

    with pytest.raises(MissingExtra, match=re.escape("pip install 'pmdoc[extract]'")):
        read_embedded(b"%PDF-1.7")


def test_extracting_replaces_no_file_and_follows_no_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "out", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "old.yaml").write_text("mine")
    (folder / "link").symlink_to(outside)
    new = Extracted(parts=("new.yaml",), data=b"new")

    for parts in (("old.yaml",), ("link", "x.yaml"), ("link",)):
        with pytest.raises(InputError):
            write_new((new, Extracted(parts=parts, data=b"theirs")), folder)

    assert "mine" == (folder / "old.yaml").read_text()
    assert [] == list(outside.iterdir())
    assert not (folder / "new.yaml").exists()


def test_files_are_extracted_all_or_none(tmp_path: Path) -> None:
    """If the last file can't be written, the earlier ones and the new folders are removed."""
    good = Extracted(parts=("below", "new.yaml"), data=b"new")
    bad = Extracted(parts=("x" * 300,), data=b"name too long for any disk")

    with pytest.raises(InputError):
        write_new((good, bad), tmp_path / "out")

    assert [] == list(tmp_path.iterdir())

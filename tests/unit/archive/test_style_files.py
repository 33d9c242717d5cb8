"""An archive also holds the style, layout and language files, so that a report can be rebuilt."""

from __future__ import annotations

import shlex
import shutil
import struct
from pathlib import Path

import pytest

from pmdoc.archive.extract import read_embedded, write_new
from pmdoc.archive.style_files import may_be_shared
from pmdoc.diagnostics.problem import Problem
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import PdfOptions, PdfStandard, RenderOptions
from pmdoc.runtime.resources import styles_folder
from tests.documents import picture
from tests.judges import run_pmdoc

INCIDENT = """pmdoc: 1
report: {date: 2026-01-02}
incident: {id: INC-1, title: Outage}
notes: It went down.
"""
STYLE = """meta: {name: Acme}
logo: {medium: marks/logo.png}
typography:
  fonts:
    - {family: Acme, files: [fonts/Acme.ttf]}
    - {family: Unused, files: [fonts/Unused.ttf]}
  base: Acme
defaults: {pmdoc: {extends: ../group/group.yml}}
"""
GROUP = "color: {primary: '#5b2a86'}\ndefaults: {pmdoc: {extends: modern}}\n"
LAYOUT = "name: acme\nextends: ../base.yaml\n"
BASE = "name: base\nextends: concise\n"
LANGUAGE = "code: en-ACMES\nextends: en\nwords: {contents: What is where}\n"
ARCHIVE = RenderOptions(pdf=PdfOptions(standard=PdfStandard.ARCHIVE_WITH_SOURCE))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write an incident in one folder and its style, layout and language files in another."""
    texts = {
        "work/incident.yaml": INCIDENT,
        "central/looks/acme.yml": STYLE,
        "central/group/group.yml": GROUP,
        "central/layouts/reports/acme.yaml": LAYOUT,
        "central/layouts/base.yaml": BASE,
        "central/words.yaml": LANGUAGE,
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    looks = tmp_path / "central" / "looks"
    (looks / "marks").mkdir()
    (looks / "marks" / "logo.png").write_bytes(picture().data)
    (looks / "fonts").mkdir()
    for name in ("Acme", "Unused"):
        shutil.copy(
            styles_folder() / "fonts" / "IBMPlexSans-Regular.ttf", looks / f"fonts/{name}.ttf"
        )
    return tmp_path


def build(incident: Path, **options: str) -> tuple[bytes, tuple[Problem, ...]]:
    built = build_reports(incident, ["pdf"], Options(render=ARCHIVE, **options))
    return built[".pdf"], built.problems


def central_files(project: Path) -> dict[str, str]:
    """Return the options that select all files of the central folder."""
    folder = project / "central"
    return {
        "style": str(folder / "looks" / "acme.yml"),
        "layout": str(folder / "layouts" / "reports" / "acme.yaml"),
        "language": str(folder / "words.yaml"),
    }


def test_extracted_style_files_rebuild_the_same_report(project: Path) -> None:
    """The command in the manifest, run in the extracted folder, gives the same bytes."""
    made, problems = build(project / "work" / "incident.yaml", **central_files(project))
    back = project / "elsewhere" / "back"

    written = write_new(read_embedded(made), back)

    assert [
        "incident.yaml",
        "shared/layout/reports/acme.yaml",
        "shared/layout/base.yaml",
        "shared/style/looks/acme.yml",
        "shared/style/group/group.yml",
        "shared/style/looks/fonts/Acme.ttf",
        "shared/style/looks/marks/logo.png",
        "shared/language/words.yaml",
        "build.txt",
    ] == [path.relative_to(back).as_posix() for path in written]
    assert not [one for one in problems if one.id == "archive-incomplete"]
    shutil.rmtree(project / "central")
    command = shlex.split((back / "build.txt").read_text())
    ran = run_pmdoc(*command[1:], "-o", "again.pdf", cwd=back)
    assert (0, made) == (ran.returncode, (back / "again.pdf").read_bytes()), ran.stderr


def test_files_beside_the_incident_keep_their_place(project: Path) -> None:
    """A brand file is found again where it was; a shipped layout is named, not embedded."""
    work = project / "work"
    (work / "_brand.yml").write_text("meta: {name: Own}\nlogo: logo.png\n")
    (work / "logo.png").write_bytes(picture().data)

    made, _ = build(work / "incident.yaml", layout="concise")
    files = read_embedded(made)

    assert ["incident.yaml", "_brand.yml", "logo.png", "build.txt"] == [
        "/".join(file.parts) for file in files
    ]
    command = "pmdoc build incident.yaml --format pdf --pdf-standard a-3a"
    assert f"{command} --layout concise --style _brand.yml\n" == files[-1].data.decode()


def test_picture_that_is_also_the_logo_is_embedded_once(project: Path) -> None:
    work = project / "work"
    (work / "_brand.yml").write_text("meta: {name: Own}\nlogo: logo.png\n")
    (work / "logo.png").write_bytes(picture().data)
    shots = "appendices: {screenshots: [{file: logo.png, alt: The mark of Acme}]}\n"
    (work / "incident.yaml").write_text(INCIDENT + shots)

    names = ["/".join(file.parts) for file in read_embedded(build(work / "incident.yaml")[0])]

    assert ["incident.yaml", "logo.png", "_brand.yml", "build.txt"] == names


def with_licence_bits(font: bytes, bits: int) -> bytes:
    """Set a font's licence bits."""
    data = bytearray(font)
    for at in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        if tag == b"OS/2":
            struct.pack_into(">H", data, offset + 8, bits)
    return bytes(data)


def test_font_that_may_not_be_shared_is_left_out_with_a_note(project: Path) -> None:
    """Its glyphs are in the report as usual, but the font file is not embedded."""
    path = project / "central" / "looks" / "fonts" / "Acme.ttf"
    path.write_bytes(with_licence_bits(path.read_bytes(), 0x0004))

    made, problems = build(project / "work" / "incident.yaml", **central_files(project))

    assert not any("Acme.ttf" in file.parts for file in read_embedded(made))
    (problem,) = [one for one in problems if one.id == "archive-incomplete"]
    assert problem.message.startswith("Acme.ttf is not archived: its licence bits")


def test_font_with_an_absolute_path_is_left_out_with_a_note(project: Path) -> None:
    """The path does not exist on the computer where the files are extracted."""
    looks = project / "central" / "looks"
    style = looks / "acme.yml"
    style.write_text(STYLE.replace("fonts/Acme.ttf", str(looks / "fonts" / "Acme.ttf")))

    made, problems = build(project / "work" / "incident.yaml", **central_files(project))

    assert not any("Acme.ttf" in file.parts for file in read_embedded(made))
    (problem,) = [one for one in problems if one.id == "archive-incomplete"]
    assert "by an absolute path" in problem.message


@pytest.mark.parametrize(
    ("bits", "may"), [(0, True), (0x0100, True), (2, False), (4, False), (8, False), (0x200, False)]
)
def test_licence_bits_are_read_strictly(bits: int, may: bool) -> None:
    """Only fonts that may be installed anywhere are embedded as files, unlike subsets."""
    font = (styles_folder() / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()

    assert may is may_be_shared(with_licence_bits(font, bits))
    assert not may_be_shared(b"OTTO")

"""An archive holds the house's own files too, and gives them back so that they find each other."""

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
STYLE = """meta: {name: House}
logo: {medium: marks/logo.png}
typography:
  fonts:
    - {family: House, files: [fonts/House.ttf]}
    - {family: Unused, files: [fonts/Unused.ttf]}
  base: House
defaults: {pmdoc: {extends: ../group/group.yml}}
"""
GROUP = "color: {primary: '#5b2a86'}\ndefaults: {pmdoc: {extends: modern}}\n"
LAYOUT = "name: house\nextends: ../base.yaml\n"
BASE = "name: base\nextends: concise\n"
LANGUAGE = "code: en-HOUSE\nextends: en\nwords: {contents: What is where}\n"
ARCHIVE = RenderOptions(pdf=PdfOptions(standard=PdfStandard.ARCHIVE_WITH_SOURCE))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Write an incident in a folder, and a house's files in another one."""
    texts = {
        "work/incident.yaml": INCIDENT,
        "central/looks/house.yml": STYLE,
        "central/group/group.yml": GROUP,
        "central/layouts/reports/house.yaml": LAYOUT,
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
    for name in ("House", "Unused"):
        shutil.copy(
            styles_folder() / "fonts" / "IBMPlexSans-Regular.ttf", looks / f"fonts/{name}.ttf"
        )
    return tmp_path


def build(incident: Path, **options: str) -> tuple[bytes, tuple[Problem, ...]]:
    built = build_reports(incident, ["pdf"], Options(render=ARCHIVE, **options))
    return built[".pdf"], built.problems


def central(house: Path) -> dict[str, str]:
    """Ask for everything that the house has."""
    folder = house / "central"
    return {
        "style": str(folder / "looks" / "house.yml"),
        "layout": str(folder / "layouts" / "reports" / "house.yaml"),
        "language": str(folder / "words.yaml"),
    }


def test_what_came_from_the_house_comes_back_and_makes_the_same_report(house: Path) -> None:
    """The command in the archive, run where the files are put, gives the same bytes."""
    made, problems = build(house / "work" / "incident.yaml", **central(house))
    back = house / "elsewhere" / "back"

    written = write_new(read_embedded(made), back)

    assert [
        "incident.yaml",
        "house/layout/reports/house.yaml",
        "house/layout/base.yaml",
        "house/style/looks/house.yml",
        "house/style/group/group.yml",
        "house/style/looks/fonts/House.ttf",
        "house/style/looks/marks/logo.png",
        "house/language/words.yaml",
        "build.txt",
    ] == [path.relative_to(back).as_posix() for path in written]
    assert not [problem for problem in problems if problem.id == "archive-incomplete"]
    shutil.rmtree(house / "central")
    command = shlex.split((back / "build.txt").read_text())
    ran = run_pmdoc(*command[1:], "-o", "again.pdf", cwd=back)
    assert (0, made) == (ran.returncode, (back / "again.pdf").read_bytes()), ran.stderr


def test_files_beside_the_incident_stay_there(house: Path) -> None:
    """A brand file is found again where it is, and a shipped layout is named, not carried."""
    work = house / "work"
    (work / "_brand.yml").write_text("meta: {name: Own}\nlogo: logo.png\n")
    (work / "logo.png").write_bytes(picture().data)

    made, _ = build(work / "incident.yaml", layout="concise")
    files = read_embedded(made)

    assert ["incident.yaml", "_brand.yml", "logo.png", "build.txt"] == [
        "/".join(file.parts) for file in files
    ]
    command = "pmdoc build incident.yaml --format pdf --pdf-standard a-3a"
    assert f"{command} --layout concise --style _brand.yml\n" == files[-1].data.decode()


def test_a_picture_that_is_the_logo_too_is_carried_once(house: Path) -> None:
    """No two files of an archive have one name."""
    work = house / "work"
    (work / "_brand.yml").write_text("meta: {name: Own}\nlogo: logo.png\n")
    (work / "logo.png").write_bytes(picture().data)
    shots = "appendices: {screenshots: [{file: logo.png, alt: The mark of the house}]}\n"
    (work / "incident.yaml").write_text(INCIDENT + shots)

    names = ["/".join(file.parts) for file in read_embedded(build(work / "incident.yaml")[0])]

    assert ["incident.yaml", "logo.png", "_brand.yml", "build.txt"] == names


def restricted(font: bytes, bits: int) -> bytes:
    """Set a font's licence bits."""
    data = bytearray(font)
    for at in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        if tag == b"OS/2":
            struct.pack_into(">H", data, offset + 8, bits)
    return bytes(data)


def test_a_font_that_may_not_be_passed_on_stays_out_and_is_named(house: Path) -> None:
    """The report has the font's glyphs, as ever; its file is not handed to strangers."""
    path = house / "central" / "looks" / "fonts" / "House.ttf"
    path.write_bytes(restricted(path.read_bytes(), 0x0004))

    made, problems = build(house / "work" / "incident.yaml", **central(house))

    assert not any("House.ttf" in file.parts for file in read_embedded(made))
    (said,) = [problem for problem in problems if problem.id == "archive-incomplete"]
    assert said.message.startswith("House.ttf is not archived: its licence bits")


def test_a_font_named_from_the_root_stays_out_and_is_said(house: Path) -> None:
    """Whoever gets the files back has no such place."""
    looks = house / "central" / "looks"
    style = looks / "house.yml"
    style.write_text(STYLE.replace("fonts/House.ttf", str(looks / "fonts" / "House.ttf")))

    made, problems = build(house / "work" / "incident.yaml", **central(house))

    assert not any("House.ttf" in file.parts for file in read_embedded(made))
    (said,) = [problem for problem in problems if problem.id == "archive-incomplete"]
    assert "by an absolute path" in said.message


@pytest.mark.parametrize(
    ("bits", "may"), [(0, True), (0x0100, True), (2, False), (4, False), (8, False), (0x200, False)]
)
def test_licence_bits_are_read_strictly(bits: int, may: bool) -> None:
    """Only what may be installed anywhere goes along as a file; subsets are another question."""
    font = (styles_folder() / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()

    assert may is may_be_shared(restricted(font, bits))
    assert not may_be_shared(b"OTTO")

"""A build writes all of its reports or none, and returns every problem."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pmdoc.compose.rewrite import walk
from pmdoc.diagnostics.errors import (
    AssetError,
    LayoutError,
    PmdocError,
    ProblemsFound,
    StyleError,
    UnknownName,
)
from pmdoc.diagnostics.problem import Level
from pmdoc.layout import layout_names
from pmdoc.model.document import Paragraph
from pmdoc.model.document.block_text import block_text
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.resolve import find_style
from pmdoc.read.source import UnreadableInput
from tests.judges import example, example_names, run_pmdoc
from tests.structure import structure_of
from tests.timing import assert_linear

PICTURE = "appendices: {screenshots: [{file: gone.png, alt: Errors rise from 09:12 on}]}\n"
GOOD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"


def write(folder: Path, text: str) -> Path:
    """Write an incident file."""
    path = folder / "incident.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_old_report_survives_a_failed_build(tmp_path: Path) -> None:
    """Existing files are kept, and no temporary file remains."""
    path = write(tmp_path, GOOD.replace("title", "titel"))
    for suffix in (".docx", ".pdf"):
        (tmp_path / f"incident{suffix}").write_bytes(b"old")

    ran = run_pmdoc("build", path)

    assert ran.returncode == 1
    assert b"old" == (tmp_path / "incident.docx").read_bytes()
    assert b"old" == (tmp_path / "incident.pdf").read_bytes()
    assert 3 == len(list(tmp_path.iterdir()))


def test_strict_turns_warnings_into_errors(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "pmdoc: 1\nincident: {id: I, title: T, started: 2026-01-01T10:00Z,\n"
        "  resolved: 2026-01-01T12:00Z, duration: 3 h}\n",
    )

    assert [Level.WARNING] == [p.level for p in check_incident(path).problems]
    assert [Level.ERROR] == [
        p.level for p in check_incident(path, Options(is_strict=True)).problems
    ]
    with pytest.raises(ProblemsFound):
        load_incident(path, is_strict=True)


def test_accepted_finding_is_not_reported(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "pmdoc: 1\nlint: {ignore: [{rule: figure-contradicts, reason: Agreed with the customer}]}\n"
        "incident: {id: I, title: T, started: 2026-01-01T10:00Z,\n"
        "  resolved: 2026-01-01T12:00Z, duration: 3 h}\n",
    )

    assert () == check_incident(path).problems


def test_pictures_are_loaded_with_the_incident(tmp_path: Path) -> None:
    """An unusable image is a problem with its line, before anything is built."""
    Image.new("RGB", (8, 6), "white").save(tmp_path / "graph.png")
    picture = "appendices: {screenshots: [{file: %s, alt: Errors rise from 09:12 on}]}\n"

    good = load_incident(write(tmp_path, GOOD + picture % "graph.png"))
    bad = check_incident(write(tmp_path, GOOD + picture % "../graph.png")).problems

    assert {"graph.png"} == set(good.attachments.images)
    assert [("image-unusable", 3)] == [(p.id, p.position.line) for p in bad]


def test_brand_beside_the_incident_is_found(tmp_path: Path) -> None:
    """The style is that of `_brand.yml`, unless another is given."""
    (tmp_path / "_brand.yml").write_text('color: {primary: "#5b2a86"}\n')

    assert "#5b2a86" == find_style(tmp_path / "incident.yaml").accent
    assert "#0f4c81" == find_style(tmp_path, "corporate").accent


@pytest.mark.parametrize("name", ["", "_brand", "brand"])
def test_brand_of_the_repository_is_found(name: str, tmp_path: Path) -> None:
    """One brand file serves all incidents of a repository; files outside it are ignored."""
    folder = tmp_path / "repository" / "incidents" / "2026"
    folder.mkdir(parents=True)
    (tmp_path / "_brand.yml").write_text('color: {primary: "#000001"}\n')
    (tmp_path / "repository" / name).mkdir(exist_ok=True)
    (tmp_path / "repository" / name / "_brand.yml").write_text('color: {primary: "#5b2a86"}\n')

    assert "#0f4c81" == find_style(folder).accent
    (tmp_path / "repository" / ".git").mkdir()
    assert "#5b2a86" == find_style(folder).accent


def test_unknown_format_is_reported_before_anything_is_read() -> None:
    with pytest.raises(UnknownName, match="odt"):
        build_reports(Path("missing.yaml"), ["odt"], Options())


def test_help_has_examples_and_exit_codes() -> None:
    ran = run_pmdoc("--help")

    assert ran.returncode == 0
    assert "pmdoc build incident.yaml" in ran.stdout
    assert "input unreadable" in ran.stdout


def test_content_that_a_layout_does_not_show_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + "custom: {cost_center: 4711-B}\n")

    assert () == check_incident(path).problems
    operations = Options(layout="operations")
    for problems in (
        check_incident(path, operations).problems,
        build_reports(path, ["docx"], operations).problems,
    ):
        found = [(p.id, p.level, p.position.line) for p in problems]
        assert [("layout-no-place", Level.WARNING, 3)] == found


def test_strict_build_refuses_to_leave_something_out(tmp_path: Path) -> None:
    """A check foresees it."""
    path = write(tmp_path, GOOD + "custom: {cost_center: 4711-B}\n")
    strict = Options(layout="operations", is_strict=True)

    with pytest.raises(ProblemsFound) as caught:
        build_reports(path, ["docx"], strict)

    assert ["/custom/cost_center"] == [p.pointer for p in caught.value.problems]
    assert check_incident(path, strict).error is ProblemsFound


def test_error_in_a_layout_file_stops_the_build_with_its_line(tmp_path: Path) -> None:
    """An unknown path is reported with a suggestion."""
    layout = tmp_path / "acme.yaml"
    layout.write_text(
        "name: acme\nsections:\n  - title: A\n    parts: [{part: text, value: summary.one_lin}]\n"
    )
    path = write(tmp_path, GOOD)

    with pytest.raises(LayoutError) as caught:
        build_reports(path, ["pdf"], Options(layout="acme.yaml"))

    assert "acme.yaml:4" in str(caught.value)
    assert "one_line" in str(caught.value)


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("name", example_names())
def test_every_example_composes_in_every_layout(name: str, layout: str) -> None:
    loaded = load_incident(example(name))

    report = compose_incident(loaded, Options(layout=layout))

    assert {"layout-no-place"} >= {problem.id for problem in report.problems}
    assert report.document.blocks


def test_style_warnings_are_returned(tmp_path: Path) -> None:
    """A font that would have to be downloaded is replaced, with a warning."""
    (tmp_path / "_brand.yml").write_text(
        "typography:\n  fonts: [{family: Inter, source: google}]\n  base: Inter\n"
    )

    problems = build_reports(write(tmp_path, GOOD), ["pdf"], Options()).problems

    found = [(problem.id, problem.level) for problem in problems]
    assert [("brand-used", Level.NOTE), ("style-doubtful", Level.WARNING)] == found
    assert "Inter" in problems[1].message


@pytest.mark.parametrize("kind", ["incident", "style", "layout"])
def test_schema_of_each_kind_of_file_is_printed(kind: str) -> None:
    ran = run_pmdoc("schema", kind)

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["title"]


def test_labels_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    """A known classification and the layout's roles are German in a German report."""
    path = tmp_path / "incident.yaml"
    path.write_text(
        "pmdoc: 1\nlanguage: en\nincident: {id: INC-1, title: Outage}\n"
        "report: {classification: confidential, sign_offs: [{role: My own role, name: Dana}]}\n"
    )
    options = Options(layout="formal", language="de", is_form=True)
    composed = compose_incident(load_incident(path), options)
    paragraphs = (node for node in walk(composed.document.blocks) if isinstance(node, Paragraph))
    languages = {block_text((paragraph,)): paragraph.language for paragraph in paragraphs}

    assert "" == languages["Vertraulich"]
    assert "" == languages["Verfasser der Nachbetrachtung"]
    assert "en" == languages["My own role"]


def test_author_texts_are_marked_with_their_language(tmp_path: Path) -> None:
    """A screen reader reads German titles in German, and the English text in English."""
    path = tmp_path / "incident.yaml"
    path.write_text(
        "pmdoc: 1\nlanguage: en-GB\nincident: {id: INC-1, title: Outage}\n"
        "timeline: [{at: 2026-01-02T03:04Z, event: It fell over}]\n"
        "summary: {one_line: It fell over}\n"
    )
    pdf = build_reports(path, ["pdf"], Options(language="de"))
    with pikepdf.open(io.BytesIO(pdf[".pdf"])) as opened:
        lines = structure_of(opened)
        assert "de" == str(opened.Root.Lang)
    above = [lines[at - 1] for at, line in enumerate(lines) if '"It fell over' in line]
    spoken = [word for line in above for word in line.split() if word.startswith("Lang=")]
    own = build_reports(path, ["pdf"], Options())

    assert ["Lang='en-GB'"] * len(above) == spoken
    assert above
    assert not any("Lang" in line for line in lines if line.lstrip().startswith("H1"))
    with pikepdf.open(io.BytesIO(own[".pdf"])) as opened:
        assert not any("Lang=" in line for line in structure_of(opened))


@pytest.mark.parametrize(
    ("text", "choices", "error"),
    [
        (GOOD, {}, None),
        ("a: [", {}, UnreadableInput),
        ("a: [", {"style": "style.yml"}, UnreadableInput),
        (GOOD, {"style": "style.yml"}, StyleError),
        (GOOD, {"layout": "layout.yaml"}, LayoutError),
        (GOOD + PICTURE, {}, AssetError),
        (GOOD + PICTURE, {"layout": "layout.yaml"}, LayoutError),
        (GOOD + "colour: red\n", {"style": "style.yml"}, ProblemsFound),
        (GOOD + "colour: red\n" + PICTURE, {}, ProblemsFound),
    ],
)
def test_check_predicts_the_error_of_a_build(
    tmp_path: Path, text: str, choices: dict[str, str], error: type[PmdocError] | None
) -> None:
    """The incident's errors come first, then those of layout and style, then those of images."""
    path = write(tmp_path, text)
    (tmp_path / "style.yml").write_text("colour: red\n", encoding="utf-8")
    (tmp_path / "layout.yaml").write_text("extends: nothing\n", encoding="utf-8")
    options = Options(**choices)

    ended = None
    try:
        build_reports(path, ["docx"], options)
    except PmdocError as stopped:
        ended = type(stopped)

    assert [error, error] == [ended, check_incident(path, options).error]


@pytest.mark.parametrize(
    ("language", "width_pt"), [("en", 595), ("en-GB", 595), ("en-US", 612), ("de", 595)]
)
def test_american_reports_are_on_letter_paper(language: str, width_pt: int, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    data = build_reports(path, ["pdf"], Options(language=language))[".pdf"]

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert width_pt == int(float(pdf.pages[0].mediabox[2]))


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_many_marks_of_one_footnote_take_linear_time(tmp_path: Path, suffix: str) -> None:
    """Each mark has its note, and many notes wait for room on a later page."""

    def work(count: int) -> None:
        path = write(tmp_path, f"{GOOD}notes: |\n  {'a[^1] ' * count}\n\n  [^1]: note\n")
        build_reports(path, [suffix], Options())

    assert_linear(work, 400)

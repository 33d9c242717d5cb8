"""Blank forms are layouts with room to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from pmdoc.diagnostics.problem import Level
from pmdoc.layout import layout_names
from pmdoc.model.document import Paragraph, ParagraphRole
from pmdoc.pipeline.build import build_form
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from tests.judges import ROOT, example, need_tool, run_judge, run_pmdoc, some
from tests.test_examples import TEMPLATE_ITEMS

MOST_EMPTY = "cells are empty; this may not be a table"
"""A warning of the accessibility checker, which does not apply to blank tables."""


@pytest.mark.parametrize("layout", some(layout_names(), 2))
def test_form_covers_its_template(layout: str, tmp_path: Path) -> None:
    """Every heading, label, column and role is there, in order, and the same in both formats."""
    need_tool("pdftotext")
    built = build_form(["docx", "pdf"], Options(layout=layout))
    word, pdf = tmp_path / "form.docx", tmp_path / "form.pdf"
    word.write_bytes(built[".docx"])
    pdf.write_bytes(built[".pdf"])

    covered = [run_judge("template_coverage.py", layout, file) for file in (word, pdf)]
    found = run_judge("pdf_check.py", pdf).stdout.splitlines()[:-1]

    assert () == built.problems
    assert [f"{layout}: {TEMPLATE_ITEMS[layout]}/{TEMPLATE_ITEMS[layout]}"] * 2 == [
        one.stdout.splitlines()[-1] for one in covered
    ]
    assert run_judge("docx_check.py", word).returncode == 0
    assert run_judge("parity.py", word, pdf).returncode == 0
    assert [] == [line for line in found if MOST_EMPTY not in line]


@pytest.mark.parametrize(
    ("arguments", "code", "made"),
    [
        (("form", "-o", "blank.docx", "--format", "docx"), 0, ["blank.docx"]),
        (("form", "-o", "new/blank.pdf", "--format", "pdf"), 0, ["new"]),
        (("form", "-o", "blank.docx"), 2, []),
        (("form", "-o", "blank.txt"), 2, []),
        (("form", "-o", "-"), 2, []),
        (("build", str(example("minimal")), "-o", "-", "--format", "pdf"), 2, []),
    ],
)
def test_output_with_a_file_suffix_is_a_file(
    arguments: tuple[str, ...], code: int, made: list[str], tmp_path: Path
) -> None:
    """A folder is never created with the name of a file, or a dash."""
    ran = run_pmdoc(*arguments, cwd=tmp_path)

    assert (code, made) == (ran.returncode, [path.name for path in tmp_path.iterdir()])


def test_form_of_an_incident_leaves_room_for_missing_values() -> None:
    """Values in the file are shown; the rest is blank."""
    loaded = load_incident(example("minimal"))

    plain = compose_incident(loaded).document
    form = compose_incident(loaded, Options(is_form=True)).document

    assert 0 == len(_lines(plain))
    assert 20 < len(_lines(form))
    assert plain.metadata.title == form.metadata.title


def _lines(value: object) -> list[Paragraph]:
    """Return the blank lines in a node at any depth."""
    if isinstance(value, Paragraph):
        return [value] if value.role is ParagraphRole.BLANK else []
    if isinstance(value, tuple):
        return [line for one in value for line in _lines(one)]
    if not isinstance(value, Struct):
        return []
    return [line for name in value.__struct_fields__ for line in _lines(getattr(value, name))]


def test_form_command_overwrites_nothing(tmp_path: Path) -> None:
    """It prints the names of new files, and an error for existing ones."""
    made = run_pmdoc("form", "--layout", "concise", "--format", "docx", "-o", tmp_path / "forms")
    again = run_pmdoc("form", "--layout", "concise", "--format", "docx", "-o", tmp_path / "forms")

    assert (0, str(tmp_path / "forms" / "concise-form.docx")) == (
        made.returncode,
        made.stdout.strip(),
    )
    assert again.returncode == 3
    assert "already exists" in again.stderr


def test_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    """Its path runs through a file."""
    (tmp_path / "taken").write_text("")

    ran = run_pmdoc("form", "--layout", "concise", "-o", tmp_path / "taken" / "forms")

    assert ran.returncode == 3
    assert "can't be created" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_character_without_a_font_stops_a_form(tmp_path: Path) -> None:
    """It would be printed as an empty box."""
    layout = tmp_path / "layout.yaml"
    layout.write_text("extends: concise\nclosing: Off we go \U0001f680\n", encoding="utf-8")

    for name in ("pdf", "docx"):
        ran = run_pmdoc("form", "--layout", layout, "--format", name, "-o", tmp_path / "forms")
        assert 4 == ran.returncode, ran.stderr
        assert "No font has U+1F680 ROCKET." in ran.stderr
    assert not (tmp_path / "forms").exists()


def test_form_reports_all_problems_of_layout_and_style(tmp_path: Path) -> None:
    """Both files are checked, as in a build."""
    layout = tmp_path / "layout.yaml"
    layout.write_text("extends: concize\n")
    (tmp_path / "style.yaml").write_text("color: {primary: blu}\n")

    ran = run_pmdoc("form", "--layout", layout, "--style", tmp_path / "style.yaml")

    assert 4 == ran.returncode
    assert "layout.yaml:1:10" in ran.stderr
    assert "style.yaml:1:18" in ran.stderr


def test_form_false_omits_sections_and_parts(tmp_path: Path) -> None:
    """A layout file decides what is on its blank form."""
    layout = tmp_path / "layout.yaml"
    layout.write_text(
        "name: own\nsections:\n"
        "  - title: One\n    parts: [{part: text, value: notes}]\n"
        "  - {title: Two, form: false, parts: [{part: text, value: notes}]}\n"
        "  - title: Three\n    parts:\n"
        "      - {part: text, value: notes}\n"
        "      - {part: items, form: false, value: summary.key_learnings}\n"
    )

    built = build_form(["docx"], Options(layout=str(layout)))
    options = Options(layout=str(layout))
    checked = check_incident(ROOT / "examples/minimal/incident.yaml", options).problems

    assert () == built.problems
    assert not [p for p in checked if "form" in p.message]
    assert built[".docx"][:2] == b"PK"


def test_former_keys_of_layouts_are_still_read(tmp_path: Path) -> None:
    """`in-form` is now `form`, and `form` in fields is now `show`; a note gives the line."""
    former = tmp_path / "former.yaml"
    former.write_text(
        "name: own\nsections:\n"
        "  - title: One\n    parts:\n"
        "      - {part: fields, form: list, items: [{label: Id, value: incident.id}]}\n"
        "      - part: text\n        in-form: false\n        value: notes\n"
        "  - {title: Two, in-form: false, parts: [{part: text, value: notes}]}\n"
    )
    present = tmp_path / "present.yaml"
    text = former.read_text().replace("form: list", "show: list")
    present.write_text(text.replace("in-form", "form"))

    found = check_incident(example("minimal"), Options(layout=str(former))).problems
    outputs = [build_form(["docx"], Options(layout=str(one))) for one in (former, present)]

    assert [
        (5, Level.NOTE, "sections[0].parts[0].form is now called `show`."),
        (7, Level.NOTE, "sections[0].parts[1].in-form is now called `form`."),
        (9, Level.NOTE, "sections[1].in-form is now called `form`."),
    ] == [(p.position.line, p.level, p.message) for p in found if p.id == "layout-former-key"]
    assert outputs[0] == outputs[1]

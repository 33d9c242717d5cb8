"""Blank forms: each layout printed as its template, with room to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from pmdoc.layout import layout_names
from pmdoc.model.document import Paragraph, ParagraphRole
from pmdoc.pipeline import build as pipeline
from tests.judges import ROOT, example, need_tool, run_judge, run_pmdoc, some
from tests.test_examples import ASKED

MOST_EMPTY = "cells are empty; this may not be a table"
"""What the accessibility judge says of a table that waits to be filled in; here it is one."""


@pytest.mark.parametrize("layout", some(layout_names(), 2))
def test_form_carries_all_of_its_template(layout: str, tmp_path: Path) -> None:
    """Every heading, label, column and role is there, in order, alike in both formats."""
    need_tool("pdftotext")
    outputs, problems = pipeline.form(["docx", "pdf"], pipeline.Options(layout=layout))
    word, pdf = tmp_path / "form.docx", tmp_path / "form.pdf"
    word.write_bytes(outputs[".docx"])
    pdf.write_bytes(outputs[".pdf"])

    covered = [run_judge("template_coverage.py", layout, file) for file in (word, pdf)]
    found = run_judge("pdf_check.py", pdf).stdout.splitlines()[:-1]

    assert () == problems
    assert [f"{layout}: {ASKED[layout]}/{ASKED[layout]}"] * 2 == [
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
def test_output_is_a_file_where_it_ends_like_one(
    arguments: tuple[str, ...], code: int, made: list[str], tmp_path: Path
) -> None:
    """A form goes where a report would; no folder is called like a file, or like a dash."""
    ran = run_pmdoc(*arguments, cwd=tmp_path)

    assert (code, made) == (ran.returncode, [path.name for path in tmp_path.iterdir()])


def test_full_report_has_room_for_what_the_file_lacks() -> None:
    """What is known is printed; the rest of the layout is left to be written by hand."""
    loaded = pipeline.load(example("minimal"))

    plain = pipeline.compose(loaded).document
    full = pipeline.compose(loaded, pipeline.Options(is_full=True)).document

    assert 0 == len(_lines(plain))
    assert 20 < len(_lines(full))
    assert plain.metadata.title == full.metadata.title


def _lines(value: object) -> list[Paragraph]:
    """Find the lines to write on, at any depth."""
    if isinstance(value, Paragraph):
        return [value] if value.role is ParagraphRole.BLANK else []
    if isinstance(value, tuple):
        return [line for one in value for line in _lines(one)]
    if not isinstance(value, Struct):
        return []
    return [line for name in value.__struct_fields__ for line in _lines(getattr(value, name))]


def test_form_is_printed_by_a_command_and_overwrites_nothing(tmp_path: Path) -> None:
    """`pmdoc form` names its files, and leaves alone what is there."""
    made = run_pmdoc("form", "--layout", "concise", "--format", "docx", "-o", tmp_path / "forms")
    again = run_pmdoc("form", "--layout", "concise", "--format", "docx", "-o", tmp_path / "forms")

    assert (0, str(tmp_path / "forms" / "concise-form.docx")) == (
        made.returncode,
        made.stdout.strip(),
    )
    assert again.returncode == 3
    assert "is there already" in again.stderr


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands where the folder has to be: said in words, as `build` does."""
    (tmp_path / "taken").write_text("")

    ran = run_pmdoc("form", "--layout", "concise", "-o", tmp_path / "taken" / "forms")

    assert ran.returncode == 3
    assert "can't be made" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_character_without_a_font_stops_a_form_as_it_stops_a_build(tmp_path: Path) -> None:
    """A house's title in a script of which there is no font is no box on paper."""
    house = tmp_path / "house.yaml"
    house.write_text("extends: concise\nclosing: Off we go \U0001f680\n", encoding="utf-8")

    for name in ("pdf", "docx"):
        ran = run_pmdoc("form", "--layout", house, "--format", name, "-o", tmp_path / "forms")
        assert 4 == ran.returncode, ran.stderr
        assert "No font has U+1F680 ROCKET." in ran.stderr
    assert not (tmp_path / "forms").exists()


def test_form_names_all_that_is_wrong_with_layout_and_style(tmp_path: Path) -> None:
    """In one list, as a build does."""
    (tmp_path / "house.yaml").write_text("extends: concize\n")
    (tmp_path / "style.yaml").write_text("color: {primary: blu}\n")

    ran = run_pmdoc("form", "--layout", tmp_path / "house.yaml", "--style", tmp_path / "style.yaml")

    assert 4 == ran.returncode
    assert "house.yaml:1:10" in ran.stderr
    assert "style.yaml:1:18" in ran.stderr


def test_form_of_a_house_layout(tmp_path: Path) -> None:
    """A house's own layout is a form too; what says `in-form: false` is not in it."""
    house = tmp_path / "house.yaml"
    house.write_text(
        "name: house\nsections:\n"
        "  - title: One\n    parts: [{part: text, value: notes}]\n"
        "  - {title: Two, in-form: false, parts: [{part: text, value: notes}]}\n"
        "  - title: Three\n    parts:\n"
        "      - {part: text, value: notes}\n"
        "      - {part: items, in-form: false, value: summary.key_learnings}\n"
    )

    outputs, problems = pipeline.form(["docx"], pipeline.Options(layout=str(house)))
    checked = pipeline.check(ROOT / "examples/minimal/incident.yaml", layout=str(house))

    assert () == problems
    assert not [p for p in checked if "in-form" in p.message]
    assert outputs[".docx"][:2] == b"PK"

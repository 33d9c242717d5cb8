"""The examples are valid, complete, and the same in Word and PDF."""

from __future__ import annotations

import subprocess
from itertools import product
from pathlib import Path

import pytest

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.options import Options
from pmdoc.render import DocxOptions, RenderOptions
from pmdoc.style.layers import style_names
from tests.judges import example, example_names, need_tool, run_judge, some

Built = dict[str, dict[str, Path]]
NAMES = example_names()
TEMPLATE_ITEMS = {
    "comprehensive": 138,
    "concise": 50,
    "operations": 128,
    "governance": 121,
    "formal": 55,
}
"""The number of items that each of the five templates requires."""
WRITTEN_FOR = {
    "comprehensive": "cloudflare-2019",
    "concise": "text-messages-2026",
    "operations": "payments-outage",
    "governance": "aws-s3-2017",
    "formal": "personal-data-2026",
}
"""The example that was written for each layout."""


@pytest.mark.parametrize("name", NAMES)
def test_example_has_no_problem(name: str) -> None:
    """Every example passes all checks without even a note, as false alarms make rules useless."""
    assert check_incident(example(name)).problems == ()


@pytest.mark.parametrize("layout", some(TEMPLATE_ITEMS, 2))
def test_full_example_covers_each_template(layout: str, tmp_path: Path) -> None:
    """The full example shows every item of a template, and the same in both formats."""
    need_tool("pdftotext")
    options = Options(layout=layout)
    outputs = build_reports(example("payments-outage"), ["docx", "pdf"], options)
    files = {}
    for suffix, data in outputs.items():
        files[suffix] = tmp_path / f"report{suffix}"
        files[suffix].write_bytes(data)

    for file in files.values():
        judged = run_judge("template_coverage.py", layout, file)
        expected = f"{layout}: {TEMPLATE_ITEMS[layout]}/{TEMPLATE_ITEMS[layout]}"
        assert judged.stdout.splitlines()[-1] == expected, judged.stdout
    for judged in (
        run_judge("parity.py", files[".docx"], files[".pdf"]),
        run_judge("docx_check.py", files[".docx"]),
        run_judge("pdf_check.py", files[".pdf"]),
    ):
        assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize(("layout", "name"), some(WRITTEN_FOR.items(), 2))
def test_example_of_a_layout_covers_its_template(layout: str, name: str, tmp_path: Path) -> None:
    """With --form, the example written for a layout shows every item of its template, in order."""
    need_tool("pdftotext")
    options = Options(layout=layout, is_form=True)
    outputs = build_reports(example(name), ["docx", "pdf"], options)

    for suffix, data in outputs.items():
        file = tmp_path / f"report{suffix}"
        file.write_bytes(data)
        judged = run_judge("template_coverage.py", layout, file)
        expected = f"{layout}: {TEMPLATE_ITEMS[layout]}/{TEMPLATE_ITEMS[layout]}"
        assert judged.stdout.splitlines()[-1] == expected, judged.stdout


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_word_file_is_valid(name: str, built: Built) -> None:
    """Word opens the file without repairing it."""
    judged = run_judge("docx_check.py", built[name][".docx"])

    assert judged.returncode == 0, judged.stdout


def test_word_file_is_valid_in_every_variant(tmp_path: Path) -> None:
    """Variants are all layouts of all examples, all styles, fillable files and review copies."""
    files: list[Path] = []

    def build(name: str, options: Options) -> None:
        files.append(tmp_path / f"{len(files)}-{name}.docx")
        files[-1].write_bytes(build_reports(example(name), ["docx"], options)[".docx"])

    for name, layout in some(product(NAMES, TEMPLATE_ITEMS), 3):
        build(name, Options(layout=layout))
    for style in some(style_names(), 1):
        build("payments-outage", Options(style=style))
    for render in (
        RenderOptions(is_fillable=True),
        RenderOptions(docx=DocxOptions(is_review=True, has_line_numbers=True)),
    ):
        build("gitlab-2017", Options(render=render))

    judged = run_judge("docx_check.py", *files)

    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_pdf_is_valid(name: str, built: Built) -> None:
    """The file structure has no error."""
    command = [need_tool("qpdf"), "--check", str(built[name][".pdf"])]

    judged = subprocess.run(command, capture_output=True, text=True, check=False)

    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_pdf_passes_the_filing_checks(name: str, built: Built) -> None:
    """Fonts, tags, links, metadata and page bounds satisfy an independent checker."""
    need_tool("qpdf")
    need_tool("pdftotext")

    judged = run_judge("pdf_check.py", built[name][".pdf"])

    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("name", some(NAMES, 3))
def test_word_and_pdf_have_the_same_text(name: str, built: Built) -> None:
    """No word is missing from either."""
    need_tool("pdftotext")

    judged = run_judge("parity.py", built[name][".docx"], built[name][".pdf"])

    assert judged.returncode == 0, judged.stdout

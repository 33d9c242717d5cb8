"""Reports in every script are valid, the same in Word and PDF, and stored in reading order."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from pmdoc.diagnostics.problem import Level
from pmdoc.lang import language_codes, load_language
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from tests.judges import ROOT, example, need_font, need_tool, run_judge, run_pmdoc, some

FOLDER = ROOT / "examples" / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NEEDS_FONTS = {"ja", "zh"}
LATIN_ONLY = "FIG-012"
"""A rule of thumb for English text, which the labels of charts in other scripts don't fit."""


def build(code: str, folder: Path) -> dict[str, Path]:
    """Build an example in its own language."""
    if code in NEEDS_FONTS:
        need_font(code)
    built = build_reports(FOLDER / f"{code}.yaml", ["docx", "pdf"], Options())
    assert [p for p in built.problems if p.level is not Level.NOTE] == []
    files = {suffix: folder / f"{code}{suffix}" for suffix in built}
    for suffix, data in built.items():
        files[suffix].write_bytes(data)
    return files


@pytest.mark.parametrize("code", some(CODES, 3))
def test_example_is_valid_and_the_same_in_both_formats(code: str, tmp_path: Path) -> None:
    """The checkers of PDF and Word files and the comparison of their text find nothing."""
    need_tool("pdftotext")
    files = build(code, tmp_path)

    word = run_judge("docx_check.py", files[".docx"])
    both = run_judge("parity.py", files[".docx"], files[".pdf"])
    pdf = run_judge("pdf_check.py", files[".pdf"])

    assert word.returncode == 0, word.stdout
    assert both.returncode == 0, both.stdout
    *found, _ = pdf.stdout.splitlines()
    assert [] == [line for line in found if LATIN_ONLY not in line]


@pytest.mark.parametrize("code", some(CODES, 3))
def test_text_is_stored_in_reading_order(code: str, tmp_path: Path) -> None:
    """A sentence of the author is unbroken in Word's text and in the PDF's structure."""
    files = build(code, tmp_path)
    text = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    sentence = re.search(r"root_cause: (.+)", text) or re.search(r"overview: (.+)", text)
    assert sentence is not None
    expected = sentence[1].replace("`", "").rstrip(".。")

    xml = zipfile.ZipFile(files[".docx"]).read("word/document.xml").decode()
    command = [need_tool("pdfinfo"), "-struct-text", str(files[".pdf"])]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spoken = "".join(line.strip().strip('"') for line in out.splitlines() if '"' in line)

    assert _bare(expected) in _bare(re.sub(r"<[^>]+>", "", xml))
    assert _bare(expected) in _bare(spoken)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("code", some(sorted(set(language_codes()) - NEEDS_FONTS), 3))
def test_every_language_has_the_same_text_in_both_formats(code: str, tmp_path: Path) -> None:
    """The full example is built with the labels of each language."""
    need_tool("pdftotext")
    options = Options(language=code)
    outputs = build_reports(example("payments-outage"), ["docx", "pdf"], options)
    files = []
    for suffix, data in outputs.items():
        files.append(tmp_path / f"report{suffix}")
        files[-1].write_bytes(data)

    judged = run_judge("parity.py", *files)

    assert judged.returncode == 0, judged.stdout


def test_right_to_left_pages_are_aligned_right(tmp_path: Path) -> None:
    """The first heading of an Arabic report ends at the right margin."""
    files = build("ar", tmp_path)
    command = [need_tool("pdftotext"), "-bbox", "-l", "1", str(files[".pdf"]), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    places = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.*?)</word>', out)
    body = [float(right) for _, top, right, _ in places if 90 < float(top) < 200]
    label = [float(start) for start, _, _, word in places if word == "TLP:AMBER"]

    assert 500 < max(body) < 530
    assert min(label) > 400  # the TLP label is always at the right


def test_character_without_a_font_stops_the_build(tmp_path: Path) -> None:
    """The message has its code point, line and column, and nothing is written."""
    source = tmp_path / "incident.yaml"
    source.write_text(
        "pmdoc: 1\nincident:\n  id: I\n  title: Launch\nsummary:\n  one_line: Off it went 🚀\n",
        encoding="utf-8",
    )

    for name in ("pdf", "docx"):
        done = run_pmdoc("build", source, "--format", name, "-o", tmp_path / name)
        assert 4 == done.returncode, done.stderr
        assert "incident.yaml:6:13 summary.one_line No font has U+1F680 ROCKET." in done.stderr
        assert not list((tmp_path / name).glob("*")) if (tmp_path / name).exists() else True


def test_one_file_adds_a_language(tmp_path: Path) -> None:
    """A file beside the incident is enough for words and labels."""
    path = tmp_path / "eo.yaml"
    path.write_text(
        "code: eo\nname: Esperanto\nextends: en\nwords: {contents: Enhavo}\n"
        "labels: {Timeline: Tempolinio}\n",
        encoding="utf-8",
    )
    options = Options(language=str(path))

    composed = compose_incident(load_incident(example("payments-outage")), options)

    assert ("eo", "Enhavo") == (
        composed.document.metadata.language,
        load_language(str(path)).word("contents"),
    )
    titles = [b for b in composed.document.blocks if "Tempolinio" in str(b)]
    assert len(titles) >= 2

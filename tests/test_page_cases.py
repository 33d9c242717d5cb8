"""The page shows texts of other scripts, hyphens, tabs, lists and commands as their authors mean.

In → Out: the files of tests/cases/text built in both formats, and read back.
Must not: read anything but the files that a reader gets.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc import build
from pmdoc.model.document import Block, Heading, LineBreak, Text
from pmdoc.render.docx import RENDERER as DOCX
from pmdoc.style import resolve_style
from tests.documents import minimal_document, paragraph
from tests.judges import need_tool
from tests.list_marks import pdf_marks, word_marks

CASES = Path(__file__).parent / "cases" / "text"
Build = Callable[..., Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that writes a case in a format, once, and returns the file's path."""
    folder = tmp_path_factory.mktemp("pages")

    def of(name: str, suffix: str, language: str = "") -> Path:
        path = folder / f"{name}{language}{suffix}"
        if not path.exists():
            result = build(CASES / f"{name}.yaml", [suffix[1:]], language=language)
            path.write_bytes(result.files[suffix])
        return path

    return of


def pdf_text(path: Path, *options: str) -> str:
    """Return the text as a reader copies it."""
    command = [need_tool("pdftotext"), *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_aloud(path: Path) -> str:
    """Return the text of the structure tree."""
    command = [need_tool("pdfinfo"), "-struct-text", str(path)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "\n".join(re.findall(r'^ *"(.*)"$', out, re.MULTILINE))


def body(path: Path) -> str:
    """Return the XML of a Word file's text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def glyph_boxes(path: Path) -> list[tuple[str, float, float]]:
    """Return each word of a PDF with its left and right edge, in points."""
    found = re.finditer(
        r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>',
        pdf_text(path, "-bbox"),
    )
    return [(m[3], float(m[1]), float(m[2])) for m in found]


def test_accents_stand_on_their_letters(built: Build) -> None:
    """Decomposed words are as wide as composed ones, and are copied as they were typed."""
    path = built("decomposed-accents", ".pdf")
    boxes = glyph_boxes(path)
    width = {word: right - left for word, left, right in boxes}

    assert width["Köln,"] == pytest.approx(width["Ko\u0308ln,"], abs=0.01)
    assert "Nguye\u0302\u0303n (decomposed)" in pdf_text(path, "-raw")
    assert "cafe\u0301, man\u0303ana" in read_aloud(path)


def test_soft_hyphens_show_where_a_line_ends(built: Build) -> None:
    """Search and screen readers get whole words; Word gets its own soft hyphens."""
    path = built("soft-hyphens", ".pdf")
    compound = "Konfigurationsdateiverwaltungsprogrammteillisteverzeichnis"
    shown = pdf_text(path, "-raw")

    assert ["programmteil\u00ad"] == re.findall(r"programmteil\u00ad(?=\n)", shown)
    assert 1 == shown.count("\u00ad")
    assert compound in read_aloud(path)
    xml = body(built("soft-hyphens", ".docx"))
    assert "\u00ad" not in xml
    assert "<w:t>Ver</w:t><w:softHyphen/><w:t>bin</w:t>" in xml


def test_tabs_in_code_reach_every_eighth_column(built: Build) -> None:
    """Columns stand below each other in both formats."""
    rows = [
        "ID      WEIGHT  NAME    STATE",
        "-5      10.8    host storage-a  up",
        "104     0.9     osd.104 up",
        "1       109.25  osd.1   down",
    ]
    assert " ".join(rows) in read_aloud(built("tabs-in-code", ".pdf"))
    assert "<w:br/>".join(f"<w:t>{row}</w:t>" for row in rows) in body(
        built("tabs-in-code", ".docx")
    )


def test_lists_have_the_same_marks_in_both_formats(built: Build) -> None:
    """Numbers are those that the author typed, each list from its own start."""
    name = "nested-list-markers-differ"
    marks = pdf_marks(built(name, ".pdf"))

    assert "1. 1. 2. 2. – 1. – 3. 1. 2. 1. 2. 7. 8." == " ".join(marks)
    assert marks == word_marks(built(name, ".docx"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_marks_agree_in_quotations_cells_and_deep_levels(built: Build, language: str) -> None:
    """So they do for lists from 0 or 40000, of more than 26 items, and on more than nine levels."""
    name = "lists-everywhere"
    marks = pdf_marks(built(name, ".pdf", language))

    assert {"0.", "40001.", "27.", "☐", "☑", "–", "◦"} <= set(marks)
    assert marks == word_marks(built(name, ".docx", language))


def test_long_command_breaks_at_a_blank_and_goes_on_indented(built: Build) -> None:
    """A command is copied without a sign; Word, which breaks it itself, has it in one piece."""
    shown = pdf_text(built("long-command", ".pdf"), "-layout")
    start = "curl -sS -X POST https://api.example.org/v1/items --header 'Content-Type:"
    first, second = shown[shown.index("curl") :].split("\n")[:2]

    assert start == first.strip()
    assert "application/json' --data '{\"a\": 1}' --retry 5" == second.strip()
    assert f"{start} {second.strip()}" in read_aloud(built("long-command", ".pdf"))
    xml = body(built("long-command", ".docx"))
    (paragraph,) = re.findall(r"<w:p>(?:(?!<w:p>).)*curl.*?</w:p>", xml)
    assert 'w:val="CodeBlockHanging' in paragraph
    assert f"<w:t>{start} {second.strip()}</w:t>" in paragraph


def test_line_ends_in_japanese_are_no_blanks(built: Build) -> None:
    text = "待ち行列の処理が九十分間遅れました。担当者は翌日に原因を確認しました。"

    assert text in read_aloud(built("japanese-line-breaks", ".pdf"))
    assert text in body(built("japanese-line-breaks", ".docx"))


@pytest.fixture(scope="module")
def lines_of_pages(
    built: Build, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[list[str]]]:
    """Lay out reports with LibreOffice, and return the lines of text on each page by file.

    In the others the 25th paragraph is a heading, at different heights at the foot of a page.
    """
    soffice, folder = need_tool("soffice"), tmp_path_factory.mktemp("office")
    files = [built("heading-alone-at-foot", ".docx")]
    for height in range(2, 20):
        document = replace(minimal_document(), blocks=tuple(_headings_below(height)))
        files.append(folder / f"below-{height}.docx")
        files[-1].write_bytes(DOCX.render(document, resolve_style()).data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=600)
    pages = {}
    for file in files:
        text = pdf_text(folder / f"{file.stem}.pdf", "-layout")
        pages[file.stem] = [
            [line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")
        ]
    return pages


def _headings_below(height: int) -> Iterator[Block]:
    """Yield a paragraph of some lines, others of one line, and headings above lines of text."""
    yield paragraph(*["First", LineBreak()] * height, "last.")
    yield from (paragraph(f"Filler {number}.") for number in range(20))
    for part in ("first", "second"):
        yield Heading(level=1, children=(Text("Chapter"),), anchor=f"{part}-chapter")
        yield Heading(level=2, children=(Text("Section"),), anchor=f"{part}-section")
        yield paragraph("Words.")


def test_headings_go_over_with_their_text_in_libreoffice(
    lines_of_pages: dict[str, list[list[str]]],
) -> None:
    """Word keeps them together by itself."""
    headings = {"Chapter", "Section", "Executive Summary", "One-Line Summary", "Timeline"}
    alone = [
        (name, number, lines[-1])
        for name, pages in lines_of_pages.items()
        for number, lines in enumerate(_without_footers(pages), 1)
        if lines and lines[-1] in headings
    ]

    assert [] == alone


def _without_footers(pages: list[list[str]]) -> list[list[str]]:
    """Return the lines of pages above the one with the page number."""
    return [
        lines[: next((at for at, line in enumerate(lines) if "Page " in line), len(lines))]
        for lines in pages
    ]

"""LibreOffice lays out the examples' Word files completely and with the page numbers we print."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from lxml import etree

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.judges import IN_CI, example, example_names, need_tool, some

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LAYOUTS = some(("", "comprehensive", "formal"), 1)
"""The default layout, the one with most sections, and the one with numbered headings."""
_EXPORT = json.dumps(
    {key: {"type": "boolean", "value": "true"} for key in ("ExportBookmarks", "UseTaggedPDF")}
)

_BETWEEN = ("-x", "0", "-y", "85", "-W", "842", "-H", "680")
"""The part of a portrait page between header and footer. Units: points, from the top left."""


@dataclass(frozen=True)
class LaidOut:
    """A Word file, and what LibreOffice made of it."""

    name: str
    word: etree._Element
    pdf: Path

    def heading_pages(self) -> dict[str, int]:
        """Map each heading's bookmark to its page."""
        reader = pypdf.PdfReader(self.pdf)
        pages = [reader.get_destination_page_number(one) or 0 for one in _flat(reader.outline)]
        names = [_bookmark(one) for one in self.headings()]
        return {name: page + 1 for name, page in zip(names, pages, strict=True)}

    def headings(self) -> list[etree._Element]:
        """List the paragraphs that are headings."""
        styles = ((p, p.find(f"{W}pPr/{W}pStyle")) for p in self.word.iter(f"{W}p"))
        return [
            p for p, style in styles if style is not None and "Heading" in style.get(f"{W}val")[:7]
        ]

    def lines(self) -> Iterator[str]:
        """Yield the text of each paragraph without spaces; text boxes are separate paragraphs."""
        for paragraph in self.word.iter(f"{W}p"):
            runs = (run for run in paragraph.iter(f"{W}r") if _paragraph(run) is paragraph)
            texts = (text.text or "" for run in runs for text in run.iterchildren(f"{W}t"))
            yield _squeezed("".join(texts))

    def printed(self) -> str:
        """Return LibreOffice's text between header and footer, without spaces and dot leaders."""
        command = [need_tool("pdftotext"), "-raw", *_BETWEEN, str(self.pdf), "-"]
        pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return _squeezed(re.sub(r"\.{4,}", "", pages))

    def promised_pages(self) -> dict[str, int]:
        """Map each bookmark in the contents list to its page number there."""
        found = {}
        for link in self.word.iter(f"{W}hyperlink"):
            instruction = "".join(str(one.text) for one in link.iter(f"{W}instrText"))
            if match := re.search(r"PAGEREF (\w+)", instruction):
                found[match[1]] = int([str(one.text) for one in link.iter(f"{W}t")][-1])
        return found

    def elements(self) -> Counter[str]:
        """Count the structure elements of the PDF by their type."""
        with pikepdf.open(self.pdf) as pdf:
            return Counter(_types(pdf.Root.StructTreeRoot))


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _paragraph(run: etree._Element) -> etree._Element:
    return next(run.iterancestors(f"{W}p"))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\xad\u200b]+", "", text)


def _bookmark(paragraph: etree._Element) -> str:
    return str(next(paragraph.iter(f"{W}bookmarkStart")).get(f"{W}name"))


def _types(node: Any) -> Iterator[str]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield str(one.S)
            if "/K" in one:
                waiting.append(one.K)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> list[LaidOut]:
    """Build every example in the layouts, and convert all of them in one run of LibreOffice."""
    soffice = need_tool("soffice")
    folder = tmp_path_factory.mktemp("word")
    files = []
    for name in example_names():
        for layout in LAYOUTS:
            options = Options(layout=layout)
            outputs = build_reports(example(name), ["docx"], options)
            files.append(folder / f"{name}-{layout or 'default'}.docx")
            files[-1].write_bytes(outputs[".docx"])
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{_EXPORT}"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return [
        LaidOut(
            file.stem,
            etree.fromstring(zipfile.ZipFile(file).read("word/document.xml")),
            file.with_suffix(".pdf"),
        )
        for file in files
    ]


def test_libreoffice_shows_every_line(laid_out: list[LaidOut]) -> None:
    """This includes references and captions, which LibreOffice computes itself."""
    missing = []
    for one in laid_out:
        printed = one.printed()
        missing += [(one.name, line[:80]) for line in one.lines() if line not in printed]

    assert [] == missing


def test_contents_lists_have_the_right_page_numbers(laid_out: list[LaidOut]) -> None:
    """At least 97 % of all entries are exact, and the others are off by one page."""
    exact = wrong = 0
    for one in laid_out:
        real = one.heading_pages()
        for anchor, page in one.promised_pages().items():
            if anchor not in real:
                continue
            exact += real[anchor] == page
            wrong += real[anchor] != page
            assert abs(real[anchor] - page) <= 1, (one.name, anchor, page, real[anchor])

    assert exact + wrong > (200 if IN_CI else 50)
    assert exact / (exact + wrong) >= 0.97, f"{exact} of {exact + wrong}"


def test_libreoffice_finds_all_headings_and_tables(laid_out: list[LaidOut]) -> None:
    """It finds every heading at its level, and every table and row."""
    for one in laid_out:
        found = one.elements()
        levels = Counter(int(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")[7]) for p in one.headings())
        assert levels == {n: found[f"/H{n}"] for n in levels}, one.name
        tables, rows = (len(list(one.word.iter(f"{W}{tag}"))) for tag in ("tbl", "tr"))
        assert (tables, rows) == (found["/Table"], found["/TR"]), one.name


def test_word_and_pdf_have_a_similar_length(laid_out: list[LaidOut], built: Any) -> None:
    """Their page counts differ by at most a quarter."""
    for one in laid_out:
        name, _, layout = one.name.rpartition("-")
        if layout != "default":
            continue
        theirs, ours = (len(pypdf.PdfReader(path).pages) for path in (one.pdf, built[name][".pdf"]))
        assert abs(theirs - ours) <= max(1, round(ours * 0.25)), (one.name, theirs, ours)

"""Fixtures for tests of the Word renderer, and a rendered file to read back.

In → Out: fixtures.
Must not: look into the renderer; what it wrote is what counts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import Block, Document
from pmdoc.render.docx import RENDERER
from pmdoc.render.renderer_protocol import AS_USUAL, RenderOptions
from pmdoc.style import resolve_style
from pmdoc.style.style import Style
from tests.documents import full_document, minimal_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Output:
    """A rendered file."""

    data: bytes
    folder: Path

    @property
    def path(self) -> Path:
        """Return the path of the file on disk."""
        path = self.folder / "report.docx"
        path.write_bytes(self.data)
        return path

    @property
    def archive(self) -> zipfile.ZipFile:
        """Return the package."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    def part(self, name: str = "word/document.xml") -> etree._Element:
        """Return a part as a tree."""
        return etree.fromstring(self.archive.read(name))

    def text(self, name: str = "word/document.xml") -> str:
        """Return the text of a part, one line for each paragraph."""
        return "\n".join(paragraph_text(p) for p in self.part(name).iter(f"{W}p"))

    def styles(self) -> list[str]:
        """Return the styles of the body's paragraphs in order."""
        found = self.part().iterfind(f".//{W}p/{W}pPr/{W}pStyle")
        return [str(one.get(f"{W}val")) for one in found]


def paragraph_text(paragraph: etree._Element) -> str:
    """Return a paragraph's characters; tabs and breaks are white space."""
    words = ""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if element.tag == f"{W}t":
            words += element.text or ""
        elif element.getparent().tag == f"{W}r":
            words += "\t" if element.tag == f"{W}tab" else "\n"
    return words


def words(text: str) -> list[str]:
    """Split at white space of any kind."""
    return re.sub(r"\s+", " ", text).split()


@pytest.fixture(scope="session")
def style() -> Style:
    """Return the default style."""
    return resolve_style()


@pytest.fixture
def render(style: Style, tmp_path: Path) -> Callable[..., Output]:
    """Render a document."""

    def make(document: Document, look: Style = style, options: RenderOptions = AS_USUAL) -> Output:
        return Output(RENDERER.render(document, look, options).data, tmp_path)

    return make


@pytest.fixture
def make(render: Callable[..., Output]) -> Callable[..., Output]:
    """Render blocks with a header, a footer and a banner."""

    def of(*blocks: Block, watermark: str = "") -> Output:
        return render(replace(full_document(), blocks=blocks, watermark=watermark))

    return of


@pytest.fixture
def full(render: Callable[..., Output]) -> Output:
    """Render the document with all kinds of content."""
    return render(full_document())


@pytest.fixture
def minimal(render: Callable[..., Output]) -> Output:
    """Render the smallest document."""
    return render(minimal_document())

"""Fixtures for tests of the PDF renderer, and a rendered file to read back.

In → Out: fixtures.
Must not: look into the renderer; what it wrote is what counts.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Block, Document
from pmdoc.render.pdf import RENDERER
from pmdoc.style import resolve_style
from pmdoc.style.style import Style
from tests.documents import full_document, metadata
from tests.judges import need_tool


@dataclass(frozen=True)
class Output:
    """A rendered file with its problems."""

    data: bytes
    problems: tuple[Problem, ...]
    folder: Path

    @property
    def path(self) -> Path:
        """Return the path of the file on disk."""
        path = self.folder / "report.pdf"
        path.write_bytes(self.data)
        return path

    def open(self) -> pikepdf.Pdf:
        """Read the file back."""
        return pikepdf.open(io.BytesIO(self.data))

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.open().pages)

    def text(self, *options: str) -> str:
        """Return the text as a reader copies it."""
        command = [need_tool("pdftotext"), *options, str(self.path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def words(self) -> list[tuple[str, tuple[float, ...]]]:
        """Return every word and its box: left, top, right, bottom in points."""
        found = re.finditer(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>',
            self.text("-bbox"),
        )
        return [(m[5], tuple(float(edge) for edge in m.groups()[:4])) for m in found]

    def elements(self) -> list[tuple[int, str, pikepdf.Dictionary]]:
        """Return the structure tree in reading order: depth, type, element."""
        return list(_walk(self.kept.Root.StructTreeRoot.K, 0))

    @cached_property
    def kept(self) -> pikepdf.Pdf:
        """Return the file, kept open because its objects depend on it."""
        return self.open()


def _walk(node: pikepdf.Object, depth: int) -> Iterator[tuple[int, str, pikepdf.Dictionary]]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _walk(kid, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield depth, str(node.S)[1:], node
        if "/K" in node:
            yield from _walk(node.K, depth + 1)


@pytest.fixture(scope="session")
def style() -> Style:
    """Return the default style."""
    return resolve_style()


@pytest.fixture
def make(style: Style, tmp_path: Path) -> Callable[..., Output]:
    """Render blocks with a header, a footer and a banner."""
    frame = full_document()

    def render(*blocks: Block, watermark: str = "", **about: Any) -> Output:
        document = Document(
            metadata=replace(metadata(), **about),
            blocks=blocks,
            banner=frame.banner,
            header=frame.header,
            footer=frame.footer,
            watermark=watermark,
        )
        done = RENDERER.render(document, style)
        return Output(done.data, done.problems, tmp_path)

    return render


@pytest.fixture
def full(style: Style, tmp_path: Path) -> Output:
    """Render the document with all kinds of content."""
    done = RENDERER.render(full_document(), style)
    return Output(done.data, done.problems, tmp_path)

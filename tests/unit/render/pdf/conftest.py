"""What tests of the PDF renderer share: a style, and a file read back.

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

from pmdoc.compose.keeps import mark_keeps
from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Block, Document
from pmdoc.render.pdf import RENDERER
from pmdoc.style import resolve_style
from pmdoc.style.style import Style
from tests.documents import full_document, metadata
from tests.judges import need_tool


@dataclass(frozen=True)
class Made:
    """A rendered file and what was said about it."""

    data: bytes
    problems: tuple[Problem, ...]
    folder: Path

    @property
    def path(self) -> Path:
        """The file on disk."""
        path = self.folder / "report.pdf"
        path.write_bytes(self.data)
        return path

    def open(self) -> pikepdf.Pdf:
        """Read the file back."""
        return pikepdf.open(io.BytesIO(self.data))

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.open().pages)

    def text(self, *options: str) -> str:
        """What a reader copies out of it."""
        command = [need_tool("pdftotext"), *options, str(self.path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def words(self) -> list[tuple[str, tuple[float, ...]]]:
        """Every word and its box: left, top, right, bottom in points."""
        found = re.finditer(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>',
            self.text("-bbox"),
        )
        return [(m[5], tuple(float(edge) for edge in m.groups()[:4])) for m in found]

    def elements(self) -> list[tuple[int, str, pikepdf.Dictionary]]:
        """The structure tree in reading order: depth, type, element."""
        return list(_walk(self.kept.Root.StructTreeRoot.K, 0))

    @cached_property
    def kept(self) -> pikepdf.Pdf:
        """The file, kept open: its objects live no longer than it does."""
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
def make(style: Style, tmp_path: Path) -> Callable[..., Made]:
    """Render blocks with all furniture around them."""
    frame = full_document()

    def render(*blocks: Block, watermark: str = "", **about: Any) -> Made:
        document = Document(
            metadata=replace(metadata(), **about),
            blocks=mark_keeps(blocks),
            banner=frame.banner,
            header=frame.header,
            footer=frame.footer,
            watermark=watermark,
        )
        done = RENDERER.render(document, style)
        return Made(done.data, done.problems, tmp_path)

    return render


@pytest.fixture
def full(style: Style, tmp_path: Path) -> Made:
    """Render the document that has everything."""
    done = RENDERER.render(full_document(), style)
    return Made(done.data, done.problems, tmp_path)

"""The parts of a small Word file are compared with golden files that a person has read."""

from __future__ import annotations

import zipfile
from itertools import zip_longest
from pathlib import Path

import pytest
from lxml import etree

from tests.judges import ROOT

GOLDEN = ROOT / "tests" / "golden" / "docx"
NAMES = ("minimal",)


def canonical(data: bytes) -> str:
    """Write a part with one element per line and sorted attributes, for readable differences."""
    root = etree.fromstring(data)
    etree.indent(root, space=" ")
    return etree.tostring(root, method="c14n2").decode() + "\n"


def parts(file: Path) -> dict[str, str]:
    """Read the parts of a Word file; fonts and pictures are represented by their size."""
    with zipfile.ZipFile(file) as archive:
        return {
            name.replace("/", "__"): canonical(archive.read(name))
            if name.endswith((".xml", ".rels"))
            else f"{len(archive.read(name))} bytes\n"
            for name in sorted(archive.namelist())
        }


@pytest.mark.parametrize("name", NAMES)
def test_parts_match_the_golden_files(
    name: str, built: dict[str, dict[str, Path]], request: pytest.FixtureRequest
) -> None:
    """Every part matches its file in tests/golden/docx; --update-golden writes them."""
    now, folder = parts(built[name][".docx"]), GOLDEN / name
    if request.config.getoption("--update-golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for part, text in now.items():
            (folder / part).write_text(text, encoding="utf-8")

    assert sorted(path.name for path in folder.iterdir()) == sorted(now)
    for part, text in now.items():
        was = (folder / part).read_text(encoding="utf-8").splitlines()
        for line, (old, new) in enumerate(zip_longest(was, text.splitlines()), 1):
            assert old == new, f"{part}:{line}; if the change is right: pytest --update-golden"

"""Layouts, styles and languages extend each other by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import LayoutError, PmdocError, StyleError
from pmdoc.layout import load_layout
from pmdoc.style import resolve_style

KINDS: list[tuple[Callable[[Path], object], type[PmdocError], str]] = [
    (load_layout, LayoutError, "extends: {}\n"),
    (resolve_style, StyleError, "defaults: {{pmdoc: {{extends: {}}}}}\n"),
]
by_kind = pytest.mark.parametrize(("load", "error", "text"), KINDS, ids=["layout", "style"])


def write_chain(folder: Path, text: str, *names: str) -> Path:
    """Write files that each extend the next name; return the first."""
    for name, parent in pairwise(names):
        (folder / name).write_text(text.format(parent), encoding="utf-8")
    return folder / names[0]


@by_kind
def test_circular_extends_is_reported_where_it_closes(load, error, text, tmp_path):
    """The first file need not be part of the circle."""
    first = write_chain(tmp_path, text, "a.yaml", "b.yaml", "c.yaml", "b.yaml")

    with pytest.raises(error, match=r"c\.yaml:1:\d+ .*extends leads back to this file\. Remove"):
        load(first)


@by_kind
def test_parent_path_is_relative_to_the_extending_file(load, error, text, tmp_path):
    (tmp_path / "team").mkdir()
    write_chain(
        tmp_path / "team", text, "b.yaml", "c.yaml", "modern" if "pmdoc" in text else "concise"
    )
    first = write_chain(tmp_path, text, "a.yaml", "team/b.yaml")

    assert load(first)


@by_kind
def test_all_problems_of_a_file_are_reported_at_once(load, error, text, tmp_path):
    """A missing parent does not hide an unknown key."""
    first = write_chain(tmp_path, f"colour: x\n{text}", "a.yaml", "nowhere")

    with pytest.raises(error) as caught:
        load(first)

    assert [1, 2] == [problem.position.line for problem in caught.value.problems]

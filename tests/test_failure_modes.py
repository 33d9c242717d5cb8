"""Every known way in which report generators fail has a test."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.failure_modes import ROWS
from tests.judges import ROOT, need_shared

SECTIONS = ("1", "2", "3", "6", "8")


@cache
def names_in(file: str) -> set[str]:
    """List the test functions of a file."""
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_known_failure_has_a_row() -> None:
    """A row that is added to the list fails here until tests are named for it."""
    text = need_shared("failure-modes.md").read_text("utf-8")
    parts = re.split(r"^## (\d+)\.", text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    known = [
        row for s in SECTIONS for row in re.findall(r"^\| ([A-Z]\d+) \|", sections[s], re.MULTILINE)
    ]

    assert len(known) == 51
    assert [] == [row for row in known if row not in ROWS]


@pytest.mark.parametrize("row", ROWS)
def test_tests_of_a_row_exist(row: str) -> None:
    """Renaming or removing a test requires updating its row."""
    tests = [test.split("::") for test in ROWS[row].tests]

    assert tests
    assert [] == [name for file, name in tests if name not in names_in(file)]

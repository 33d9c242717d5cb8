"""What counts as a YAML file is known in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdoc.read.yaml_names import is_yaml_name
from tests.judges import ROOT


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML", "b.c/my file.Yml"])
def test_ends_of_yaml_files_are_known_in_any_case(name: str) -> None:
    """Whatever the system makes of capitals."""
    assert is_yaml_name(name)
    assert is_yaml_name(Path(name))


@pytest.mark.parametrize(
    "name", ["", "yaml", ".yaml", "a.yaml.txt", "a.yamls", "concise", "a.json"]
)
def test_other_names_are_none(name: str) -> None:
    """Names of layouts and styles among them."""
    assert not is_yaml_name(name)


def test_no_other_module_knows_the_ends() -> None:
    """A suffix as a text of its own stands here, and where media types are listed."""
    named = re.compile(r"""["']\.ya?ml["']""")
    found = {
        path.name
        for path in (ROOT / "pmdoc").rglob("*.py")
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert {"yaml_names.py", "sources.py"} == found

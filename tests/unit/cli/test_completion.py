"""Shells complete commands, options, names and files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges import ROOT, need_tool, run_pmdoc


def completions(line: str, folder: Path) -> list[str]:
    """Return the completions of a line's last word, as a shell gets them."""
    environment = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_PMDOC_COMPLETE": "bash_complete",
    }
    ran = run_pmdoc(cwd=folder, env=environment)
    return [
        row.removeprefix("plain,") for row in ran.stdout.splitlines() if row.startswith("plain,")
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of all kinds."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("incident.yaml", "acme.yml", "notes.txt", "incidents/one.yaml", ".x.yaml"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("pmdoc ch", ["check"]),
        ("pmdoc check ", ["acme.yml", "incident.yaml", "incidents/"]),
        ("pmdoc check incidents/", ["incidents/one.yaml"]),
        ("pmdoc check nowhere/", []),
        ("pmdoc check --for", ["--format"]),
        ("pmdoc check --format s", ["sarif"]),
        ("pmdoc build --layout op", ["operations"]),
        ("pmdoc build --layout acm", ["acme.yml"]),
        ("pmdoc build --style m", ["modern"]),
        ("pmdoc build --lang en-U", ["en-US"]),
        ("pmdoc build --format docx,p", ["docx,pdf"]),
        ("pmdoc new --layout conc", ["concise"]),
        ("pmdoc list ru", ["rules"]),
    ],
)
def test_completion_offers_exactly_what_fits(line: str, expected: list[str], folder: Path) -> None:
    assert expected == completions(line, folder)


def test_typed_formats_are_not_offered_again(folder: Path) -> None:
    found = completions("pmdoc build --format docx,", folder)

    assert "docx,pdf" in found
    assert "docx,docx" not in found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_printed(shell: str) -> None:
    ran = run_pmdoc("completion", shell)

    assert 0 == ran.returncode
    assert "_PMDOC_COMPLETE" in ran.stdout


def in_shell(shell: str, script: str, folder: Path) -> str:
    """Run a script in a shell with pmdoc in its PATH; skip if the shell is missing."""
    programs = folder / "bin"
    programs.mkdir()
    start = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m pmdoc "$@"\n'
    (programs / "pmdoc").write_text(start, encoding="utf-8")
    (programs / "pmdoc").chmod(0o755)
    ran = subprocess.run(
        [need_tool(shell), "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder)},
    )
    assert "" == ran.stderr
    return ran.stdout


def test_bash_completes_with_the_script(folder: Path) -> None:
    script = """
        eval "$(pmdoc completion bash)"
        complete -p pmdoc
        compopt() { echo compopt "$@"; }
        COMP_WORDS=(pmdoc build --layout gov); COMP_CWORD=3; _pmdoc_completion pmdoc
        echo "${COMPREPLY[@]}"
        COMP_WORDS=(pmdoc check incidents); COMP_CWORD=2; _pmdoc_completion pmdoc
        echo "${COMPREPLY[@]}"
    """

    lines = in_shell("bash", script, folder).splitlines()

    assert "_pmdoc_completion" in lines[0]
    assert ["governance", "compopt -o nospace", "incidents/"] == lines[1:]


IN_ZSH = """
    autoload -U compinit; compinit -u
    eval "$(pmdoc completion zsh)"
    echo ${_comps[pmdoc]}
"""
IN_FISH = "pmdoc completion fish | source; complete -C 'pmdoc build --layout gov'"


@pytest.mark.parametrize(
    ("shell", "script", "expected"),
    [("zsh", IN_ZSH, "_pmdoc_completion"), ("fish", IN_FISH, "governance")],
)
def test_other_shells_load_the_script(shell: str, script: str, expected: str, folder: Path) -> None:
    assert expected in in_shell(shell, script, folder)

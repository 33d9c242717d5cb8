"""The GitHub Action, the pre-commit hooks and the container."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.judges import ROOT, example, need_tool

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BAD = "pmdoc: 1\nincident: {id: INC-1, titel: Outage}\n"


# --- the action -----------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a repository with one incident; pmdoc is installed beside it, as by the action."""
    programs = tmp_path / "temp" / "pmdoc" / "bin"
    programs.mkdir(parents=True)
    start = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m pmdoc "$@"\n'
    (programs / "pmdoc").write_text(start, encoding="utf-8")
    (programs / "pmdoc").chmod(0o755)
    incidents = tmp_path / "workspace" / "incidents"
    incidents.mkdir(parents=True)
    shutil.copy(example("minimal"), incidents)
    return tmp_path / "workspace"


def run_step(name: str, workspace: Path, **inputs: str) -> tuple[int, dict[str, str], str]:
    """Run a step as GitHub does; return its exit code, its outputs and what it printed."""
    temp = workspace.parent / "temp"
    (step,) = [step for step in STEPS if step.get("name") == name]
    given = {key: inputs.get(key, one["default"]) for key, one in ACTION["inputs"].items()}
    variables = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
        for key, value in step["env"].items()
    }
    (temp / "output").unlink(missing_ok=True)
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(temp),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(temp / "output"),
            "GITHUB_STEP_SUMMARY": str(temp / "summary"),
            **variables,
        },
    )
    written = (temp / "output").read_text("utf-8") if (temp / "output").exists() else ""
    outputs = dict(
        re.findall(r"^(\w+)<<(?:\w+)\n(.*?)\n\w{32}$", written, re.MULTILINE | re.DOTALL)
    )
    return ran.returncode, outputs, ran.stdout + ran.stderr


def test_action_builds_and_lists_reports(workspace: Path) -> None:
    """It sets outputs, and writes a summary and a SARIF file without problems."""
    code, outputs, printed = run_step("Check and build", workspace)

    reports = ["incidents/incident.docx", "incidents/incident.pdf"]
    assert (0, "2", reports) == (code, outputs["count"], json.loads(outputs["reports"])), printed
    assert all((workspace / report).stat().st_size for report in reports)
    assert "\n".join(reports) == outputs["paths"]
    assert [] == json.loads(Path(outputs["sarif"]).read_text("utf-8"))["runs"][0]["results"]
    summary = (workspace.parent / "temp" / "summary").read_text("utf-8")
    assert "0 errors, 0 warnings" in summary
    assert "- `incidents/incident.pdf`" in summary


def test_action_annotates_problems_and_fails(workspace: Path) -> None:
    """Nothing is built; the problem is shown at its line and is in the SARIF file."""
    (workspace / "incidents" / "bad.yaml").write_text(BAD, encoding="utf-8")

    code, outputs, printed = run_step("Check and build", workspace, files="incidents/*.yaml")

    assert (1, "0", "[]") == (code, outputs["count"], outputs["reports"])
    assert "::error file=incidents/bad.yaml,line=2,col=23" in printed
    assert "titel" in Path(outputs["sarif"]).read_text("utf-8")
    assert not list(workspace.rglob("*.pdf"))


def test_action_passes_its_inputs_to_pmdoc(workspace: Path) -> None:
    """Several lines of files, formats and a layout; without formats it only checks."""
    files = "incidents/incident.yaml\n\n  incidents/*.yml"
    (workspace / "incidents" / "second.yml").write_text(BAD.replace("titel", "title"))

    built = run_step("Check and build", workspace, files=files, formats="pdf", layout="concise")
    checked = run_step("Check and build", workspace, files=files, formats="")

    assert ["incidents/incident.pdf", "incidents/second.pdf"] == json.loads(built[1]["reports"])
    assert (0, "0") == (checked[0], checked[1]["count"])


@pytest.mark.parametrize("value", ["$(touch owned)", "`touch owned`", '"; touch owned; "'])
@pytest.mark.parametrize("name", ["files", "formats", "layout", "style", "strict"])
def test_action_never_executes_its_inputs(name: str, value: str, workspace: Path) -> None:
    """Scripts get them as environment variables only."""
    run_step("Check and build", workspace, **{name: value})

    assert not list(workspace.rglob("owned"))
    assert not [step for step in STEPS if "${{" in step.get("run", "")]


@pytest.mark.slow
def test_action_installs_pmdoc_into_its_own_environment(workspace: Path) -> None:
    """By default it is the version of the action itself, with pinned dependencies."""
    environment = workspace.parent / "temp" / "pmdoc"
    shutil.rmtree(environment)

    code, _, printed = run_step("Install pmdoc", workspace)

    assert code == 0, printed
    built = run_step("Check and build", workspace)
    assert "2" == built[1]["count"], built[2]


@pytest.mark.parametrize(
    "judge",
    [
        ("check-jsonschema", "--builtin-schema", "vendor.github-actions"),
        ("zizmor", "--offline", "--no-progress"),
    ],
    ids=["schema", "security"],
)
def test_action_passes_linters(judge: tuple[str, ...]) -> None:
    """It fits GitHub's schema, pins other actions, and puts no input into a script."""
    ran = subprocess.run(
        [need_tool(judge[0]), *judge[1:], str(ROOT / "action.yml")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr


# --- pre-commit -----------------------------------------------------------------------------------


def pre_commit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit with a separate cache."""
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PRE_COMMIT_HOME": str(cwd.parent / "pre-commit")},
    )


@pytest.mark.parametrize("file", [".pre-commit-hooks.yaml", ".pre-commit-config.yaml"])
def test_hook_files_are_valid(file: str) -> None:
    """Use pre-commit's own validation."""
    command = "validate-manifest" if "hooks" in file else "validate-config"

    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, str(ROOT / file)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.slow
def test_hooks_run_from_a_clone(tmp_path: Path) -> None:
    """pre-commit installs pmdoc, checks the committed files, and builds reports on request."""
    project = tmp_path / "project"
    project.mkdir()

    def git(*arguments: str, cwd: Path = project) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout

    def run(hook: str, *options: str) -> subprocess.CompletedProcess[str]:
        return pre_commit("run", hook, "--all-files", "--verbose", *options, cwd=project)

    config = {
        "repo": str(ROOT),
        "rev": git("rev-parse", "HEAD", cwd=ROOT).strip(),
        "hooks": [{"id": "pmdoc-check"}, {"id": "pmdoc-build"}],
    }
    (project / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [config]}))
    (project / "unrelated.yaml").write_text(BAD, encoding="utf-8")
    shutil.copy(example("minimal"), project)
    git("init", "-q", ".")
    git("add", "-A")

    checked = run("pmdoc-check")
    built = run("pmdoc-build", "--hook-stage", "manual")
    (project / "incident.yaml").write_text(BAD, encoding="utf-8")
    git("add", "-A")
    refused = run("pmdoc-check")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "1 file: no problems" in checked.stdout
    assert built.returncode == 0, built.stdout + built.stderr
    assert (project / "incident.pdf").exists()
    assert 1 == refused.returncode
    assert "incident.titel is not a known key" in refused.stdout


# --- the container --------------------------------------------------------------------------------


def test_dockerfile_passes_hadolint() -> None:
    """Not even a note is reported."""
    ran = subprocess.run(
        [need_tool("hadolint"), str(ROOT / "Dockerfile")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (ran.returncode, ran.stdout + ran.stderr)


def test_container_copies_files_that_exist() -> None:
    """Each source of COPY exists and is allowed by .dockerignore, which allows nothing else."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    }
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert [] == [source for source in copied if not (ROOT / source).exists()]
    assert copied == {line[1:] for line in ignored if line.startswith("!")}
    assert {"pmdoc", "schema", "styles", "constraints.txt"} <= copied

"""Whatever a user's path leads to, a command ends with a message and a fitting exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.judges import ROOT, example
from tests.unprivileged import unprivileged_prefix

INCIDENT = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"
LONG = "a" * 300


def run(
    folder: Path, *arguments: str | bytes, prefix: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run pmdoc in a folder; no traceback may be printed."""
    ran = subprocess.run(
        [*(prefix or []), sys.executable, "-m", "pmdoc", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "Traceback" not in ran.stderr
    return ran


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with an incident; `locked` and `repository/brand` may not be entered."""
    (tmp_path / "incident.yaml").write_text(INCIDENT, encoding="utf-8")
    locked, brand = tmp_path / "locked", tmp_path / "repository" / "brand"
    for one in (locked, brand, tmp_path / "repository" / ".git", tmp_path / "repository" / "own"):
        one.mkdir(parents=True)
    shutil.copy(tmp_path / "incident.yaml", locked)
    shutil.copy(tmp_path / "incident.yaml", tmp_path / "repository" / "own")
    (tmp_path / "loop").symlink_to("loop")
    locked.chmod(0)
    brand.chmod(0)
    yield tmp_path
    locked.chmod(0o700)
    brand.chmod(0o700)


@pytest.mark.parametrize(
    "command",
    [
        "check locked/incident.yaml",
        "check locked/*.yaml",
        "build locked/incident.yaml",
        "build incident.yaml -o locked",
        "build incident.yaml -o locked/new",
        "build incident.yaml -o locked/a.pdf --format pdf",
        "build incident.yaml --layout locked/a.yaml",
        "build incident.yaml --style locked/a.yml",
        "build incident.yaml --lang locked/a.yaml",
        "build incident.yaml --docx-template locked/a.docx",
        "build repository/own/incident.yaml",
        "new locked/a.yaml",
        "form -o locked",
        "extract locked/a.pdf",
    ],
)
def test_folder_that_may_not_be_entered_is_named(folder: Path, command: str) -> None:
    prefix = unprivileged_prefix()

    ran = run(folder, *command.split(), prefix=prefix)

    assert ran.returncode in {3, 4}
    assert any(part in ran.stderr + ran.stdout for part in ("locked", "repository/brand"))


@pytest.mark.parametrize(
    "command",
    [
        f"check {LONG}.yaml",
        f"build incident.yaml -o {LONG}",
        f"build incident.yaml --layout {LONG}.yaml",
        f"build incident.yaml --style {LONG}.yml",
        f"new {LONG}.yaml",
        f"extract {LONG}.pdf",
        "check loop",
        "build incident.yaml -o loop",
        "build incident.yaml -o loop/a",
        "new loop/a.yaml",
        "extract loop",
    ],
)
def test_name_that_cannot_be_opened_is_reported(folder: Path, command: str) -> None:
    assert run(folder, *command.split()).returncode in {3, 4}


@pytest.mark.parametrize("command", ["check", "build", "new", "form"])
def test_deleted_working_folder_is_reported(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    arguments = [] if command == "form" else ["incident.yaml"]
    script = f'rmdir "$PWD"; exec "{sys.executable}" -m pmdoc {" ".join([command, *arguments])}'

    ran = run(gone, prefix=["sh", "-c", script, "sh"])

    assert 3 == ran.returncode


def test_check_works_from_a_deleted_folder(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'rmdir "$PWD"; exec "{sys.executable}" -m pmdoc check {example("minimal")}'

    assert 0 == run(gone, prefix=["sh", "-c", script, "sh"]).returncode


@pytest.mark.parametrize("second_name", ["template.docx", "hard-link.docx"])
def test_template_is_never_overwritten(tmp_path: Path, second_name: str) -> None:
    import docx

    template = tmp_path / "template.docx"
    docx.Document().save(str(template))
    before = template.read_bytes()
    if second_name != template.name:
        (tmp_path / second_name).hardlink_to(template)
    (tmp_path / "incident.yaml").write_text(INCIDENT, encoding="utf-8")
    target = ["--format", "docx", "-o", second_name]

    ran = run(tmp_path, "build", "incident.yaml", "--docx-template", "template.docx", *target)

    assert 3 == ran.returncode
    assert f"{second_name} is a file that the report is made from." in ran.stderr
    assert before == template.read_bytes()


def test_data_file_is_never_overwritten_by_a_manifest(tmp_path: Path) -> None:
    data = tmp_path / "incident.manifest.json"
    data.write_text("time,value\n2026-03-02T09:12Z,1\n2026-03-02T09:13Z,2\n", encoding="utf-8")
    chart = f"metrics: {{charts: [{{title: CPU, alt: Rises, csv: {data.name}}}]}}\n"
    (tmp_path / "incident.yaml").write_text(INCIDENT + chart, encoding="utf-8")
    before = data.read_bytes()

    ran = run(tmp_path, "build", "incident.yaml", "--format", "pdf", "--manifest")

    assert (3, before) == (ran.returncode, data.read_bytes())
    assert not (tmp_path / "incident.pdf").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = b"caf\xe9.yaml"
    (tmp_path / os.fsdecode(name)).write_text(INCIDENT, encoding="utf-8")
    options = ["--digest", "--manifest", "--pdf-standard", "a-3a"]

    ran = run(tmp_path, "build", name, *options)

    assert 0 == ran.returncode
    reports = [os.fsencode(path.name) for path in tmp_path.iterdir()]
    assert {b"caf\xe9.docx", b"caf\xe9.pdf", b"caf\xe9.manifest.json", name} == set(reports)
    manifest = (tmp_path / os.fsdecode(b"caf\xe9.manifest.json")).read_text(encoding="utf-8")
    assert '"file": "caf%e9.yaml"' in manifest


def test_path_of_a_thousand_parts_is_refused(folder: Path) -> None:
    ran = run(folder, "check", "incident.yaml", "--set", f"{'.'.join('a' * 2000)}=1")

    assert 3 == ran.returncode
    assert "goes on for more than 100 levels" in ran.stdout


def test_message_cannot_forge_a_line(tmp_path: Path) -> None:
    """Names of keys are quoted in messages; what moves the cursor or turns the line is escaped."""
    key = r'"k\nfoo.yaml:1:1 error: x\e[31m\u202e"'
    (tmp_path / "a.yaml").write_text(f"{INCIDENT}{key}: 1\n", encoding="utf-8")

    ran = run(tmp_path, "check", "a.yaml")

    assert all(line.startswith("a.yaml:3:") for line in ran.stdout.splitlines())
    assert r"k\nfoo.yaml:1:1 error: x" in ran.stdout
    assert "\x1b" not in ran.stdout


@pytest.mark.parametrize("time", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_time_at_the_edge_of_the_calendar_is_a_problem(tmp_path: Path, time: str) -> None:
    (tmp_path / "a.csv").write_text(f"t,v\n{time},1\n2026-01-01T00:00Z,2\n", encoding="utf-8")
    chart = "metrics: {charts: [{title: CPU, alt: Rises, csv: a.csv}]}\n"
    (tmp_path / "a.yaml").write_text(INCIDENT + chart, encoding="utf-8")

    checked, built = (run(tmp_path, command, "a.yaml") for command in ("check", "build"))

    assert (4, 4) == (checked.returncode, built.returncode)
    assert "line 2" in checked.stdout


def test_check_without_style_says_nothing_of_a_brand_that_cannot_be_read(folder: Path) -> None:
    """Not even if a rare character makes it look for fonts."""
    incident = folder / "repository" / "own" / "incident.yaml"
    incident.write_text("pmdoc: 1\nincident: {id: INC-1, title: Queue ☃}\n", encoding="utf-8")

    assert 0 == run(folder, "check", str(incident), prefix=unprivileged_prefix()).returncode

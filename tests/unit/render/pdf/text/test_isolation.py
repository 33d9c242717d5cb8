"""The PDF library runs no code from a home folder or the incident's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.judges import example, run_pmdoc

TRAP = "import pathlib; pathlib.Path({mark!r}).write_text('run')\n"


@pytest.mark.parametrize("name", [".reportlab_mods", ".reportlab_settings"])
def test_settings_in_the_home_folder_are_not_run(tmp_path: Path, name: str) -> None:
    """Settings of another program must not change a report."""
    mark = tmp_path / "mark"
    (tmp_path / name).write_text(TRAP.format(mark=str(mark)))

    ran = run_pmdoc(
        "build", example("minimal"), "-o", tmp_path, "--format", "pdf", env={"HOME": str(tmp_path)}
    )

    assert ran.returncode == 0, ran.stderr
    assert not mark.exists()


@pytest.mark.parametrize("name", ["reportlab_mods.py", "reportlab_settings.py", "docx.py"])
def test_modules_beside_the_incident_are_not_run(tmp_path: Path, name: str) -> None:
    """This includes `python -m pmdoc`, for which Python searches the working folder first."""
    mark = tmp_path / "mark"
    (tmp_path / name).write_text(TRAP.format(mark=str(mark)))
    shutil.copy(example("minimal"), tmp_path)

    ran = run_pmdoc("build", "incident.yaml", cwd=tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert not mark.exists()

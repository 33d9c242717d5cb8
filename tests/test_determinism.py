"""The same input gives the same bytes: in any process, on any machine, on any day."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.judges import example, run_pmdoc

ENVIRONMENTS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
]


@pytest.mark.parametrize("name", ["gitlab-2017", "payments-outage"])
def test_two_processes_make_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Time zone, locale, hash seed and working folder make no difference."""
    digests = []
    for index, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"environment{index}"
        folder.mkdir()

        ran = run_pmdoc("build", example(name), "-o", folder, cwd=folder, env=environment)

        assert ran.returncode == 0, ran.stderr
        files = sorted(folder.iterdir())
        assert [f.suffix for f in files] == [".docx", ".pdf"]
        digests.append([hashlib.sha256(f.read_bytes()).hexdigest() for f in files])
    assert digests[0] == digests[1]


def test_no_path_or_name_of_this_machine_is_left_in_the_files(tmp_path: Path) -> None:
    """A report reveals nothing about the machine that built it."""
    ran = run_pmdoc("build", example("minimal"), "-o", tmp_path)

    assert ran.returncode == 0, ran.stderr
    marks = [str(Path.home()).encode(), str(tmp_path).encode(), b"python-docx", b"anonymous"]
    for file in tmp_path.iterdir():
        data = file.read_bytes()
        assert [mark for mark in marks if len(mark) > 1 and mark in data] == []

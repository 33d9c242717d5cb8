"""A brand file or repository that belongs to a stranger does not count unless it is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.resolve import style_path
from pmdoc.read.include import project_folder

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away"
)
STRANGER, AUTHOR = 61001, 61002


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    """Return an incident in a folder of a repository with a brand."""
    folder = tmp_path / "incidents"
    (tmp_path / ".git").mkdir()
    folder.mkdir()
    (tmp_path / "_brand.yml").write_text("color: {primary: '#5b2a86'}\n", encoding="utf-8")
    path = folder / "incident.yaml"
    path.write_text("pmdoc: 1\nincident: {id: INC-1, title: Outage}\n", encoding="utf-8")
    return path


def test_brand_of_a_stranger_is_reported_and_not_used(incident: Path) -> None:
    brand = incident.parent.parent / "_brand.yml"
    os.chown(brand, STRANGER, STRANGER)

    problems = build_reports(incident, ["docx"], Options()).problems
    named = build_reports(incident, ["docx"], Options(style=str(brand))).problems

    assert style_path(incident, "") is None
    found = next(problem for problem in problems if problem.id == "brand-untrusted")
    assert str(brand) == found.position.file
    assert f"--style {brand}" in found.hint
    assert "brand-untrusted" not in {problem.id for problem in named}


@pytest.mark.parametrize("owner", [0, AUTHOR])
def test_brand_of_root_or_the_author_is_used(incident: Path, owner: int) -> None:
    brand = incident.parent.parent / "_brand.yml"
    os.chown(incident, AUTHOR, AUTHOR)
    os.chown(brand, owner, owner)

    assert brand == style_path(incident, "")


def test_link_of_a_stranger_to_a_file_of_root_is_not_used(incident: Path) -> None:
    brand = incident.parent.parent / "_brand.yml"
    own = incident.parent / "_brand.yml"
    own.symlink_to(brand)
    os.chown(own, STRANGER, STRANGER, follow_symlinks=False)

    assert brand == style_path(incident, "")


def test_repository_of_a_stranger_is_no_project(incident: Path) -> None:
    """Files outside the incident's folder can't be included then, and no brand above it counts."""
    assert incident.parent.parent == project_folder(incident.parent, incident)
    os.chown(incident.parent.parent / ".git", STRANGER, STRANGER)

    assert incident.parent == project_folder(incident.parent, incident)
    assert style_path(incident, "") is None

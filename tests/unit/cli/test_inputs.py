"""Files and patterns are resolved, and each report gets a path."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from pmdoc.cli.inputs import find_origins
from pmdoc.cli.output_paths import makes_folders, plan_targets
from pmdoc.read.origin import Origin


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with some incidents."""
    for name in ("b.yaml", "a.yaml", "x/c.yaml", "x/y/c.yaml", "we[i]rd.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "d.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found_names(*typed: str) -> list[str]:
    """Return the names of the files found."""
    return [str(origin.path) for origin in find_origins(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["b.yaml", "a.yaml"], ["b.yaml", "a.yaml"]),
        (["?.yaml"], ["a.yaml", "b.yaml"]),
        (["**/*.yaml"], ["a.yaml", "b.yaml", "we[i]rd.yaml", "x/c.yaml", "x/y/c.yaml"]),
        (["b.yaml", "*.yaml", "./a.yaml"], ["b.yaml", "a.yaml", "we[i]rd.yaml"]),
        (["we[i]rd.yaml"], ["we[i]rd.yaml"]),
        (["missing.yaml"], ["missing.yaml"]),
    ],
)
def test_files_are_found_once_and_sorted(typed: list[str], expected: list[str]) -> None:
    """A pattern matches files only, in the same order on every system."""
    assert expected == found_names(*typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["nothing*.yaml"], "No file matches"),
        (["x"], r"'x/\*\*/\*.yaml'"),
        (["-", "-"], "only once"),
        ([""], "is empty"),
    ],
)
def test_argument_that_matches_no_file_is_wrong_usage(typed: list[str], words: str) -> None:
    """The message says what to write instead."""
    with pytest.raises(click.UsageError, match=words):
        find_origins(typed)


def targets(
    files: list[str], output: str | None, suffixes: tuple[str, ...] = (".pdf",)
) -> list[str]:
    """Return the planned paths."""
    origins = [Origin(path=Path(name)) for name in files]
    planned = plan_targets(origins, suffixes, Path(output) if output else None)
    return [str(path) for target in planned for path in target.values()]


@pytest.mark.parametrize(
    ("files", "output", "expected"),
    [
        (["x/c.yaml"], None, ["x/c.pdf"]),
        (["x/c.yaml"], "out", ["out/c.pdf"]),
        (["x/c.yaml"], "r.pdf", ["r.pdf"]),
        (["a.v1.2"], None, ["a.v1.2.pdf"]),
        (["a.yaml", "x/c.yaml"], "out", ["out/a.pdf", "out/c.pdf"]),
        (["x/c.yaml", "x/y/c.yaml"], "out", ["out/c.pdf", "out/y/c.pdf"]),
        (["<stdin>"], "out", ["out/incident.pdf"]),
        (["<stdin>"], "r.pdf", ["r.pdf"]),
    ],
)
def test_report_gets_the_expected_path(
    files: list[str], output: str | None, expected: list[str]
) -> None:
    """The report goes next to the incident, into a folder, or to the given path."""
    assert expected == targets(files, output)


@pytest.mark.parametrize(
    ("files", "output", "words"),
    [
        (["a.yaml", "b.yaml"], "r.pdf", "several are built"),
        (["a.yaml"], "r.docx", "does not end in .pdf"),
        (["a.yaml"], "r.txt", "does not end in .pdf"),
        (["a.yaml"], "a.yaml", "does not end in .pdf"),
        (["a.yaml", "a.yml"], None, "would both be written to a.pdf"),
        (["a.yaml", "a.yml"], "out", "would both be written to out/a.pdf"),
        (["<stdin>"], None, "needs -o"),
    ],
)
def test_reports_never_overwrite_each_other(
    files: list[str], output: str | None, words: str
) -> None:
    """The error comes before anything is built."""
    with pytest.raises(click.UsageError, match=words):
        targets(files, output)


def test_missing_output_folder_is_created_but_not_the_parent_of_a_file() -> None:
    """The folder in a file's path may be a typing error."""
    assert makes_folders(Path("out"), [{".pdf": Path("out/a.pdf")}])
    assert not makes_folders(Path("out/a.pdf"), [{".pdf": Path("out/a.pdf")}])
    assert not makes_folders(None, [{".pdf": Path("a.pdf")}])

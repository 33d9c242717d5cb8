"""`--watch` runs again when any file that was read changes, however it was saved."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from pmdoc.pipeline.batch import Job
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.watch import input_files
from pmdoc.read.origin import Origin
from tests.judges import ROOT

pytest.importorskip("watchfiles")
WAIT_SECONDS = 300
GOOD = "pmdoc: 1\ninclude: people.yaml\nincident: {id: INC-1, title: Outage}\n"
PICTURE = "appendices: {screenshots: [{file: images/graph.png, alt: A graph}]}\n"


class Watched:
    """A running `pmdoc ... --watch` and its output."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pmdoc", *arguments, "--watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "FORCE_COLOR": ""},
            # Background processes ignore Ctrl-C unless the signal's default is restored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- see above
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line)

    def until(self, wanted: str) -> str:
        """Return the output until `wanted` was printed and pmdoc waits again.

        On a slow machine a file that is being written may be read twice, first half of it.
        """
        output = ""
        end = time.monotonic() + WAIT_SECONDS
        while "Waiting" not in output.partition(wanted)[2]:
            try:
                output += self._lines.get(timeout=max(end - time.monotonic(), 0.01))
            except queue.Empty:
                pytest.fail(f"{wanted!r} is not printed: {output}")
        return output

    def is_quiet(self, seconds: float) -> bool:
        """Return whether nothing is printed for some seconds."""
        try:
            self._lines.get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.end()

    def end(self) -> int:
        """Wait for the process and its output to end, and return the exit code."""
        self._reader.join(timeout=WAIT_SECONDS)
        return self.process.wait(timeout=WAIT_SECONDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an incident and a file that it includes."""
    (tmp_path / "incident.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "people.yaml").write_text("people: {dana: {name: Dana}}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    """Run a watched build of the incident."""
    running = Watched(folder, "build", "incident.yaml", "--format", "docx", "--layout", "acme.yaml")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.end()


def save(path: Path, text: str) -> None:
    """Save as many editors do: write a second file and rename it."""
    second = path.with_name(f".{path.name}.swp")
    second.write_text(text, encoding="utf-8")
    second.replace(path)


@pytest.mark.slow
def test_every_file_that_is_read_is_watched(folder: Path, watched: Watched) -> None:
    """This includes layout, style and image. Errors don't end the run, only Ctrl-C does."""
    incident, layout = folder / "incident.yaml", folder / "acme.yaml"
    watched.until("acme.yaml does not exist")

    layout.write_text("extends: concise\n", encoding="utf-8")
    watched.until("incident.docx")

    save(layout, "extends: concise\nclosing: {a: b}\n")
    watched.until("acme.yaml:2:10 closing must be text")
    save(layout, "extends: concise\n")
    watched.until("Done in")

    incident.unlink()
    watched.until("incident.yaml does not exist")
    incident.write_text(GOOD + PICTURE, encoding="utf-8")
    watched.until("incident.yaml:4:35")

    (folder / "images").mkdir()
    Image.new("RGB", (8, 6), "white").save(folder / "images" / "graph.png")
    watched.until("Done in")

    save(folder / "people.yaml", "people: {dana: {nam: Dana}}\n")
    watched.until("people.yaml:1:17 people.dana.nam is not a known key")
    save(folder / "people.yaml", "people: {dana: {name: Dana R.}}\n")
    watched.until("Done in")

    (folder / "_brand.yml").write_text("color: {primary: blu}\n", encoding="utf-8")
    watched.until("_brand.yml:1:18")
    (folder / "_brand.yml").unlink()
    watched.until("Done in")

    (folder / "notes.txt").write_text("of no concern", encoding="utf-8")
    assert watched.is_quiet(1.5)
    assert 0 == watched.stop()


def test_template_and_language_files_are_watched(folder: Path) -> None:
    """They are watched even before they exist."""
    running = Watched(
        folder,
        *("build", "incident.yaml", "--format", "docx"),
        *("--docx-template", "acme.docx", "--lang", "ours.yaml"),
    )
    running.until("acme.docx does not exist")

    (folder / "ours.yaml").write_text("code: de-CH\nname: Ours\nextends: de\n", encoding="utf-8")
    running.until("acme.docx does not exist")
    Document().save(str(folder / "acme.docx"))
    running.until("Done in")
    Document().save(str(folder / "new.docx"))
    (folder / "new.docx").replace(folder / "acme.docx")
    running.until("Done in")
    (folder / "acme.docx").write_bytes(b"PK no more")
    running.until("Failed in")
    assert 0 == running.stop()


def test_only_changed_incidents_run_again(folder: Path) -> None:
    (folder / "other.yaml").write_text(GOOD.replace("INC-1", "INC-2"), encoding="utf-8")
    running = Watched(folder, "check", "incident.yaml", "other.yaml")
    running.until("2 files: no problems")

    save(folder / "other.yaml", GOOD.replace("title", "titel"))
    output = running.until("1 file: 1 error")

    assert "2 files" not in output
    assert "Failed in" in output
    assert 0 == running.stop()


def test_input_files_are_those_that_a_build_reads(folder: Path) -> None:
    """Files that don't exist yet are included."""
    (folder / "incident.yaml").write_text(
        GOOD + PICTURE + "metrics: {charts: [{title: T, alt: A, series: [{csv: m.csv}]}]}\n",
        encoding="utf-8",
    )
    (folder / "acme.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    (folder / "base.yaml").write_text("extends: concise\n", encoding="utf-8")
    (folder / "logo.png").touch()
    style = "logo: {medium: logo.png}\ntypography: {fonts: [{family: Own, source: file, files: "
    (folder / "style.yaml").write_text(style + "[{path: fonts/own.ttf}]}]}\n", encoding="utf-8")
    job = Job(
        origin=Origin(path=folder / "incident.yaml"),
        options=Options(
            layout="acme.yaml",
            style="style.yaml",
            language=str(folder / "ours.yaml"),
            docx_template=folder / "acme.docx",
        ),
    )

    found = {str(path.relative_to(folder)) for path in input_files(job)}

    assert {
        "base.yaml",
        "fonts/own.ttf",
        "acme.docx",
        "acme.yaml",
        "images/graph.png",
        "incident.yaml",
        "logo.png",
        "m.csv",
        "ours.yaml",
        "people.yaml",
        "style.yaml",
    } == found


def test_every_possible_brand_file_is_watched(folder: Path) -> None:
    """It may be next to the incident or above it, up to the root of the repository."""
    (folder / ".git").mkdir()
    below = folder / "2026" / "incident.yaml"
    below.parent.mkdir()
    below.write_text("pmdoc: 1\nincident: {id: INC-1, title: Outage}\n", encoding="utf-8")

    found = input_files(Job(origin=Origin(path=below), options=Options()))

    places = ("2026", "2026/_brand", "2026/brand", "", "_brand", "brand")
    assert {below, *(folder / place / "_brand.yml" for place in places)} == found


def test_missing_included_file_is_watched(folder: Path) -> None:
    """The incident can't be read until the file exists."""
    (folder / "people.yaml").write_text("include: [more.yaml]\n", encoding="utf-8")
    job = Job(origin=Origin(path=folder / "incident.yaml"), options=Options(style="print"))

    found = {path.name for path in input_files(job)}

    assert {"incident.yaml", "people.yaml", "more.yaml"} == found


def test_inputs_are_kept_while_the_incident_is_unreadable(folder: Path) -> None:
    """Changes of the other files must still be noticed."""
    job = Job(origin=Origin(path=folder / "incident.yaml"), options=Options())
    before = input_files(job)

    (folder / "incident.yaml").write_text("pmdoc: [", encoding="utf-8")

    assert before == input_files(job, before)

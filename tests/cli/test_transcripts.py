"""What the command line says is written down in `*.md` beside this file, and replayed here.

A transcript's fenced blocks of kind `file NAME` are written to an empty folder; blocks of kind
`console` hold a command after `$ `, with ` < FILE` where it reads one as its input, what it printed
(standard output, then standard error), and a last line `=> CODE` with its exit code. `...` stands
for any text.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.judges import run_pmdoc

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))
FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[p.stem for p in TRANSCRIPTS])
def test_transcript_is_what_happens(path: Path, tmp_path: Path) -> None:
    """Each command prints what the transcript says, and ends with its code."""
    commands = 0
    for kind, name, body in FENCE.findall(path.read_text(encoding="utf-8")):
        if kind == "file":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
        if kind == "console":
            commands += 1
            _replay(body, tmp_path)
    assert commands


def _replay(body: str, folder: Path) -> None:
    command, _, said = body.partition("\n")
    typed, _, piped = command.removeprefix("$ pmdoc").partition(" < ")
    text = (folder / piped).read_text(encoding="utf-8") if piped else None

    ran = run_pmdoc(*shlex.split(typed), cwd=folder, text=text)

    got = f"{ran.stdout}{ran.stderr}=> {ran.returncode}\n"
    pattern = ".*".join(re.escape(piece) for piece in said.split("..."))
    assert re.fullmatch(pattern, got, re.DOTALL), f"{command}\n{got}"


def test_transcripts_are_found() -> None:
    """An empty folder would pass anything."""
    assert len(TRANSCRIPTS) >= 3

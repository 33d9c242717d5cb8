"""What the command line says is written down in `*.md` beside this file, and replayed here.

A transcript's fenced blocks of kind `file NAME` are written to an empty folder; blocks of kind
`console` hold a command after `$ `, with ` < FILE` where it reads one as its input, what it printed
(standard output, then standard error), and a last line `=> CODE` with its exit code. `...` stands
for any text.
"""

from __future__ import annotations

import re
import shlex
from difflib import get_close_matches
from pathlib import Path

import pytest

from tests.judges import run_pmdoc

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))
FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[p.stem for p in TRANSCRIPTS])
def test_transcript_is_what_happens(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each command prints what the transcript says, and ends with its code."""
    text = path.read_text(encoding="utf-8")
    replayed = {}
    for kind, name, body in FENCE.findall(text):
        if kind == "file":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
        if kind == "console":
            replayed[body] = _replay(body, tmp_path)
    assert replayed
    if request.config.getoption("--update-golden"):
        for said, got in replayed.items():
            text = text.replace(said, _updated(said, got))
        path.write_text(text, encoding="utf-8")
        return
    for said, got in replayed.items():
        assert _matches(said, got), got


def _replay(body: str, folder: Path) -> str:
    command = body.partition("\n")[0]
    typed, _, piped = command.removeprefix("$ pmdoc").partition(" < ")
    text = (folder / piped).read_text(encoding="utf-8") if piped else None

    ran = run_pmdoc(*shlex.split(typed), cwd=folder, text=text)

    return f"{command}\n{ran.stdout}{ran.stderr}=> {ran.returncode}\n"


def _matches(said: str, got: str) -> bool:
    pattern = ".*".join(re.escape(piece) for piece in said.split("..."))
    return re.fullmatch(pattern, got, re.DOTALL) is not None


def _updated(said: str, got: str) -> str:
    """Return the transcript with changed lines replaced, or all of the output if it has others."""
    new = got.splitlines(keepends=True)
    lines = [
        line if "..." in line or line in new else next(iter(get_close_matches(line, new, 1)), line)
        for line in said.splitlines(keepends=True)
    ]
    updated = "".join(lines)
    return updated if _matches(updated, got) else got


def test_transcripts_are_found() -> None:
    """An empty folder would pass anything."""
    assert len(TRANSCRIPTS) >= 3

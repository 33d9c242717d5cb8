"""What the command line says is written down in `*.md` beside this file, and replayed here.

`tests/transcripts.py` says what the blocks of a transcript mean.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts import replay

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[p.stem for p in TRANSCRIPTS])
def test_transcript_is_what_happens(
    path: Path, tmp_path: Path, pmdoc_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each command prints what the transcript says; --update-golden writes what it prints."""
    is_update = request.config.getoption("--update-golden")

    assert replay(path, tmp_path, pmdoc_path, is_update=is_update)


def test_transcripts_are_found() -> None:
    """An empty folder would pass anything."""
    assert len(TRANSCRIPTS) >= 3

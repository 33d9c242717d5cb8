"""The transcripts beside this file (`*.md`) are replayed, and their output is compared.

`tests/transcripts.py` describes the blocks of a transcript.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts import replay

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[p.stem for p in TRANSCRIPTS])
def test_transcript_matches_the_actual_output(
    path: Path, tmp_path: Path, pmdoc_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each command prints what the transcript shows; --update-golden updates the transcript."""
    is_update = request.config.getoption("--update-golden")

    assert replay(path, tmp_path, pmdoc_path, is_update=is_update)


def test_transcripts_are_found() -> None:
    """Without transcripts, the test above would pass unnoticed."""
    assert len(TRANSCRIPTS) >= 3

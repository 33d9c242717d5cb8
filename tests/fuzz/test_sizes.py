"""Texts of increasing size, from one word to ten thousand, in each kind of field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.cage import Cage
from tests.fuzz.report_text import docx_text, pdf_text

HEAD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"
FIELDS: dict[str, Callable[[str], str]] = {
    "paragraph": lambda text: f"summary: {{overview: {text}}}\n",
    "cell": lambda text: f"timeline: [{{at: 2024-01-02T12:30Z, event: {text}}}]\n",
    "log": lambda text: f"appendices: {{logs: [{{title: Log, text: {text}}}]}}\n",
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("words", [1, 10, 100, 1_000, 10_000])
def test_texts_of_any_size_build_in_time_x10(tmp_path: Path, field: str, words: int) -> None:
    """X10: no word is lost, and the time limit is not reached."""
    text = " ".join(f"w{number}w" for number in range(words))

    ended = Cage(tmp_path).build((HEAD + FIELDS[field](json.dumps(text))).encode())

    assert ended.code == 0, ended.err
    assert f"w{words - 1}w" in docx_text(ended.reports[".docx"])
    assert f"w{words - 1}w" in pdf_text(ended.reports[".pdf"])


@pytest.mark.parametrize("field", FIELDS)
def test_a_word_without_an_end_builds_in_time_x10(tmp_path: Path, field: str) -> None:
    """X10: 50,000 characters without a space, as in a token or a line of base64."""
    ended = Cage(tmp_path).build((HEAD + FIELDS[field]("x" * 50_000)).encode())

    assert ended.code == 0, ended.err
    assert pdf_text(ended.reports[".pdf"]).count("x") >= 50_000

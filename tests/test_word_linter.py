"""The linter of docx-plus finds nothing in the Word files that is not intended."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx_plus.lint import lint

from tests.judges import example_names, some

INTENDED = {
    "direct-numbering-override": "a list that restarts has its own numbering, as in Word",
    "list-numbering-continuity": "as above",
    "manual-heading-formatting": "a bold label before its value is not a heading",
    "indent-by-whitespace": "a blank to fill in is made of spaces, as in Word",
}


@pytest.mark.parametrize("name", some(example_names(), 3))
def test_word_file_passes_the_linter(name: str, built: dict[str, dict[str, Path]]) -> None:
    """There is no error or warning of a rule that is not listed as intended."""
    document = docx.Document(str(built[name][".docx"]))

    found = [
        (finding.rule, finding.message)
        for finding in lint(document)
        if finding.severity != "info" and finding.rule not in INTENDED
    ]

    assert found == []

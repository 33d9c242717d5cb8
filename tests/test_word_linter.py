"""A linter of others finds no defect in the Word files, but for what we mean."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx_plus.lint import lint

from tests.judges import example_names, some

MEANT = {
    "direct-numbering-override": "a list that starts anew has a number of its own, as in Word",
    "list-numbering-continuity": "likewise",
    "manual-heading-formatting": "a bold label before its value is no heading",
    "indent-by-whitespace": "a blank is as wide as Word's own",
}


@pytest.mark.parametrize("name", some(example_names(), 3))
def test_word_file_has_no_defect(name: str, built: dict[str, dict[str, Path]]) -> None:
    """No error, and no warning of another rule than those that we leave on purpose."""
    document = docx.Document(str(built[name][".docx"]))

    found = [
        (finding.rule, finding.message)
        for finding in lint(document)
        if finding.severity != "info" and finding.rule not in MEANT
    ]

    assert found == []

"""Both formats print what was typed, and a problem says what they do not print as typed.

In → Out: the files of tests/cases/text built in both formats, and read back.
Must not: read anything but the files that a reader gets.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pmdoc import build, check
from tests.fuzz.report_text import docx_text, pdf_text, squeezed

CASES = Path(__file__).parent / "cases" / "text"


class Case(NamedTuple):
    """What a report has to print, must not print, and the ids of the problems."""

    printed: list[str]
    absent: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


EXPECTED = {
    "value-begins-with-greater": Case(
        [
            "> 95 % of messages were late",
            "> 5,000",
            "> 90 % CPU on node alpha",
            "> 500 ms",
            "> 2 s at the peak",
            "> 80 % disk use raises an alert",
        ]
    ),
    "bracket-colon-line": Case(["[09:12]: alert-fired", "[09:20]: queue-drained"]),
    "footnote-with-list": Case(["They were:", "node alpha", "node beta", "uptime 99 days"]),
    "footnote-in-table-head": Case(["Delay", "Ticket", "Median of ten samples."]),
    "footnote-never-used": Case(
        ["says the vendor[^v].", "[^vendor]: Letter of 4 March."],
        problems=("footnote-unmatched", "footnote-unmatched"),
    ),
    "table-cell-with-pipe": Case(
        ["ps aux | grep queue | wc -l", "ok | and a third cell"], problems=("table-cells",)
    ),
    "paths-and-dunder": Case(
        [r"\\files01\jobs\_nightly", "CORP_svc", "__init__.py", "https://example.org/a*b*c"],
        problems=("acronym-unexplained", "backslash-removed"),
    ),
    "br-in-table": Case(["slow", "then down"], ("<br>",)),
    "callout": Case(["Warning", "Do not restart both nodes at once."], ("[!WARNING]",)),
    "surrogate-escape": Case(["The bot wrote ⚠ and 𝕏."]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_both_formats_print_what_was_typed(name: str) -> None:
    case = EXPECTED[name]
    files = build(CASES / f"{name}.yaml", ["docx", "pdf"], layout="comprehensive").files

    for text in (squeezed(docx_text(files[".docx"])), squeezed(pdf_text(files[".pdf"]))):
        assert [words for words in case.printed if squeezed(words) not in text] == []
        assert [words for words in case.absent if squeezed(words) in text] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_problems_name_what_is_not_printed_as_typed(name: str) -> None:
    problems = check(CASES / f"{name}.yaml")

    assert tuple(problem.id for problem in problems) == EXPECTED[name].problems
    assert all(problem.position for problem in problems)

"""The pages of the documentation tell the truth: what they show is done and compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdoc.lang import language_codes
from pmdoc.lint import discover
from tests.judges import ROOT, run_pmdoc
from tests.transcripts import FENCE, replay

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
MUST = {"pmdoc": "1", "incident": "{id: INC-1, title: Outage}"}
"""What an incident file can't do without."""


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_page_shows_what_happens(
    page: Path, tmp_path: Path, pmdoc_path: Path, request: pytest.FixtureRequest
) -> None:
    """A reader who follows a page sees what it says; --update-golden writes what commands print."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    folder = tmp_path / "work"
    folder.mkdir()

    replay(page, folder, pmdoc_path, is_update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_pieces_of_incident_files_are_valid(page: Path, tmp_path: Path) -> None:
    """A piece of YAML that a page shows can be put into an incident file as it is."""
    blocks = FENCE.findall(page.read_text("utf-8"))
    pieces = [body for kind, name, body in blocks if kind == "yaml" and not name]
    for number, piece in enumerate(pieces):
        file = tmp_path / f"{number}.yaml"
        lacks = [k for k in MUST if not re.search(rf"^{k}:", piece, re.MULTILINE)]
        head = "".join(f"{key}: {MUST[key]}\n" for key in lacks)
        file.write_text(head + piece, encoding="utf-8")

        checked = run_pmdoc("check", file)

        errors = [
            line
            for line in checked.stdout.splitlines()
            if re.match(r"\S+:\d+:\d+ (?!warning:|note:)", line)
        ]
        assert [] == errors, piece


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_between_pages_of_the_repository_lead_somewhere(page: str) -> None:
    """A reader on a code host finds the pages too; the built site checks its own links."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", (ROOT / page).read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (ROOT / link).exists()]


def test_numbers_in_the_text_are_counted() -> None:
    """What the first pages say of rules and languages is so."""
    rules, languages = len(discover()), {code[:2] for code in language_codes()}

    for page in ("README.md", "docs/index.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert f"{rules} rules" in text
        assert re.search(
            rf"\b{len(languages)}\b(?: languages)?, two of them from right to left", text
        )
    text = (DOCS / "how-to/rules.md").read_text(encoding="utf-8")
    assert ("forty" in text) == (rules == 40)
    text = (DOCS / "how-to/languages.md").read_text(encoding="utf-8")
    assert f"{len(language_codes())} languages" in text

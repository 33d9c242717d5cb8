"""The documentation is true: commands on its pages are run, and their output is compared."""

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
"""The required keys of an incident file."""


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_page_shows_the_actual_output(
    page: Path, tmp_path: Path, pmdoc_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every command on a page prints what the page shows; --update-golden updates the page."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    folder = tmp_path / "work"
    folder.mkdir()

    replay(page, folder, pmdoc_path, is_update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_yaml_snippets_are_valid(page: Path, tmp_path: Path) -> None:
    """A YAML snippet on a page can be copied into an incident file as it is."""
    blocks = FENCE.findall(page.read_text("utf-8"))
    snippets = [body for kind, name, body in blocks if kind == "yaml" and not name]
    for number, snippet in enumerate(snippets):
        file = tmp_path / f"{number}.yaml"
        lacks = [k for k in MUST if not re.search(rf"^{k}:", snippet, re.MULTILINE)]
        head = "".join(f"{key}: {MUST[key]}\n" for key in lacks)
        file.write_text(head + snippet, encoding="utf-8")

        checked = run_pmdoc("check", file)

        errors = [
            line
            for line in checked.stdout.splitlines()
            if re.match(r"\S+:\d+:\d+ (?!warning:|note:)", line)
        ]
        assert [] == errors, snippet


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_between_repository_pages_work(page: str) -> None:
    """These are links for readers on a code host; `test_reference` checks those of the site."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", (ROOT / page).read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (ROOT / link).exists()]


def test_numbers_on_pages_are_correct() -> None:
    """Pages state the actual numbers of rules and languages."""
    rules, languages = len(discover()), {code[:2] for code in language_codes()}

    text = (DOCS / "how-to/rules.md").read_text(encoding="utf-8")
    assert f"[{rules} rules]" in text
    for page in ("README.md", "docs/index.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert f"{rules} rules" in text
        assert re.search(
            rf"\b{len(languages)}\b(?: languages)?, two of them from right to left", text
        )
    text = (DOCS / "how-to/languages.md").read_text(encoding="utf-8")
    assert f"{len(language_codes())} languages" in text

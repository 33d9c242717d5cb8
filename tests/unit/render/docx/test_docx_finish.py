"""How a Word file is finished on request: for reviewers to read and to change."""

from __future__ import annotations

from collections.abc import Callable

from pmdoc.render.renderer import RenderOptions
from tests.documents import full_document
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Made, W


def test_lines_are_numbered_on_request(full: Made, render: Callable[..., Made]) -> None:
    """One count through the document, over running text only; none without the request."""
    made = render(full_document(), options=RenderOptions(has_line_numbers=True))

    sections = made.part().findall(f".//{W}sectPr")
    assert sections
    for section in sections:
        assert section.find(f"{W}lnNumType").get(f"{W}restart") == "continuous"
    assert full.part().find(f".//{W}lnNumType") is None
    for style_id in ("TOC1", "TitleBar"):
        style = made.part("word/styles.xml").find(f'{W}style[@{W}styleId="{style_id}"]')
        assert style.find(f"{W}pPr/{W}suppressLineNumbers") is not None
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_changes_are_tracked_on_request(full: Made, render: Callable[..., Made]) -> None:
    """What reviewers change is marked; nothing is marked yet."""
    made = render(full_document(), options=RenderOptions(is_review=True))

    assert made.part("word/settings.xml").find(f"{W}trackRevisions") is not None
    assert full.part("word/settings.xml").find(f"{W}trackRevisions") is None
    assert made.part().find(f".//{W}ins") is None
    assert run_judge("docx_check.py", made.path).returncode == 0

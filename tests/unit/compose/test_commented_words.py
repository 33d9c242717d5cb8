"""Comments stand on the first words that show what they are about, and none is lost."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

from pmdoc.layout import load_layout
from pmdoc.model.document import Comment, Commented, TitleBlock
from tests.incidents import composed

TEXT = """
report: {authors: [Ada Lane]}
timeline: [{at: 2026-03-02T09:20Z, event: Alert, comments: [{text: Sure?}]}]
summary: {one_line: A pool ran dry., comments: [{text: Dry?, author: Dana Reyes}]}
actions:
  - {action: First, horizon: long-term}
  - {action: Second, due: 2026-03-16, horizon: long-term}
comments: [{on: "actions[1].due", text: "**Agreed**?"}, {text: All}, {on: language, text: Why?}]
language: en
"""


def marked(node: object) -> list[tuple[str, str]]:
    """List the comments of a document with the words that they are on."""
    if isinstance(node, Commented):
        words = "".join(getattr(child, "text", "") for child in node.children)
        return [(one.text, words) for one in node.comments]
    if isinstance(node, TitleBlock):
        return [(one.text, "title") for one in node.comments]
    if isinstance(node, tuple):
        return [one for item in node for one in marked(item)]
    if isinstance(node, Struct):
        parts: list[Any] = [getattr(node, name) for name in node.__struct_fields__]
        return [one for part in parts for one in marked(part)]
    return []


@pytest.mark.parametrize(
    "layout", ["comprehensive", "concise", "operations", "governance", "formal"]
)
def test_every_comment_has_its_place(layout: str) -> None:
    """On what shows it, or on the title with its path in front."""
    found = dict(marked(composed(TEXT, load_layout(layout)).blocks))

    assert {"Sure?", "Dry?", "Agreed?", "All", "language: Why?"} == set(found)
    assert "title" == found["All"] == found["language: Why?"]
    assert "16 March 2026" in found["Agreed?"]
    assert "pool" in found["Dry?"]


def test_comments_change_no_word() -> None:
    """The report says the same with and without them."""
    plain = "\n".join(line for line in TEXT.splitlines() if not line.startswith("comments"))
    plain = plain.replace(", comments: [{text: Sure?}]", "").replace(
        ", comments: [{text: Dry?, author: Dana Reyes}]", ""
    )
    layout = load_layout("operations")

    def texts(node: object) -> list[str]:
        if isinstance(node, Comment):
            return []
        if isinstance(node, tuple):
            return [text for item in node for text in texts(item)]
        if isinstance(node, Struct):
            return [text for name in node.__struct_fields__ for text in texts(getattr(node, name))]
        return [node] if isinstance(node, str) else []

    assert texts(composed(plain, layout).blocks) == texts(composed(TEXT, layout).blocks)

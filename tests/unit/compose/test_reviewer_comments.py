"""Reviewer comments are attached to the text that they are about, and none is lost."""

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


def comments_with_text(node: object) -> list[tuple[str, str]]:
    """List the comments of a document with the text that each is attached to."""
    if isinstance(node, Commented):
        words = "".join(getattr(child, "text", "") for child in node.children)
        return [(one.text, words) for one in node.comments]
    if isinstance(node, TitleBlock):
        return [(one.text, "title") for one in node.comments]
    if isinstance(node, tuple):
        return [one for item in node for one in comments_with_text(item)]
    if isinstance(node, Struct):
        parts: list[Any] = [getattr(node, name) for name in node.__struct_fields__]
        return [one for part in parts for one in comments_with_text(part)]
    return []


@pytest.mark.parametrize(
    "layout", ["comprehensive", "concise", "operations", "governance", "formal"]
)
def test_every_comment_is_attached(layout: str) -> None:
    """A comment on a value that the report does not show goes to the title, with its path."""
    found = dict(comments_with_text(composed(TEXT, load_layout(layout)).blocks))

    assert {"Sure?", "Dry?", "Agreed?", "All", "language: Why?"} == set(found)
    assert "title" == found["All"] == found["language: Why?"]
    assert "16 March 2026" in found["Agreed?"]
    assert "pool" in found["Dry?"]


def test_comments_leave_the_text_unchanged() -> None:
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


VALUES = """pmdoc: 1
incident:
  id: INC-1
  title: T
  started: {time: 2026-03-02T09:12Z, remark: by the log, comments: [{text: Which clock?}]}
timeline:
  - at:
      time: 2026-03-02T09:20Z
      accounts:
        - {time: 2026-03-02T09:25Z, source: the bank, comments: [{text: Whose account?}]}
      comments: [{on: time, text: Which log?}]
    event: Alert
impact:
  users: {affected: {value: 40, unit: users, basis: estimate, comments: [{text: Counted?}]}}
  services: [{name: API, duration: {value: 40 min, note: so far, comments: [{text: How long?}]}}]
"""


def test_comment_inside_a_value_is_attached_to_the_printed_value() -> None:
    """This holds for a time, another account of it, a figure and a duration."""
    found = dict(comments_with_text(composed(VALUES, load_layout("comprehensive")).blocks))

    assert {"Which clock?", "Whose account?", "Which log?", "Counted?", "How long?"} == set(found)
    assert "09:12" in found["Which clock?"]
    assert "09:20" in found["Whose account?"]
    assert "09:20" in found["Which log?"]
    assert "40" in found["Counted?"]
    assert "40 min" in found["How long?"]


def test_comment_on_an_unknown_value_is_attached_to_its_placeholder() -> None:
    text = "timeline: [{at: {comments: [{text: When?}]}, event: Alert}]"

    ((comment, words),) = comments_with_text(composed(text, load_layout("comprehensive")).blocks)

    assert comment == "When?"
    assert words not in {"title", "Alert", ""}


LISTED = """
summary:
  overview: "- First point\\n- Second point"
  comments: [{on: overview, text: Which points?}]
"""


def test_comment_on_a_list_is_attached_to_its_first_words() -> None:
    """A text that is only a list has no paragraph before it."""
    found = dict(comments_with_text(composed(LISTED, load_layout("comprehensive")).blocks))

    assert {"Which points?": "First point"} == found

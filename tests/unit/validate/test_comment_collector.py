"""Comments next to any node are collected in one list."""

from __future__ import annotations

from typing import Any

from pmdoc.validate import check

BASE: dict[str, Any] = {"pmdoc": 1, "incident": {"id": "INC-1", "title": "Outage"}}


def test_comments_are_collected_with_their_targets() -> None:
    """They may be next to a node, on a part of it, or at the top; the file's order is kept."""
    data = {
        **BASE,
        "comments": [{"on": "actions[0].due", "text": "top"}, {"text": "whole"}],
        "actions": [
            {"action": "Test", "comments": [{"text": "beside"}, {"on": "owner", "text": "part"}]}
        ],
        "custom": {"comments": "a custom field"},
    }
    data["actions"][0] |= {"due": "2026-03-16", "owner": "team"}

    checked = check(data)

    assert checked.incident is not None, checked.problems
    assert [
        ("/actions/0/due", "top"),
        ("", "whole"),
        ("/actions/0", "beside"),
        ("/actions/0/owner", "part"),
    ] == [(one.on, one.text) for one in checked.incident.comments]
    assert checked.incident.custom.get("comments") == "a custom field"


def test_comment_on_a_missing_value_is_an_error() -> None:
    checked = check({**BASE, "comments": [{"on": "actions[3]", "text": "Where?"}]})

    assert [("comment-nowhere", "/comments/0/on")] == [(p.id, p.pointer) for p in checked.problems]

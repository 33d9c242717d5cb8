"""Definitions keep their lines; prose does not.

In → Out: Markdown in; the lines of a paragraph out.
Must not: repeat the tests of the parser.
"""

from __future__ import annotations

import pytest

from pmdoc.markdown.parser import parse
from pmdoc.model.document import LineBreak, Paragraph, Text


def lines(text: str) -> list[str]:
    """Return the lines of a text that is one paragraph."""
    (paragraph,) = parse(text)
    assert isinstance(paragraph, Paragraph)
    parts = [
        "\n" if isinstance(node, LineBreak) else node.text if isinstance(node, Text) else "*"
        for node in paragraph.children
    ]
    return "".join(parts).split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pool: a set\nNode: a machine", ["Pool: a set", "Node: a machine"]),
        ("pool: a set\nnode: a machine", ["pool: a set", "node: a machine"]),
        ("Pool – a set\nNode – a machine", ["Pool – a set", "Node – a machine"]),
        ("RTO = target\nRPO = another", ["RTO = target", "RPO = another"]),
        ("**Pool**: a set\n**Node**: a machine", ["*: a set", "*: a machine"]),
        (
            "Connection pool: a set that\na service shares\nNode: a machine",
            ["Connection pool: a set that a service shares", "Node: a machine"],
        ),
    ],
)
def test_definitions_keep_their_lines(text: str, expected: list[str]) -> None:
    assert expected == lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "The pool was full, and\nso it went: all failed",
        "Cause: the pool was full\nafter the release: it doubled",
        "Cause: the pool was full\nand stayed so",
        "At 09:12 it failed\nand at 09:15 again",
        "Cause: `the\npool` was full\nand stayed so",
    ],
)
def test_prose_is_joined(text: str) -> None:
    assert [text.replace("\n", " ").replace("`the pool`", "*")] == lines(text)

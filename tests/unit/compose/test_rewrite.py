"""Rewriting a document copies only the nodes that change."""

from __future__ import annotations

from pmdoc.compose.rewrite import number_footnotes, rewrite
from pmdoc.model.document import Footnote, Paragraph, Quote, Strong, Text

KEPT = Paragraph((Text("kept"), Strong((Text("too"),))))
QUOTE = Quote((KEPT, Paragraph((Text("a"), Text("x")))))


def test_unchanged_nodes_are_the_same_object() -> None:
    """A long report is not copied for one reference in it."""
    blocks = (KEPT, QUOTE)

    same = rewrite(blocks, lambda node: node)
    changed = rewrite(blocks, lambda node: Text("b") if node == Text("a") else node)

    assert blocks is same
    assert KEPT is changed[0]
    assert isinstance(changed[1], Quote)
    assert KEPT is changed[1].blocks[0]
    assert Paragraph((Text("b"), Text("x"))) == changed[1].blocks[1]


def test_one_node_can_become_several_or_none() -> None:
    doubled = rewrite((QUOTE,), lambda node: (node, Text("y")) if node == Text("x") else node)
    dropped = rewrite((QUOTE,), lambda node: () if node == Text("x") else node)

    assert (Quote((KEPT, Paragraph((Text("a"), Text("x"), Text("y"))))),) == doubled
    assert (Quote((KEPT, Paragraph((Text("a"),)))),) == dropped


def test_footnotes_are_numbered_in_reading_order() -> None:
    """Numbers start at one and run through quotes."""
    notes = [Paragraph((Footnote((Paragraph((Text(text),)),), 0),)) for text in "ab"]

    numbered = number_footnotes((Quote((notes[0],)), notes[1]))

    expected = [
        Paragraph((Footnote((Paragraph((Text(text),)),), n),)) for n, text in enumerate("ab", 1)
    ]
    assert (Quote((expected[0],)), expected[1]) == numbered

"""Captions are numbered and listed, and references lead to their targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import compose
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout import load_layout
from pmdoc.model.document import (
    Block,
    CaptionKind,
    Contents,
    CrossReference,
    Document,
    Figure,
    Footnote,
    Paragraph,
    Table,
    Target,
)
from pmdoc.pipeline.plugins import parts
from tests.incidents import context_for, words

LAYOUT = """
name: acme
is-numbered: true
contents: 0
list-of-tables: true
list-of-figures: true
sections:
  - title: What is known
    parts: [{part: text, value: notes}]
  - title: Action items
    parts:
      - part: table
        value: actions
        caption: What is to be done
        columns: [{title: ID, value: id, width: fit}, {title: Action, value: action}]
      - part: table
        value: communication.log
        columns: [{title: Message, value: message}]
  - title: Pictures
    parts: [{part: figures, value: appendices.screenshots}]
  - title: Root cause
    parts: [{part: text, value: root_cause.statement}]
  - title: Harm
    sections:
      - title: Users
        parts: [{part: text, value: impact.statement}]
      - title: Services
        sections:
          - title: Web
            parts: [{part: table, value: impact.services, columns: [{title: Web, value: name}]}]
          - title: Mail
            parts: [{part: table, value: impact.services, columns: [{title: Mail, value: name}]}]
"""
INCIDENT = """
actions: [{id: A-1, action: Test restores}]
communication: {log: [{message: We look into it}]}
root_cause: {statement: A full disk}
impact: {statement: None got in, services: [{name: Shop}]}
appendices: {screenshots: [{file: a.png, alt: A line that falls, caption: The load}]}
"""


def compose_notes(notes: str, folder: Path) -> tuple[Document, tuple[Problem, ...]]:
    """Compose an incident with the given notes."""
    path = folder / "acme.yaml"
    path.write_text(LAYOUT, encoding="utf-8")
    ctx = context_for(f"{INCIDENT}\nnotes: '{notes}'", load_layout(path))
    done = compose(ctx, parts())
    return done.document, done.problems


def blocks_of_kind(document: Document, kind: type[Block]) -> list[Block]:
    """List the blocks of one kind."""
    return [block for block in document.blocks if isinstance(block, kind)]


def test_captions_are_numbered_by_kind(tmp_path: Path) -> None:
    """Tables and figures are numbered separately; a table without a caption has no number."""
    document, _ = compose_notes("Nothing.", tmp_path)

    captions = [words(b.caption) for b in document.blocks if isinstance(b, Table | Figure)]

    numbered = ["Table\u00a01|: |What is to be done", "", "Figure\u00a01|: |The load", "", ""]
    assert numbered == captions


def test_lists_of_tables_and_figures_lead_to_their_captions(tmp_path: Path) -> None:
    """Each list has the captions of its kind, and their anchors."""
    document, _ = compose_notes("Nothing.", tmp_path)
    anchors = [b.anchor for b in document.blocks if isinstance(b, Table | Figure) and b.caption]

    lists = [block for block in document.blocks if isinstance(block, Contents)]

    assert [CaptionKind.TABLE, CaptionKind.FIGURE] == [one.kind for one in lists]
    assert anchors == [entry.anchor for one in lists for entry in one.entries]


def test_footnotes_are_numbered_through_the_report(tmp_path: Path) -> None:
    document, _ = compose_notes("a^[x] b^[y]", tmp_path)
    (paragraph, *_) = [b for b in document.blocks if isinstance(b, Paragraph)]

    assert [1, 2] == [node.number for node in paragraph.children if isinstance(node, Footnote)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("actions", "Table\u00a01"),
        ("a.png", "Figure\u00a01"),
        ("a-1", "A-1"),
        ("root_cause", "Section\u00a0|4"),
        ("root-cause", "Section\u00a0|4"),
        ("communication.log", "Section\u00a02"),
        ("impact.services", "Section\u00a0|5.2"),
        ("impact", "Section\u00a0|5"),
    ],
)
def test_reference_without_text_shows_the_name_of_its_target(
    place: str, expected: str, tmp_path: Path
) -> None:
    """A target is found by id, file, path or title; its name comes from the composed report."""
    document, problems = compose_notes(f"[](#{place})", tmp_path)
    (paragraph, *_) = [b for b in document.blocks if isinstance(b, Paragraph)]

    assert not problems
    assert expected == words(paragraph.children)
    assert isinstance(paragraph.children[-1], CrossReference)


def test_reference_with_text_keeps_it(tmp_path: Path) -> None:
    """The author's own words lead to the row of the action."""
    document, _ = compose_notes("[the first action](#A-1)", tmp_path)
    (paragraph, *_) = [b for b in document.blocks if isinstance(b, Paragraph)]
    (table, *_) = [b for b in document.blocks if isinstance(b, Table)]
    first = table.grid.rows[0].cells[0].blocks[0]

    (reference,) = paragraph.children
    assert isinstance(reference, CrossReference)
    assert isinstance(first, Paragraph)
    (target,) = first.children
    assert isinstance(target, Target)
    assert ("the first action", target.anchor) == (words(reference.children), reference.anchor)


def test_unknown_reference_is_a_problem_and_keeps_its_text(tmp_path: Path) -> None:
    """The problem points at the text and suggests the nearest target."""
    document, (problem,) = compose_notes("See [the picture](#b.png).", tmp_path)
    (paragraph, *_) = [b for b in document.blocks if isinstance(b, Paragraph)]

    assert "See |the picture|." == words(paragraph.children)
    assert ("reference-unresolved", "/notes") == (problem.id, problem.pointer)
    assert problem.hint == "Did you mean 'a.png'?"

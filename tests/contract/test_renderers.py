"""Promises that every renderer keeps, whatever its format."""

from __future__ import annotations

import pytest

from pmdoc.model.document import Document
from pmdoc.pipeline.plugins import find_renderer, renderers
from pmdoc.style import resolve_style, style_names
from tests.documents import full_document, minimal_document

DOCUMENTS = {"full": full_document(), "minimal": minimal_document()}
CASES = [
    pytest.param(name, style, document, id=f"{name}-{style}-{title}")
    for name in renderers()
    for style in style_names()
    for title, document in DOCUMENTS.items()
]


@pytest.mark.parametrize(("name", "style", "document"), CASES)
def test_renders_every_node_without_problems_and_repeatably(
    name: str, style: str, document: Document
) -> None:
    """Every node can be rendered in every style, and the same input gives the same bytes."""
    renderer, resolved = find_renderer(name), resolve_style(style)

    first = renderer.render(document, resolved)

    assert () == first.problems
    assert first.data
    assert renderer.render(document, resolved).data == first.data


@pytest.mark.parametrize("name", list(renderers()))
def test_renderer_describes_itself(name: str) -> None:
    """It has the name that users type, a suffix and a description."""
    renderer = find_renderer(name)

    assert name == renderer.name
    assert renderer.suffix.startswith(".")
    assert renderer.description

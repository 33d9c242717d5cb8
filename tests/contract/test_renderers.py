"""What every renderer promises, whatever its format."""

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
def test_renders_without_a_problem_and_the_same_again(
    name: str, style: str, document: Document
) -> None:
    """Every node is expressed in every style, and the same input gives the same bytes."""
    renderer, look = find_renderer(name), resolve_style(style)

    first = renderer.render(document, look)

    assert () == first.problems
    assert first.data
    assert renderer.render(document, look).data == first.data


@pytest.mark.parametrize("name", list(renderers()))
def test_says_what_it_is(name: str) -> None:
    """A renderer's name is what users type, and it has a suffix and a description."""
    renderer = find_renderer(name)

    assert name == renderer.name
    assert renderer.suffix.startswith(".")
    assert renderer.description

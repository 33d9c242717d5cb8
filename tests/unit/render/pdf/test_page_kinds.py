"""Covers and landscape pages have their own page size and marking."""

from __future__ import annotations

from collections.abc import Callable

from pmdoc.model.document import PageBreak, PageKind, TitleBlock
from tests.documents import heading, paragraph
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]


def test_landscape_pages_are_marked(make: Make) -> None:
    """The next page is portrait again; the label is at the right edge of each page."""
    made = make(
        paragraph("Before"), PageBreak(PageKind.WIDE), paragraph("Wide"), PageBreak(),
        paragraph("After"),
    )  # fmt: skip

    sheets = [[round(float(edge)) for edge in page.MediaBox[2:]] for page in made.kept.pages]
    labels = [box[2] for word, box in made.words() if word.startswith("TLP")]
    assert sheets == [[595, 842], [842, 595], [595, 842]]
    assert [len([edge for edge in labels if edge > 600]), len(labels)] == [2, 6]


def test_cover_has_the_marking_but_no_running_line(make: Make) -> None:
    """The title is content; the band behind it is an artifact."""
    title = TitleBlock(title="The title", kicker="A kind", is_cover=True)

    made = make(PageBreak(PageKind.COVER), title, PageBreak(), paragraph("After"))

    first = made.text("-f", "1", "-l", "1")
    assert [first.count("TLP:AMBER"), first.count("Page")] == [2, 0]
    assert ["Document", "Kicker", "Title", "P"] == [tag for _, tag, _ in made.elements()]


def test_sections_continue_over_a_landscape_page(make: Make) -> None:
    """The structure does not depend on page kinds."""
    made = make(
        heading(1, "One", "a"), PageBreak(PageKind.WIDE), heading(2, "Two", "b"), paragraph("x"),
        PageBreak(), paragraph("y"),
    )  # fmt: skip

    assert [(d, t) for d, t, _ in made.elements()] == [
        (0, "Document"), (1, "Sect"), (2, "H1"), (2, "Sect"), (3, "H2"), (3, "P"), (3, "P"),
    ]  # fmt: skip

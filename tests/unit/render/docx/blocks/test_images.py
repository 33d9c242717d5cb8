"""Every drawing says what it shows, or is marked as an ornament that says nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import Figure, FigureRow, Text, TitleBlock
from pmdoc.model.length import Length
from pmdoc.style.style import Logo, Style
from tests.documents import full_document, picture
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Made

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARK = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def said(made: Made) -> list[str | None]:
    """Return what each drawing says; None where it is marked as decorative."""
    return [_words(one) for one in made.part().iter(_PROPERTIES)]


def _words(properties: etree._Element) -> str | None:
    marks = [one.get("val") for one in properties.iter(_MARK)]
    words = str(properties.get("descr"))
    assert marks == ([] if words else ["1"])
    return words or None


def test_a_picture_is_described_or_decorative(make: Callable[..., Made]) -> None:
    """As its author says; who describes with blanks has not said that it is an ornament."""
    shown = [
        Figure(image=picture(), alternative="Errors rise"),
        Figure(image=picture(), alternative="", is_decorative=True),
        Figure(image=picture(), alternative=" ", caption=(Text("C"),)),
    ]
    made = make(*shown, FigureRow(figures=(shown[0], shown[1])))

    assert ["Errors rise", None, "Picture", "Errors rise", None] == said(made)
    assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize(
    ("alternative", "organization", "expected"),
    [
        ("The house", "The House Ltd", None),
        ("The house", "", "The house"),
        ("The house: a needle in a ring", "The House", "The house: a needle in a ring"),
        ("", "The House", None),
    ],
    ids=["said beside it", "not said", "more than said", "nothing to say"],
)
def test_a_logo_says_what_nothing_beside_it_says(
    style: Style,
    render: Callable[..., Made],
    alternative: str,
    organization: str,
    expected: str | None,
) -> None:
    """Beside the company's name its mark is an ornament; so is the bar below it."""
    logo = Logo(image=picture(), alternative=alternative, height=Length.from_mm(10))
    blocks = (TitleBlock(title="T", organization=organization),)
    made = render(replace(full_document(), blocks=blocks), replace(style, logo=logo))

    assert [expected, None] == said(made)
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_charts_are_described(full: Made) -> None:
    """Nothing that shows data is an ornament: the bar is the only one."""
    assert 1 == said(full).count(None)

"""Every drawing has a description, or is marked as decorative."""

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
from tests.unit.render.docx.conftest import Output

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARK = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def descriptions(made: Output) -> list[str | None]:
    """Return the description of each drawing, or None if it is marked as decorative."""
    return [_description(one) for one in made.part().iter(_PROPERTIES)]


def _description(properties: etree._Element) -> str | None:
    marks = [one.get("val") for one in properties.iter(_MARK)]
    words = str(properties.get("descr"))
    assert marks == ([] if words else ["1"])
    return words or None


def test_picture_is_described_or_decorative(make: Callable[..., Output]) -> None:
    """A blank description does not mark a picture as decorative."""
    shown = [
        Figure(image=picture(), alternative="Errors rise"),
        Figure(image=picture(), alternative="", is_decorative=True),
        Figure(image=picture(), alternative=" ", caption=(Text("C"),)),
    ]
    made = make(*shown, FigureRow(figures=(shown[0], shown[1])))

    assert ["Errors rise", None, "Picture", "Errors rise", None] == descriptions(made)
    assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize(
    ("alternative", "organization", "expected"),
    [
        ("Acme works", "Acme Works Ltd", None),
        ("Acme works", "", "Acme works"),
        ("Acme works: a needle in a ring", "Acme Works", "Acme works: a needle in a ring"),
        ("", "Acme Works", None),
    ],
    ids=["name next to it", "no name", "more than the name", "no description"],
)
def test_logo_next_to_its_company_name_is_decorative(
    style: Style,
    render: Callable[..., Output],
    alternative: str,
    organization: str,
    expected: str | None,
) -> None:
    """The bar below it is always decorative."""
    logo = Logo(image=picture(), alternative=alternative, height=Length.from_mm(10))
    blocks = (TitleBlock(title="T", organization=organization),)
    made = render(replace(full_document(), blocks=blocks), replace(style, logo=logo))

    assert [expected, None] == descriptions(made)
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_charts_are_described(full: Output) -> None:
    """Only the bar is decorative."""
    assert 1 == descriptions(full).count(None)

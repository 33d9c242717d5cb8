"""Form fields as boxes: cells to fill in, boxes to tick.

In → Out: the field of a cell or list item in, boxes with their Form elements out.
Must not: be used for a file that is only to be printed, or fill in anything.
Source: ISO 14289-1 (PDF/UA-1), 7.18.4: a widget annotation lies in a Form element.
"""

from __future__ import annotations

from pmdoc.model.document import Field, FieldKind
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, PlainBox
from pmdoc.style.style import Style, TextRole, TextStyle

_FIELD_HEIGHT = 1.5
"""Height of a one-line field. Units: leading of its text."""
_TICK = 1.05
"""Side of a box to tick. Units: type size of the text."""


class FieldBox(PlainBox):
    """A field across the full width, or a box to tick centred on its line. Units: points."""

    def __init__(self, field: Field, element: Element, look: TextStyle, height: float) -> None:
        self._field = field
        self._element = element
        self._look = look
        self._height = height

    def measure(self, width: float) -> float:
        self._width = width
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        size = self._look.size.pt
        if self._field.kind is FieldKind.CHECK:
            side = size * _TICK
            box = (x, y + (self._height - side) / 2, side, side)
        else:
            box = (x, y, self._width, self._height)
        canvas.add_widget(self._element.child("Form"), self._field, box, size)


def field_cell(style: Style, field: Field, tag: tuple[str, str]) -> tuple[Box, Element]:
    """Return the field of a blank cell, and the cell's element.

    A signature gets the height that a signature by hand needs.
    """
    look = style.text[TextRole.TABLE_CELL]
    element = Element(*tag)
    height = look.leading.pt * _FIELD_HEIGHT
    if field.kind is FieldKind.SIGNATURE:
        height = max(height, style.signature_height.pt - 2 * style.table.padding_y.pt)
    return FieldBox(field, element, look, height), element

"""Boxes that draw rules, bars and bands, and boxes to write in.

In → Out: colours and sizes in, boxes out.
Must not: choose a colour or a size.
"""

from __future__ import annotations

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, PlainBox
from pmdoc.render.pdf.layout.wrappers import WrapperBox


class RuleBox(PlainBox):
    """A hairline across the full width. Units: points; `space` is that above and below."""

    def __init__(self, color: str, space: float) -> None:
        self.before = self.after = space
        self._color = color

    def measure(self, width: float) -> float:
        self._width = width
        return 0.5

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        canvas.draw_rule(x, y + 0.25, self._width, self._color, 0.5)


class WriteInBox(PlainBox):
    """Space to write in above a hairline, after text if there is some. Units: points.

    Shape: `size` is the height of the line and the space after it.
    """

    def __init__(
        self, text: Box | None, element: Element | None, size: tuple[float, float], color: str
    ) -> None:
        self._height, self.after = size
        self._text = text
        self._element = element
        self._color = color

    def measure(self, width: float) -> float:
        self._width = width
        if self._text is not None:
            self._height = max(self._height, self._text.measure(width))
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        if self._text is not None:
            self._text.draw(canvas, x, y)
        if self._element is not None:
            canvas.begin(self._element)
            canvas.end()
        if self._color:
            canvas.draw_rule(x, y + self._height - 0.5, self._width, self._color, 0.5)


class SpaceBox(PlainBox):
    """Vertical space."""

    keeps_next = True

    def __init__(self, height: float) -> None:
        self._height = height

    def measure(self, width: float) -> float:  # noqa: ARG002 - the protocol's parameter
        return self._height


class BarBox(PlainBox):
    """A short, thick bar. Units: points; `size` is width, height."""

    keeps_next = True

    def __init__(self, color: str, size: tuple[float, float], after: float) -> None:
        self.after = after
        self._color = color
        self._size = size

    def measure(self, width: float) -> float:
        self._width = min(width, self._size[0])
        return self._size[1]

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        canvas.fill_box(x, y, self._width, self._size[1], self._color)


class BandBox(WrapperBox):
    """A box on a band across the whole page, at the band's lower edge. Units: points."""

    def __init__(self, inner: Box, color: str, min_height: float, padding: float) -> None:
        super().__init__(inner)
        self.keeps_next = False
        self._color = color
        self._min_height, self._padding = min_height, padding
        self._height = 0.0

    def measure(self, width: float) -> float:
        inner_height = self._inner.measure(width)
        self._height = max(self._min_height, inner_height + 2 * self._padding)
        self._inner_top = self._height - inner_height - self._padding
        return self._height

    def _wrap_parts(self, head: Box, tail: Box, available: float) -> tuple[Box, Box]:
        return (
            BandBox(head, self._color, available, self._padding),
            BandBox(tail, self._color, 0.0, self._padding),
        )

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        canvas.fill_box(0.0, y, canvas.width, self._height, self._color)
        self._inner.draw(canvas, x, y + self._inner_top)

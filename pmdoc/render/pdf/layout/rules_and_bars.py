"""Boxes that draw rules, bars and bands, and boxes to write in.

In → Out: colours and sizes in, boxes out.
Must not: choose a colour or a size.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box


class RuleBox:
    """A hairline across the full width. Units: points; `space` is that above and below."""

    def __init__(self, color: str, space: float) -> None:
        self.before = self.after = space
        self.keeps_next = False
        self._color = color
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Return a hairline's height."""
        self._width = width
        return 0.5

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:  # noqa: ARG002 - the protocol's parameter
        """Never split."""
        return (self, None) if forced else (None, self)

    def extent(self) -> tuple[float, float]:
        """Return no width."""
        return 0.0, 0.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the line."""
        canvas.draw_rule(x, y + 0.25, self._width, self._color, 0.5)


class WriteInBox(RuleBox):
    """Space to write in above a hairline, after text if there is some. Units: points.

    Shape: `size` is the height of the line and the space after it.
    """

    def __init__(
        self, text: Box | None, element: Element | None, size: tuple[float, float], color: str
    ) -> None:
        super().__init__(color, 0.0)
        self._height, self.after = size
        self._text = text
        self._element = element

    def measure(self, width: float) -> float:
        """Return the line's height, or that of its text if larger."""
        self._width = width
        if self._text is not None:
            self._height = max(self._height, self._text.measure(width))
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the text and the line."""
        if self._text is not None:
            self._text.draw(canvas, x, y)
        if self._element is not None:
            canvas.begin(self._element)
            canvas.end()
        if self._color:
            canvas.draw_rule(x, y + self._height - 0.5, self._width, self._color, 0.5)


class SpaceBox(RuleBox):
    """Vertical space."""

    def __init__(self, height: float) -> None:
        super().__init__("", 0.0)
        self._height = height
        self.keeps_next = True

    def measure(self, width: float) -> float:  # noqa: ARG002 - the protocol's parameter
        """Return the height."""
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw nothing."""


class BandBox:
    """A box on a band across the whole page, at the band's lower edge. Units: points."""

    def __init__(self, inner: Box, color: str, min_height: float, padding: float) -> None:
        self.before, self.after = inner.before, inner.after
        self.keeps_next = False
        self._inner, self._color = inner, color
        self._min_height, self._padding = min_height, padding
        self._height = self._inner_top = 0.0

    def children(self) -> Iterable[Box]:
        """Return the box inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Return the band's height."""
        inner_height = self._inner.measure(width)
        self._height = max(self._min_height, inner_height + 2 * self._padding)
        self._inner_top = self._height - inner_height - self._padding
        return self._height

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split the box inside; each part has a band."""
        head, tail = self._inner.split(available - self._inner_top, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        return (
            BandBox(head, self._color, available, self._padding),
            BandBox(tail, self._color, 0.0, self._padding),
        )

    def extent(self) -> tuple[float, float]:
        """Return the extent of the box inside."""
        return self._inner.extent()

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the band, then the box inside."""
        canvas.fill_box(0.0, y, canvas.width, self._height, self._color)
        self._inner.draw(canvas, x, y + self._inner_top)


class BarBox(RuleBox):
    """A short, thick bar. Units: points; `size` is width, height."""

    def __init__(self, color: str, size: tuple[float, float], after: float) -> None:
        super().__init__(color, 0.0)
        self.after = after
        self._size = size
        self.keeps_next = True

    def measure(self, width: float) -> float:
        """Return the bar's height."""
        self._width = min(width, self._size[0])
        return self._size[1]

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the bar."""
        canvas.fill_box(x, y, self._width, self._size[1], self._color)

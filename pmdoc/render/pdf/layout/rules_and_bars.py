"""Small boxes: a rule between passages, the accent bar of a title.

In → Out: colours and sizes in, boxes out.
Must not: hold content: what they draw is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box


class RuleBox:
    """A hairline over the full width. Units: points; `space` above and below."""

    def __init__(self, color: str, space: float) -> None:
        self.before = self.after = space
        self.keeps_next = False
        self._color = color
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Take a hairline's height."""
        self._width = width
        return 0.5

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:  # noqa: ARG002 - the protocol's parameter
        """Never cut."""
        return (self, None) if forced else (None, self)

    def extent(self) -> tuple[float, float]:
        """Want no room."""
        return 0.0, 0.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the line."""
        canvas.draw_rule(x, y + 0.25, self._width, self._color, 0.5)


class WriteInBox(RuleBox):
    """Room for a hand over a hairline, behind words where there are some. Units: points."""

    def __init__(
        self, words: Box | None, element: Element | None, room: tuple[float, float], color: str
    ) -> None:
        super().__init__(color, 0.0)
        self._height, self.after = room
        self._words = words
        self._element = element

    def measure(self, width: float) -> float:
        """Take the line's height, or what its words need."""
        self._width = width
        if self._words is not None:
            self._height = max(self._height, self._words.measure(width))
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the words and the line."""
        if self._words is not None:
            self._words.draw(canvas, x, y)
        if self._element is not None:
            canvas.begin(self._element)
            canvas.end()
        if self._color:
            canvas.draw_rule(x, y + self._height - 0.5, self._width, self._color, 0.5)


class SpaceBox(RuleBox):
    """Nothing, of a height."""

    def __init__(self, height: float) -> None:
        super().__init__("", 0.0)
        self._height = height
        self.keeps_next = True

    def measure(self, width: float) -> float:  # noqa: ARG002 - the protocol's parameter
        """Take the height."""
        return self._height

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw nothing."""


class BandBox:
    """A box on a ground from edge to edge of the sheet, standing on the ground's lower edge."""

    def __init__(self, inner: Box, color: str, least: float, padding: float) -> None:
        self.before, self.after = inner.before, inner.after
        self.keeps_next = False
        self._inner, self._color = inner, color
        self._least, self._padding = least, padding
        self._height = self._drop = 0.0

    def children(self) -> Iterable[Box]:
        """Yield what is inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Take the ground's height."""
        high = self._inner.measure(width)
        self._height = max(self._least, high + 2 * self._padding)
        self._drop = self._height - high - self._padding
        return self._height

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut what is inside; the ground goes on."""
        head, tail = self._inner.split(available - self._drop, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        return (
            BandBox(head, self._color, available, self._padding),
            BandBox(tail, self._color, 0.0, self._padding),
        )

    def extent(self) -> tuple[float, float]:
        """Want what is inside wants."""
        return self._inner.extent()

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the ground, then what is inside."""
        canvas.fill_box(0.0, y, canvas.width, self._height, self._color)
        self._inner.draw(canvas, x, y + self._drop)


class BarBox(RuleBox):
    """A short, thick bar in the accent colour."""

    def __init__(self, color: str, size: tuple[float, float], after: float) -> None:
        super().__init__(color, 0.0)
        self.after = after
        self._size = size
        self.keeps_next = True

    def measure(self, width: float) -> float:
        """Take the bar's height."""
        self._width = min(width, self._size[0])
        return self._size[1]

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the bar."""
        canvas.fill_box(x, y, self._width, self._size[1], self._color)

"""Small boxes: a rule between passages, the accent bar of a title.

In → Out: colours and sizes in, boxes out.
Must not: hold content: what they draw is an artifact.
"""

from __future__ import annotations

from pmdoc.render.pdf.boxes import Box
from pmdoc.render.pdf.sheet import Sheet
from pmdoc.render.pdf.structure import Element


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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the line."""
        sheet.rule(x, y + 0.25, self._width, self._color, 0.5)


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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the words and the line."""
        if self._words is not None:
            self._words.draw(sheet, x, y)
        if self._element is not None:
            sheet.begin(self._element)
            sheet.end()
        if self._color:
            sheet.rule(x, y + self._height - 0.5, self._width, self._color, 0.5)


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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the bar."""
        sheet.fill(x, y, self._width, self._size[1], self._color)

"""Boxes around one other box: room and a ground, a marker in its margin, a wish to stay whole.

In → Out: a box in, a box that measures, splits and draws it out.
Must not: know what is inside, or stack boxes; `boxes` does.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.layout.boxes import Box

_MOST_INDENT = 0.3
_LEAST_ROOM = 60.0
"""A marker stands beside its box while it takes no more than this share, or leaves this much."""


class PaddedBox:
    """A box with room around it, and a ground and an edge bar behind it."""

    def __init__(self, inner: Box, padding: tuple[float, float, float, float]) -> None:
        self._inner = inner
        self._padding = padding
        """Top, right, bottom, left."""
        self.before = inner.before
        self.after = inner.after
        self.keeps_next = inner.keeps_next
        self.background = self.bar = ""
        self.bar_width = 0.0
        self._width = self._height = 0.0

    def children(self) -> Iterable[Box]:
        """Yield what is inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Measure what is inside."""
        top, right, bottom, left = self._padding
        self._width = width
        self._height = self._inner.measure(max(1.0, width - left - right)) + top + bottom
        return self._height

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut what is inside; both parts keep ground and padding."""
        top, _, bottom, _ = self._padding
        head, tail = self._inner.split(available - top - bottom, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        first, second = self._like(head), self._like(tail)
        second.before, first.after = 0.0, 0.0
        first.keeps_next = False
        first.measure(self._width)
        second.measure(self._width)
        return first, second

    def _like(self, inner: Box) -> PaddedBox:
        other = PaddedBox(inner, self._padding)
        other.before, other.after = self.before, self.after
        other.keeps_next = self.keeps_next
        other.background, other.bar, other.bar_width = self.background, self.bar, self.bar_width
        return other

    def extent(self) -> tuple[float, float]:
        """Add the padding."""
        natural, longest = self._inner.extent()
        sides = self._padding[1] + self._padding[3]
        return natural + sides, longest + sides

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw ground, bar and what is inside."""
        if self.background:
            canvas.fill_box(x, y, self._width, self._height, self.background)
        if self.bar:
            canvas.fill_box(x, y, self.bar_width, self._height, self.bar)
        top, _, _, left = self._padding
        self._inner.draw(canvas, x + left, y + top)


class MarkerBox:
    """A marker in the margin of a box: a bullet, a number. Above it where there is no margin."""

    def __init__(self, marker: Box | None, body: Box, indent: float) -> None:
        self._marker = marker
        self._body = body
        self._indent = indent
        self.before, self.after, self.keeps_next = body.before, body.after, body.keeps_next
        self._width = self._shift = self._drop = 0.0

    def children(self) -> Iterable[Box]:
        """Yield the marker, if there is one, and the body."""
        return (self._body,) if self._marker is None else (self._marker, self._body)

    def measure(self, width: float) -> float:
        """Take the higher of both, or their sum where they stand above one another."""
        self._width = width
        is_roomy = width - self._indent >= _LEAST_ROOM or self._indent < width * _MOST_INDENT
        self._shift = self._indent if is_roomy else 0.0
        high = self._body.measure(max(1.0, width - self._shift))
        self._drop = 0.0
        if self._marker is None:
            return high
        marker = self._marker.measure(max(1.0, self._shift or width))
        if not is_roomy:
            self._drop = marker
            return marker + high
        return max(high, marker)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut the body; the marker stays with its beginning."""
        head, tail = self._body.split(available - self._drop, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        first = MarkerBox(self._marker, head, self._indent)
        second = MarkerBox(None, tail, self._indent)
        first.before, first.after, first.keeps_next = self.before, 0.0, False
        second.before, second.after, second.keeps_next = 0.0, self.after, self.keeps_next
        first.measure(self._width)
        second.measure(self._width)
        return first, second

    def extent(self) -> tuple[float, float]:
        """Add the indent."""
        natural, longest = self._body.extent()
        return natural + self._indent, longest + self._indent

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the marker, then the body."""
        if self._marker is not None:
            self._marker.draw(canvas, x, y)
        self._body.draw(canvas, x + self._shift, y + self._drop)


class WrapperBox:
    """A box that takes the place of the one inside it, and does something more."""

    def __init__(self, inner: Box) -> None:
        self._inner = inner
        self.before, self.after, self.keeps_next = inner.before, inner.after, inner.keeps_next

    def children(self) -> Iterable[Box]:
        """Yield what is inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Measure what is inside."""
        return self._inner.measure(width)

    def extent(self) -> tuple[float, float]:
        """Want what is inside wants."""
        return self._inner.extent()

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw what is inside."""
        self._inner.draw(canvas, x, y)


class KeepTogether(WrapperBox):
    """A box that is not cut where a page could hold all of it."""

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut only where there is no other way."""
        return self._inner.split(available, forced=True) if forced else (None, self)


class AnchoredBox(WrapperBox):
    """A box that can be led to. Shape: `title` is empty for what is no heading."""

    def __init__(self, inner: Box, anchor: str, *, level: int = 0, title: str = "") -> None:
        super().__init__(inner)
        self.anchor = anchor
        self._level = level
        self._title = title

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut what is inside; the anchor stays with its beginning."""
        head, tail = self._inner.split(available, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        return AnchoredBox(head, self.anchor, level=self._level, title=self._title), tail

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Leave an anchor and a bookmark, then draw what is inside."""
        canvas.add_anchor(self.anchor, y)
        if self._title and not canvas.is_artifact:
            canvas.add_bookmark(self._level, self._title, y)
        super().draw(canvas, x, y)

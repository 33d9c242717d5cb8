"""Boxes around another box: padding and a background, a marker, an anchor, "keep together".

In → Out: a box in, a box that measures, splits and draws it out.
Must not: know what is inside, or stack boxes; `boxes` does.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.layout.boxes import Box

_MAX_INDENT = 0.3
_MIN_BODY = 60.0
"""A marker goes beside its body if it takes less than this share of the width, or leaves so many
points for the body; otherwise it goes above it."""


class PaddedBox:
    """A box with padding, an optional background and an optional bar at its left edge."""

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
        """Return the box inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Return the height of the box inside with its padding."""
        top, right, bottom, left = self._padding
        self._width = width
        self._height = self._inner.measure(max(1.0, width - left - right)) + top + bottom
        return self._height

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split the box inside; both parts have background and padding."""
        top, _, bottom, _ = self._padding
        head, tail = self._inner.split(available - top - bottom, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        first, second = self._copy_around(head), self._copy_around(tail)
        second.before, first.after = 0.0, 0.0
        first.keeps_next = False
        first.measure(self._width)
        second.measure(self._width)
        return first, second

    def _copy_around(self, inner: Box) -> PaddedBox:
        copied = PaddedBox(inner, self._padding)
        copied.before, copied.after = self.before, self.after
        copied.keeps_next = self.keeps_next
        copied.background, copied.bar, copied.bar_width = self.background, self.bar, self.bar_width
        return copied

    def extent(self) -> tuple[float, float]:
        """Return the extent of the box inside, plus the padding."""
        natural, longest = self._inner.extent()
        sides = self._padding[1] + self._padding[3]
        return natural + sides, longest + sides

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the background, the bar and the box inside."""
        if self.background:
            canvas.fill_box(x, y, self._width, self._height, self.background)
        if self.bar:
            canvas.fill_box(x, y, self.bar_width, self._height, self.bar)
        top, _, _, left = self._padding
        self._inner.draw(canvas, x + left, y + top)


class MarkerBox:
    """A marker, such as a bullet or number, beside a body, or above it in a narrow column."""

    def __init__(self, marker: Box | None, body: Box, indent: float) -> None:
        self._marker = marker
        self._body = body
        self._indent = indent
        self.before, self.after, self.keeps_next = body.before, body.after, body.keeps_next
        self._width = self._body_left = self._body_top = 0.0

    def children(self) -> Iterable[Box]:
        """Return the marker, if there is one, and the body."""
        return (self._body,) if self._marker is None else (self._marker, self._body)

    def measure(self, width: float) -> float:
        """Return the larger height of both, or their sum if the marker goes above the body."""
        self._width = width
        is_beside = width - self._indent >= _MIN_BODY or self._indent < width * _MAX_INDENT
        self._body_left = self._indent if is_beside else 0.0
        body_height = self._body.measure(max(1.0, width - self._body_left))
        self._body_top = 0.0
        if self._marker is None:
            return body_height
        marker = self._marker.measure(max(1.0, self._body_left or width))
        if not is_beside:
            self._body_top = marker
            return marker + body_height
        return max(body_height, marker)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split the body; the marker stays with its first part."""
        head, tail = self._body.split(available - self._body_top, forced=forced)
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
        """Return the extent of the body, plus the indent."""
        natural, longest = self._body.extent()
        return natural + self._indent, longest + self._indent

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the marker, then the body."""
        if self._marker is not None:
            self._marker.draw(canvas, x, y)
        self._body.draw(canvas, x + self._body_left, y + self._body_top)


class WrapperBox:
    """A box that adds something to the one inside it and is as large."""

    def __init__(self, inner: Box) -> None:
        self._inner = inner
        self.before, self.after, self.keeps_next = inner.before, inner.after, inner.keeps_next

    def children(self) -> Iterable[Box]:
        """Return the box inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Return the height of the box inside."""
        return self._inner.measure(width)

    def extent(self) -> tuple[float, float]:
        """Return the extent of the box inside."""
        return self._inner.extent()

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the box inside."""
        self._inner.draw(canvas, x, y)


class KeepTogether(WrapperBox):
    """A box that is not split if a page can hold all of it."""

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split only if forced."""
        return self._inner.split(available, forced=True) if forced else (None, self)


class AnchoredBox(WrapperBox):
    """A box with an anchor for links, and a bookmark if it has a title."""

    def __init__(self, inner: Box, anchor: str, *, level: int = 0, title: str = "") -> None:
        super().__init__(inner)
        self.anchor = anchor
        self._level = level
        self._title = title

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split the box inside; the anchor stays with its first part."""
        head, tail = self._inner.split(available, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        return AnchoredBox(head, self.anchor, level=self._level, title=self._title), tail

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Record the anchor and the bookmark, then draw the box inside."""
        canvas.add_anchor(self.anchor, y)
        if self._title and not canvas.is_artifact:
            canvas.add_bookmark(self._level, self._title, y)
        super().draw(canvas, x, y)

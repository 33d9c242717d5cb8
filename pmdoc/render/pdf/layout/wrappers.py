"""Boxes around another box: padding and a background, a marker, an anchor, "keep together".

In → Out: a box in, a box that measures, splits and draws it out.
Must not: know what is inside, or stack boxes; `boxes` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Self

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.layout.boxes import Box

_MAX_INDENT = 0.3
_MIN_BODY = 60.0
"""A marker goes beside its body if it takes less than this share of the width, or leaves so many
points for the body; otherwise it goes above it."""


class WrapperBox:
    """A box that adds something to the box inside it. By default it is as large as that."""

    _inner_top = 0.0
    """The space above the box inside. Units: points."""

    def __init__(self, inner: Box) -> None:
        self._inner = inner
        self.before, self.after, self.keeps_next = inner.before, inner.after, inner.keeps_next

    def children(self) -> Iterable[Box]:
        return (self._inner,)

    def measure(self, width: float) -> float:
        return self._inner.measure(width)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        head, tail = self._inner.split(available - self._inner_top, forced=forced)
        if head is None or tail is None:
            return (None, self) if head is None else (self, None)
        return self._wrap_parts(head, tail, available)

    def _wrap_parts(self, head: Box, tail: Box, available: float) -> tuple[Box, Box]:  # noqa: ARG002 - for subclasses
        return self._wrap_in_copies(head, tail)

    def _wrap_in_copies(self, head: Box, tail: Box) -> tuple[Self, Self]:
        """Return both parts in a copy of this box each, with the spaces at its outer edges."""
        first, second = copy(self), copy(self)
        first._inner, second._inner = head, tail
        first.after, first.keeps_next, second.before = 0.0, False, 0.0
        return first, second

    def extent(self) -> tuple[float, float]:
        return self._inner.extent()

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        self._inner.draw(canvas, x, y)


class PaddedBox(WrapperBox):
    """A box with padding, an optional background and an optional bar at its left edge."""

    def __init__(self, inner: Box, padding: tuple[float, float, float, float]) -> None:
        super().__init__(inner)
        self._padding = padding
        """Top, right, bottom, left."""
        self.background = self.bar = ""
        self.bar_width = 0.0
        self._width = self._height = 0.0

    def measure(self, width: float) -> float:
        top, right, bottom, left = self._padding
        self._width = width
        self._height = self._inner.measure(max(1.0, width - left - right)) + top + bottom
        return self._height

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split the box inside; both parts have background and padding."""
        return super().split(available - self._padding[0] - self._padding[2], forced=forced)

    def extent(self) -> tuple[float, float]:
        natural, longest = self._inner.extent()
        sides = self._padding[1] + self._padding[3]
        return natural + sides, longest + sides

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        if self.background:
            canvas.fill_box(x, y, self._width, self._height, self.background)
        if self.bar:
            canvas.fill_box(x, y, self.bar_width, self._height, self.bar)
        self._inner.draw(canvas, x + self._padding[3], y + self._padding[0])


class MarkerBox(WrapperBox):
    """A marker, such as a bullet or number, beside a body, or above it in a narrow column."""

    def __init__(self, marker: Box | None, body: Box, indent: float) -> None:
        super().__init__(body)
        self._marker = marker
        self._indent = indent
        self._width = self._body_left = 0.0

    def children(self) -> Iterable[Box]:
        return (self._inner,) if self._marker is None else (self._marker, self._inner)

    def measure(self, width: float) -> float:
        """Return the larger height of both, or their sum if the marker goes above the body."""
        self._width = width
        is_beside = width - self._indent >= _MIN_BODY or self._indent < width * _MAX_INDENT
        self._body_left = self._indent if is_beside else 0.0
        body_height = self._inner.measure(max(1.0, width - self._body_left))
        self._inner_top = 0.0
        if self._marker is None:
            return body_height
        marker = self._marker.measure(max(1.0, self._body_left or width))
        if not is_beside:
            self._inner_top = marker
            return marker + body_height
        return max(body_height, marker)

    def _wrap_parts(self, head: Box, tail: Box, available: float) -> tuple[Box, Box]:  # noqa: ARG002 - likewise
        first, second = self._wrap_in_copies(head, tail)
        second._marker = None
        return first, second

    def extent(self) -> tuple[float, float]:
        natural, longest = self._inner.extent()
        return natural + self._indent, longest + self._indent

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        if self._marker is not None:
            self._marker.draw(canvas, x, y)
        self._inner.draw(canvas, x + self._body_left, y + self._inner_top)


class KeepTogether(WrapperBox):
    """A box that is not split if a page can hold all of it."""

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        return self._inner.split(available, forced=True) if forced else (None, self)


class AnchoredBox(WrapperBox):
    """A box with an anchor for links, and a bookmark if it has a title."""

    def __init__(self, inner: Box, anchor: str, *, level: int = 0, title: str = "") -> None:
        super().__init__(inner)
        self.anchor = anchor
        self._level = level
        self._title = title

    def _wrap_parts(self, head: Box, tail: Box, available: float) -> tuple[Box, Box]:  # noqa: ARG002 - likewise
        return AnchoredBox(head, self.anchor, level=self._level, title=self._title), tail

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        canvas.add_anchor(self.anchor, y)
        if self._title and not canvas.is_artifact:
            canvas.add_bookmark(self._level, self._title, y)
        super().draw(canvas, x, y)

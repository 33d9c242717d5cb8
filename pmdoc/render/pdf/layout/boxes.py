"""Boxes, which can be measured, split at a page break and drawn, and how they are stacked.

In → Out: boxes and a height in, those that fit and the rest out.
Must not: know the document model's blocks or the file's structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import SLACK


class Box(Protocol):
    """A part of a page. Units: points."""

    before: float
    """The minimum space above. Between two boxes, the larger of `after` and `before` counts."""
    after: float
    """The minimum space below."""
    keeps_next: bool
    """Whether there must be no page break between this box and the next."""

    def measure(self, width: float) -> float:
        """Lay out for a width and return the height. Called before `split` and `draw`."""

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Split in two, the first at most `available` high; (None, self) if that is impossible.

        Only called on a box higher than `available`. With `forced`, the page is empty so far, and
        something must be placed on it, whatever it looks like.
        """

    def extent(self) -> tuple[float, float]:
        """Return the width that needs no line break, and the minimum width that splits no word."""

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y), in the width last measured."""


@runtime_checkable
class ContainerBox(Protocol):
    """A box that contains others."""

    def children(self) -> Iterable[Box]:
        """Return the boxes inside, in reading order."""


class PlacedBox(NamedTuple):
    """A box and its distance from the top of its container."""

    box: Box
    top: float


class PlainBox:
    """A box that by default is empty, is never split and asks for no width. Units: points."""

    before = after = 0.0
    keeps_next = False
    _width = 0.0

    def measure(self, width: float) -> float:
        self._width = width
        return 0.0

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:  # noqa: ARG002 - the protocol's parameter
        return (self, None) if forced else (None, self)

    def extent(self) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw nothing."""


class PageBreakBox(PlainBox):
    """A page break; ignored at the start of a page."""


class FillResult(NamedTuple):
    """The boxes that fit, and where to continue: with box `next`, or `rest` in its place."""

    placed: list[PlacedBox]
    height: float
    rest: Box | None
    next: int


def fill_height(
    boxes: Sequence[Box], start: int, rest: Box | None, size: tuple[float, float], *, forced: bool
) -> FillResult:
    """Stack boxes into a height until one doesn't fit.

    Shape: `size` is width and height; `rest`, what a split left of box `start`, takes its place.
    With `forced`, at least one box is placed.

    Example: a page 700 high, and a paragraph of 600, a heading of 30 and a paragraph of 200. The
    third box gets what is left, 70, and splits off three lines. If only one line fitted, it would
    return (None, self), and the heading, which keeps with the next box, would move to the next page
    too: the result has the first box placed, no rest, and `next` 1.
    """
    width, height = size
    placed: list[PlacedBox] = []
    used = after = 0.0
    index = start
    while rest is not None or index < len(boxes):
        box = rest if rest is not None else boxes[index]
        if isinstance(box, PageBreakBox):
            index += 1
            if placed and forced:  # a break inside a table cell is ignored
                return FillResult(placed, used, None, index)
            continue
        gap = max(after, box.before) if placed else 0.0
        box_height = box.measure(width)
        if used + gap + box_height > height + SLACK:
            available = height - used - gap
            head, tail = box.split(
                available, forced=forced and all(p.box.keeps_next for p in placed)
            )
            if head is None:
                return _move_to_next_page(placed, rest, index, forced=forced)
            placed.append(PlacedBox(head, used + gap))
            used += gap + head.measure(width)
            return FillResult(placed, used, tail, index if tail is not None else index + 1)
        placed.append(PlacedBox(box, used + gap))
        used += gap + box_height
        after = box.after
        rest = None
        index += 1
    return FillResult(placed, used, None, index)


def _move_to_next_page(
    placed: list[PlacedBox], rest: Box | None, index: int, *, forced: bool
) -> FillResult:
    """Remove boxes at the end of the page that must keep with the next one."""
    keep = len(placed)
    while keep and placed[keep - 1].box.keeps_next:
        keep -= 1
    if keep == 0 and forced:  # a page of nothing but headings
        keep = len(placed)
    removed = len(placed) - keep
    return FillResult(placed[:keep], 0.0, None if removed else rest, index - removed)


class StackBox:
    """Boxes one below another, as in a cell or a list item. Shape: may be empty."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self.before = boxes[0].before if boxes else 0.0
        self.after = boxes[-1].after if boxes else 0.0
        self.keeps_next = bool(boxes) and boxes[-1].keeps_next
        self._width = 0.0
        self._tops: list[float] = []

    @property
    def boxes(self) -> Sequence[Box]:
        return self._boxes

    def children(self) -> Iterable[Box]:
        return self._boxes

    def measure(self, width: float) -> float:
        self._width = width
        self._tops = []
        used = after = 0.0
        for number, box in enumerate(self._boxes):
            gap = max(after, box.before) if number else 0.0
            self._tops.append(used + gap)
            used += gap + box.measure(width)
            after = box.after
        return used

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        size = (self._width, available)
        filled = fill_height(self._boxes, 0, None, size, forced=False)
        if not filled.placed:
            if not forced:
                return None, self
            filled = fill_height(self._boxes, 0, None, size, forced=True)
        head = StackBox([placed.box for placed in filled.placed])
        remaining = self._boxes[filled.next + (filled.rest is not None) :]
        tail = StackBox([filled.rest, *remaining] if filled.rest is not None else remaining)
        if not tail._boxes:
            return self, None
        head.measure(self._width)
        tail.measure(self._width)
        tail.after = self.after
        tail.before = 0.0
        return head, tail

    def extent(self) -> tuple[float, float]:
        extents = [box.extent() for box in self._boxes]
        return max((e[0] for e in extents), default=0.0), max((e[1] for e in extents), default=0.0)

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        for box, top in zip(self._boxes, self._tops, strict=True):
            box.draw(canvas, x, y + top)

"""Boxes: what can be measured, cut at a page's end and drawn; and how they stand on each other.

In → Out: boxes and a height in, those that fit and the rest out.
Must not: know a node of the document model, or a format's file structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import SLACK


class Box(Protocol):
    """A part of a page. Units: points throughout."""

    before: float
    """The space wanted above; of two neighbours' wishes the larger counts."""
    after: float
    """The space wanted below."""
    keeps_next: bool
    """Whether a page must not end between this box and the next."""

    def measure(self, width: float) -> float:
        """Lay out for a width and return the height. Called before `split` and `draw`."""

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut in two, the first at most `available` high; (None, self) if that can't be.

        Only called on a box that is higher than `available`. `forced` says that there is an
        empty page below: something must be placed, however ugly.
        """

    def extent(self) -> tuple[float, float]:
        """Return the width that needs no line break, and the least that breaks no word."""

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y), in the width last measured."""


@runtime_checkable
class ContainerBox(Protocol):
    """A box that holds others."""

    def children(self) -> Iterable[Box]:
        """Yield what is inside, in reading order."""


class PlacedBox(NamedTuple):
    """A box and its distance from the top of what holds it."""

    box: Box
    top: float


class PageBreakBox:
    """What follows starts a new page; on an empty page it does nothing."""

    before = after = 0.0
    keeps_next = False

    def measure(self, width: float) -> float:  # noqa: ARG002 - the protocol's parameter
        """Take no room."""
        return 0.0

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:  # noqa: ARG002 - likewise
        """Never needed: it always fits."""
        return self, None

    def extent(self) -> tuple[float, float]:
        """Want no room."""
        return 0.0, 0.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw nothing."""


class FillResult(NamedTuple):
    """What went into a height, and where to go on: `rest` first, then box number `next`."""

    placed: list[PlacedBox]
    height: float
    rest: Box | None
    next: int


def fill_height(
    boxes: Sequence[Box], start: int, rest: Box | None, room: tuple[float, float], *, forced: bool
) -> FillResult:
    """Stack boxes into a height until one doesn't fit.

    Shape: `room` is width and height. With `forced`, at least one box is placed.
    """
    width, height = room
    placed: list[PlacedBox] = []
    used = after = 0.0
    at = start
    while rest is not None or at < len(boxes):
        box = rest if rest is not None else boxes[at]
        if isinstance(box, PageBreakBox):
            at += 1
            if placed and forced:  # only a page's own flow breaks; a table cell's does not
                return FillResult(placed, used, None, at)
            continue
        gap = max(after, box.before) if placed else 0.0
        tall = box.measure(width)
        if used + gap + tall > height + SLACK:
            left = height - used - gap
            head, tail = box.split(left, forced=forced and all(p.box.keeps_next for p in placed))
            if head is None:
                return _step_back(placed, rest, at, forced=forced)
            placed.append(PlacedBox(head, used + gap))
            used += gap + head.measure(width)
            return FillResult(placed, used, tail, at if tail is not None else at + 1)
        placed.append(PlacedBox(box, used + gap))
        used += gap + tall
        after = box.after
        rest = None
        at += 1
    return FillResult(placed, used, None, at)


def _step_back(placed: list[PlacedBox], rest: Box | None, at: int, *, forced: bool) -> FillResult:
    """Take along to the next page what must not stand at the foot of this one."""
    keep = len(placed)
    while keep and placed[keep - 1].box.keeps_next:
        keep -= 1
    if keep == 0 and forced:  # a page full of headings: better than none
        keep = len(placed)
    back = len(placed) - keep
    if back:
        rest = None
    kept = placed[:keep]
    return FillResult(kept, 0.0, rest, at - back)


class StackBox:
    """Boxes below one another, as in a cell or a list item. Shape: may be empty."""

    def __init__(self, boxes: Sequence[Box], *, keeps_next: bool = False) -> None:
        self._boxes = boxes
        self.before = boxes[0].before if boxes else 0.0
        self.after = boxes[-1].after if boxes else 0.0
        self.keeps_next = keeps_next
        self._width = 0.0
        self._tops: list[float] = []

    @property
    def boxes(self) -> Sequence[Box]:
        """What is stacked, from the top."""
        return self._boxes

    def children(self) -> Iterable[Box]:
        """Yield all boxes."""
        return self._boxes

    def measure(self, width: float) -> float:
        """Sum up the heights and the gaps between."""
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
        """Cut between boxes or inside one."""
        room = (self._width, available)
        done = fill_height(self._boxes, 0, None, room, forced=False)
        if not done.placed:
            if not forced:
                return None, self
            done = fill_height(self._boxes, 0, None, room, forced=True)
        head = StackBox([placed.box for placed in done.placed])
        left = self._boxes[done.next + (done.rest is not None) :]
        tail = StackBox([done.rest, *left] if done.rest is not None else left)
        if not tail._boxes:
            return self, None
        head.measure(self._width)
        tail.measure(self._width)
        tail.after = self.after
        tail.before = 0.0
        tail.keeps_next = self.keeps_next
        return head, tail

    def extent(self) -> tuple[float, float]:
        """Take the widest of both."""
        extents = [box.extent() for box in self._boxes]
        return max((e[0] for e in extents), default=0.0), max((e[1] for e in extents), default=0.0)

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw all boxes."""
        for box, top in zip(self._boxes, self._tops, strict=True):
            box.draw(canvas, x, y + top)

"""Boxes: what can be measured, cut at a page's end and drawn; and how they stand on each other.

In → Out: boxes and a height in, those that fit and the rest out.
Must not: know a node of the document model, or a format's file structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from pmdoc.render.pdf.sheet import Sheet

SLACK = 0.01
"""Units: points. What sums of widths and heights may be off by."""

_MOST_INDENT = 0.3
_LEAST_ROOM = 60.0
"""A marker stands beside its box while it takes no more than this share, or leaves this much."""


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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y), in the width last measured."""


@runtime_checkable
class Holder(Protocol):
    """A box that holds others."""

    def parts(self) -> Iterable[Box]:
        """Yield what is inside, in reading order."""


class Placed(NamedTuple):
    """A box and its distance from the top of what holds it."""

    box: Box
    top: float


class Break:
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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw nothing."""


class Filled(NamedTuple):
    """What went into a height, and where to go on: `rest` first, then box number `next`."""

    placed: list[Placed]
    height: float
    rest: Box | None
    next: int


def fill(
    boxes: Sequence[Box], start: int, rest: Box | None, room: tuple[float, float], *, forced: bool
) -> Filled:
    """Stack boxes into a height until one doesn't fit.

    Shape: `room` is width and height. With `forced`, at least one box is placed.
    """
    width, height = room
    placed: list[Placed] = []
    used = after = 0.0
    at = start
    while rest is not None or at < len(boxes):
        box = rest if rest is not None else boxes[at]
        if isinstance(box, Break):
            at += 1
            if placed and forced:  # only a page's own flow breaks; a table cell's does not
                return Filled(placed, used, None, at)
            continue
        gap = max(after, box.before) if placed else 0.0
        tall = box.measure(width)
        if used + gap + tall > height + SLACK:
            left = height - used - gap
            head, tail = box.split(left, forced=forced and all(p.box.keeps_next for p in placed))
            if head is None:
                return _step_back(placed, rest, at, forced=forced)
            placed.append(Placed(head, used + gap))
            used += gap + head.measure(width)
            return Filled(placed, used, tail, at if tail is not None else at + 1)
        placed.append(Placed(box, used + gap))
        used += gap + tall
        after = box.after
        rest = None
        at += 1
    return Filled(placed, used, None, at)


def _step_back(placed: list[Placed], rest: Box | None, at: int, *, forced: bool) -> Filled:
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
    return Filled(kept, 0.0, rest, at - back)


class Stack:
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

    def parts(self) -> Iterable[Box]:
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
        done = fill(self._boxes, 0, None, room, forced=False)
        if not done.placed:
            if not forced:
                return None, self
            done = fill(self._boxes, 0, None, room, forced=True)
        head = Stack([placed.box for placed in done.placed])
        left = self._boxes[done.next + (done.rest is not None) :]
        tail = Stack([done.rest, *left] if done.rest is not None else left)
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

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw all boxes."""
        for box, top in zip(self._boxes, self._tops, strict=True):
            box.draw(sheet, x, y + top)


class Padded:
    """A box with room around it, and a ground and an edge bar behind it."""

    def __init__(self, inner: Box, padding: tuple[float, float, float, float]) -> None:
        self._inner = inner
        self._padding = padding
        """Top, right, bottom, left."""
        self.before = inner.before
        self.after = inner.after
        self.keeps_next = inner.keeps_next
        self.ground = self.bar = ""
        self.bar_width = 0.0
        self._width = self._height = 0.0

    def parts(self) -> Iterable[Box]:
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

    def _like(self, inner: Box) -> Padded:
        other = Padded(inner, self._padding)
        other.before, other.after = self.before, self.after
        other.keeps_next = self.keeps_next
        other.ground, other.bar, other.bar_width = self.ground, self.bar, self.bar_width
        return other

    def extent(self) -> tuple[float, float]:
        """Add the padding."""
        natural, longest = self._inner.extent()
        sides = self._padding[1] + self._padding[3]
        return natural + sides, longest + sides

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw ground, bar and what is inside."""
        if self.ground:
            sheet.fill(x, y, self._width, self._height, self.ground)
        if self.bar:
            sheet.fill(x, y, self.bar_width, self._height, self.bar)
        top, _, _, left = self._padding
        self._inner.draw(sheet, x + left, y + top)


class Beside:
    """A marker in the margin of a box: a bullet, a number. Above it where there is no margin."""

    def __init__(self, marker: Box | None, body: Box, indent: float) -> None:
        self._marker = marker
        self._body = body
        self._indent = indent
        self.before, self.after, self.keeps_next = body.before, body.after, body.keeps_next
        self._width = self._shift = self._drop = 0.0

    def parts(self) -> Iterable[Box]:
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
        first = Beside(self._marker, head, self._indent)
        second = Beside(None, tail, self._indent)
        first.before, first.after, first.keeps_next = self.before, 0.0, False
        second.before, second.after, second.keeps_next = 0.0, self.after, self.keeps_next
        first.measure(self._width)
        second.measure(self._width)
        return first, second

    def extent(self) -> tuple[float, float]:
        """Add the indent."""
        natural, longest = self._body.extent()
        return natural + self._indent, longest + self._indent

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the marker, then the body."""
        if self._marker is not None:
            self._marker.draw(sheet, x, y)
        self._body.draw(sheet, x + self._shift, y + self._drop)


class Whole:
    """A box that is not cut where a page could hold all of it."""

    def __init__(self, inner: Box) -> None:
        self._inner = inner
        self.before, self.after, self.keeps_next = inner.before, inner.after, inner.keeps_next

    def parts(self) -> Iterable[Box]:
        """Yield what is inside."""
        return (self._inner,)

    def measure(self, width: float) -> float:
        """Measure what is inside."""
        return self._inner.measure(width)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut only where there is no other way."""
        return self._inner.split(available, forced=True) if forced else (None, self)

    def extent(self) -> tuple[float, float]:
        """Want what is inside wants."""
        return self._inner.extent()

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw what is inside."""
        self._inner.draw(sheet, x, y)

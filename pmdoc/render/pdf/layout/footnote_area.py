"""Footnotes: those that a page refers to, their boxes, and the rule above them.

In → Out: placed boxes in; the footnotes of a page as boxes out, drawn at its bottom.
Must not: number or reorder footnotes, or put one on a page before its mark.
Source: ISO 32000-1, 14.8.4.4.1 (Note); ISO 14289-1, 7.9 (each has an identifier).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element
from pmdoc.render.pdf.layout.boxes import Box, ContainerBox, PlacedBox, StackBox, fill_height
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.pdf.text.runs import FootnoteEntry

_MAX_SHARE = 0.6
"""The maximum share of a page for footnotes; longer ones continue on the next page."""
_RULE_SHARE = 0.3
_RULE_WIDTH = 0.5


class FootnoteArea:
    """The footnotes at the bottom of pages. Units: points; `gap` is the space above them."""

    def __init__(
        self, gap: float, rule_color: str, make_box: Callable[[FootnoteEntry], Box]
    ) -> None:
        self._gap = gap
        self._rule_color = rule_color
        self._make_box = make_box
        self._boxes: dict[FootnoteEntry, Box] = {}

    def notes(self, placed: Iterable[PlacedBox]) -> list[Box]:
        return [
            self._box(note)
            for one in placed
            for text in _text_boxes(one.box)
            for note in text.notes
        ]

    @property
    def step(self) -> float:
        """The precision of the search for a page's height."""
        return self._gap / 2

    def height(self, notes: Sequence[Box], size: tuple[float, float]) -> float:
        """Return the height of footnotes and the gap above them on a page of a size."""
        most = size[1] * _MAX_SHARE
        _, used = _measure_until(most, notes, size[0])
        return min(used + self._gap, most) if notes else 0.0

    def fit(
        self, notes: list[Box], size: tuple[float, float], used: float
    ) -> tuple[list[Box], list[Box]]:
        """Return what fits of a page's footnotes, and what continues on the next page.

        `used` is the height of the text above them.
        """
        width, height = size
        room = max(height * _MAX_SHARE, height - used) - self._gap
        count, needed = _measure_until(room, notes, width)
        if needed <= room:
            return notes, []
        stack = StackBox(notes[:count])
        stack.measure(width)
        head, tail = stack.split(room, forced=True)
        rest = [*_boxes(tail), *notes[count:]]
        for box in reversed(rest):
            note = _note_element(box)
            if note is not None:
                if note.is_open and box is not rest[0]:
                    break  # all before it continue from the page before
                note.is_open = True  # the table row with its mark may be flushed before
        return _boxes(head), rest

    def draw(
        self, canvas: PageCanvas, notes: Sequence[Box], at: tuple[float, float, float]
    ) -> None:
        """Draw footnotes at the bottom of a page, each as soon as its mark is drawn.

        So the content stream is in reading order. What continues from the page before comes first.
        Shape: `at` is x, bottom, width.
        """
        x, bottom, width = at
        filled = fill_height(notes, 0, None, (width, math.inf), forced=False)
        top = bottom - filled.height
        rule = top - self._gap / 3
        canvas.draw_rule(x, rule, width * _RULE_SHARE, self._rule_color, _RULE_WIDTH)
        for box, offset in filled.placed:
            note = _note_element(box)
            if note is None or note.parent is not None:
                box.draw(canvas, x, top + offset)
            else:
                canvas.pending_notes[note.name] = partial(box.draw, canvas, x, top + offset)

    def _box(self, note: FootnoteEntry) -> Box:
        if note not in self._boxes:
            self._boxes[note] = self._make_box(note)
        return self._boxes[note]


def _measure_until(limit: float, boxes: Sequence[Box], width: float) -> tuple[int, float]:
    """Return how many boxes, one below the other, are higher than a limit, and their height.

    All of them, if they are not. Many footnotes may wait for a page; only the first are looked at.
    """
    used = after = 0.0
    for number, box in enumerate(boxes):
        used += (max(after, box.before) if number else 0.0) + box.measure(width)
        after = box.after
        if used > limit:
            return number + 1, used
    return len(boxes), used


def _boxes(part: Box | None) -> list[Box]:
    return list(part.boxes) if isinstance(part, StackBox) else []


def _note_element(box: Box) -> Element | None:
    text = next(_text_boxes(box), None)
    element = text.element if text else None
    while element is not None and element.tag != "Note":
        element = element.parent
    return element


def _text_boxes(box: Box) -> Iterator[TextBox]:
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, ContainerBox):
        for part in box.children():
            yield from _text_boxes(part)

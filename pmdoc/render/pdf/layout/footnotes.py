"""Footnotes: which a page refers to, the boxes of their words, and the rule above them.

In → Out: placed boxes in, the notes of a page as boxes out; drawn at its foot.
Must not: number or reorder notes, or let one stand on a page before its mark.
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

_MOST = 0.6
"""The share of a page that notes may take; what is longer goes on at the next page's foot."""
_RULE_SHARE = 0.3
_RULE_WIDTH = 0.5


class FootnoteArea:
    """Makes the notes of pages. Units: points; `width` is the text's."""

    def __init__(
        self, gap: float, rule_color: str, make_box: Callable[[FootnoteEntry], Box]
    ) -> None:
        self._gap = gap
        self._rule_color = rule_color
        self._make_box = make_box
        self._boxes: dict[FootnoteEntry, Box] = {}

    def notes(self, placed: Iterable[PlacedBox]) -> list[Box]:
        """Return the boxes of the notes that placed boxes refer to."""
        return [
            self._box(note) for one in placed for text in _texts(one.box) for note in text.notes
        ]

    @property
    def step(self) -> float:
        """The least difference in height that counts."""
        return self._gap / 2

    def room(self, notes: Sequence[Box], size: tuple[float, float]) -> float:
        """Return how much of a page notes take, with the room above them."""
        width, height = size
        return min(StackBox(notes).measure(width) + self._gap, height * _MOST) if notes else 0.0

    def fit(
        self, notes: list[Box], size: tuple[float, float], used: float
    ) -> tuple[list[Box], list[Box]]:
        """Part the notes of one page from what has to go on at the next one's foot.

        Units: points; `used` is what the text above them takes.
        """
        width, height = size
        room = max(height * _MOST, height - used) - self._gap
        stack = StackBox(notes)
        if stack.measure(width) <= room:
            return notes, []
        head, tail = stack.split(room, forced=True)
        for text in _texts(tail) if tail else ():
            note = _note_of(text)
            if note is not None:
                note.is_open = True  # the row of its mark may be written by then
        return _boxes(head), _boxes(tail)

    def draw(
        self, canvas: PageCanvas, notes: Sequence[Box], at: tuple[float, float, float]
    ) -> None:
        """Draw notes upwards from the text's lower edge, each once its mark is drawn.

        So the page's content is in the order in which it is read. What goes on from the page
        before comes first. Shape: `at` is x, bottom, width.
        """
        x, bottom, width = at
        filled = fill_height(notes, 0, None, (width, math.inf), forced=False)
        top = bottom - filled.height
        above = top - self._gap / 3
        canvas.draw_rule(x, above, width * _RULE_SHARE, self._rule_color, _RULE_WIDTH)
        for box, below in filled.placed:
            note = _note_of(box)
            if note is None or note.parent is not None:
                box.draw(canvas, x, top + below)
            else:
                canvas.pending_notes[note.name] = partial(box.draw, canvas, x, top + below)

    def _box(self, note: FootnoteEntry) -> Box:
        if note not in self._boxes:
            self._boxes[note] = self._make_box(note)
        return self._boxes[note]


def _boxes(part: Box | None) -> list[Box]:
    return list(part.boxes) if isinstance(part, StackBox) else []


def _note_of(box: Box) -> Element | None:
    """Return the element of a note, or of the part of one."""
    words = next(_texts(box), None)
    return None if words is None or words.element is None else words.element.parent


def _texts(box: Box) -> Iterator[TextBox]:
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, ContainerBox):
        for part in box.children():
            yield from _texts(part)

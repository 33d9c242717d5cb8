"""Bidirectional text: split into runs of one level, and position the fragments of a line.

In → Out: segments in logical order in, segments of one level each out; a line's fragments in, their
positions out.
Must not: change the order in which text is read, only its position.
Source: UAX #9, through `render.text.bidi`; code is isolated and left to right (rule X5c).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from pmdoc.render.pdf.text.runs import Run, Segment
from pmdoc.render.text.bidi import RIGHT_TO_LEFT, levels_of, visual_order

T = TypeVar("T")
_OBJECT = "\ufffc"
"""Placeholder for an isolated segment, such as a badge or code."""


def has_right_to_left(segments: Iterable[Segment]) -> bool:
    """Return whether any text runs from right to left."""
    return any(not s.text.isascii() and RIGHT_TO_LEFT.search(s.text) for s in segments)


def split_by_level(segments: Sequence[Segment], *, is_rtl: bool) -> list[Segment]:
    """Split segments where the embedding level changes; each part's run has its level."""
    parts: list[Segment] = []
    paragraph: list[Segment] = []
    for segment in segments:
        if segment.text == "\n":
            parts += [*_split_paragraph(paragraph, is_rtl=is_rtl), segment]
            paragraph = []
        else:
            paragraph.append(segment)
    return [*parts, *_split_paragraph(paragraph, is_rtl=is_rtl)]


def _split_paragraph(segments: Sequence[Segment], *, is_rtl: bool) -> Iterator[Segment]:
    text = "".join(_OBJECT if _is_isolated(s) else s.text for s in segments)
    levels = levels_of(text, is_rtl=is_rtl)
    index = 0
    for segment in segments:
        if _is_isolated(segment):
            level = levels[index]
            if not segment.is_atom and level % 2:
                level += 1
            yield replace(segment, run=_at_level(segment.run, level))
            index += 1
            continue
        end = index + len(segment.text)
        for level, part in _level_runs(segment.text, levels[index:end]):
            yield replace(segment, run=_at_level(segment.run, level), text=part)
        index = end


def _is_isolated(segment: Segment) -> bool:
    return segment.is_atom or segment.run.tag == "Code"


def _at_level(run: Run, level: int) -> Run:
    return run if level == run.level else replace(run, level=level, origin=run.origin or run)


def _level_runs(text: str, levels: Sequence[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield levels[start], text[start:end]
            start = end


def visual_positions(
    items: Sequence[T], levels: Sequence[int], widths: Sequence[float], start: float
) -> list[tuple[float, T]]:
    """Return items in logical order, each after its visual position from `start` on.

    Example: levels 0, 1, 1 and widths 10, 20, 30 give the positions 0, 40, 10: the last two items
    swap places.
    """
    positions = [0.0] * len(items)
    for index in visual_order(levels):
        positions[index] = start
        start += widths[index]
    return list(zip(positions, items, strict=True))

"""Text of both directions: cut into runs of one level, and put in order line by line.

In → Out: segments in their logical order in, segments of one level each out; a line's bits in,
their places out.
Must not: change the order in which anything is read; only where it stands.
Source: UAX #9, through `bidi`; code runs left to right on its own, as if isolated (rule X5c).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from pmdoc.render.pdf.text.runs import Run, Segment
from pmdoc.render.text.bidi import RIGHT_TO_LEFT, levels_of, visual_order

T = TypeVar("T")
_OBJECT = "\ufffc"
"""Stands for what has a direction of its own, such as a badge or code."""


def has_right_to_left(segments: Iterable[Segment]) -> bool:
    """Say whether any text runs from right to left."""
    return any(not s.text.isascii() and RIGHT_TO_LEFT.search(s.text) for s in segments)


def split_by_level(segments: Sequence[Segment], *, is_rtl: bool) -> list[Segment]:
    """Cut segments where the level changes; the runs of the parts know theirs."""
    found: list[Segment] = []
    paragraph: list[Segment] = []
    for segment in segments:
        if segment.text == "\n":
            found += [*_split_by_level(paragraph, is_rtl=is_rtl), segment]
            paragraph = []
        else:
            paragraph.append(segment)
    return [*found, *_split_by_level(paragraph, is_rtl=is_rtl)]


def _split_by_level(segments: Sequence[Segment], *, is_rtl: bool) -> Iterator[Segment]:
    whole = "".join(_OBJECT if _stands_alone(s) else s.text for s in segments)
    levels = levels_of(whole, is_rtl=is_rtl)
    at = 0
    for segment in segments:
        if _stands_alone(segment):
            level = levels[at]
            if not segment.is_atom and level % 2:
                level += 1
            yield replace(segment, run=_at_level(segment.run, level))
            at += 1
            continue
        end = at + len(segment.text)
        for level, part in _level_runs(segment.text, levels[at:end]):
            yield replace(segment, run=_at_level(segment.run, level), text=part)
        at = end


def _stands_alone(segment: Segment) -> bool:
    return segment.is_atom or segment.run.tag == "Code"


def _at_level(run: Run, level: int) -> Run:
    return run if level == run.level else replace(run, level=level, origin=run.origin or run)


def _level_runs(text: str, levels: Sequence[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] != levels[start]:
            yield levels[start], text[start:at]
            start = at


def visual_positions(
    items: Sequence[T], levels: Sequence[int], widths: Sequence[float], start: float
) -> list[tuple[float, T]]:
    """Return items in the order in which they are read, each with where it stands."""
    found = [0.0] * len(items)
    for at in visual_order(levels):
        found[at] = start
        start += widths[at]
    return list(zip(found, items, strict=True))

"""How large a title is set: no larger than lets it stand on few lines.

In → Out: the widths of its words and the room for a line in, a factor for its type out.
Must not: know a format, a font or a unit; both renderers ask, each in its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

_STEP = 2
_SLACK = 0.98
"""Word processors round each glyph's width to their own grid."""
_LEAST_FOR_ONE, _LEAST_FOR_TWO = 88, 72
"""Percent. How far a title may shrink to save its second line, or those after the second."""


def title_scale(words: Sequence[float], space: float, room: float) -> float:
    """Return the factor at which a title of two lines takes one, or one of more takes two.

    Where no size that is still a title's does that, it stays as large as it is.
    """
    room *= _SLACK
    now = _lines(words, space, room)
    if now == 1:
        return 1.0
    goal, least = (1, _LEAST_FOR_ONE) if now == 2 else (2, _LEAST_FOR_TWO)
    for percent in range(100 - _STEP, least - 1, -_STEP):
        if _lines(words, space, room * 100 / percent) <= goal:
            return percent / 100
    return 1.0


def _lines(words: Sequence[float], space: float, room: float) -> int:
    """Count the lines of words; one that is wider than a line is broken."""
    count, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + word
        if used > room:
            broken = ceil(used / room) - 1
            count, used = count + broken, used - broken * room
    return count

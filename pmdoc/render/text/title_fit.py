"""Choose the size of a title so that it takes few lines.

In → Out: the widths of its words and of a line in, a factor for the type size out.
Must not: know a format, a font or a unit; both renderers call it, each in its own unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

_STEP = 2
_SLACK = 0.98
"""Word processors round each glyph's width to their own grid."""
_LEAST_FOR_ONE, _LEAST_FOR_TWO = 88, 72
"""How far a title may shrink to avoid a second line, or a third. Units: per cent."""


def title_scale(words: Sequence[float], space: float, available: float) -> float:
    """Return the factor at which a title of two lines takes one, or a longer one takes two.

    It is 1 if the title would have to become too small for that.
    """
    available *= _SLACK
    current = _line_count(words, space, available)
    if current == 1:
        return 1.0
    goal, least = (1, _LEAST_FOR_ONE) if current == 2 else (2, _LEAST_FOR_TWO)
    for percent in range(100 - _STEP, least - 1, -_STEP):
        if _line_count(words, space, available * 100 / percent) <= goal:
            return percent / 100
    return 1.0


def _line_count(words: Sequence[float], space: float, available: float) -> int:
    """Count the lines of words; a word that is wider than a line is broken."""
    count, used = 1, 0.0
    for word in words:
        if used and used + space + word > available:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + word
        if used > available:
            broken = ceil(used / available) - 1
            count, used = count + broken, used - broken * available
    return count

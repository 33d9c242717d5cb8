"""Decide how much closer the lines of a contents list move, so that it does not spill over.

In → Out: by how much a page is too high, and the spaces between the lines → the share to keep.
Must not: measure, or change a style.
"""

from __future__ import annotations

_MOST_REMOVED = 0.8
"""The most that may be removed; a list that needs more keeps its spaces and spills over."""
_ERROR = 0.02
"""How much more is removed than needed, as heights of lines are rounded."""


def share_kept(excess: float, spaces: float) -> float | None:
    """Return the share of the spaces to keep, or None to keep them as they are.

    Units: `excess`, by which the page is too high, and `spaces`, the sum of all, are in the same.
    """
    return 1 - excess / spaces - _ERROR if 0 < excess < spaces * _MOST_REMOVED else None

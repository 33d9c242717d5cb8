"""Decides how much closer the lines of a contents list stand, so that it does not spill over.

In → Out: how much too high a page is, and what stands between the lines → the share that stays.
Must not: measure, or change a style.
"""

from __future__ import annotations

_MOST = 0.8
"""How much of the spaces may go; a list that needs more runs onto the next page as it is."""
_ERROR = 0.02
"""How much more of them goes than is needed, as heights of lines are rounded."""


def share_kept(excess: float, spare: float) -> float | None:
    """Return the share of the spaces that stays, or None where they stay as they are.

    Units: `excess`, by which the page is too high, and `spare`, all spaces together, in the same.
    """
    return 1 - excess / spare - _ERROR if 0 < excess < spare * _MOST else None

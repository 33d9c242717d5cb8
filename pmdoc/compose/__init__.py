"""Composing: an incident, laid out as a document.

In → Out: see `compose`.
Must not: know a format, or be loaded in full before something is composed: checks need none of it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` would slow down `import pmdoc`
if TYPE_CHECKING:
    from pmdoc.compose.composer import Composed, Sources, compose
    from pmdoc.compose.layout_check import check_layout
    from pmdoc.compose.part import Part
    from pmdoc.compose.unplaced import find_unplaced

__all__ = ["Composed", "Part", "Sources", "check_layout", "compose", "find_unplaced"]

_HOMES = {
    "Composed": "composer",
    "Part": "part",
    "Sources": "composer",
    "check_layout": "layout_check",
    "compose": "composer",
    "find_unplaced": "unplaced",
}


def __getattr__(name: str) -> object:
    """Load a public name's module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- slows down `import pmdoc`

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

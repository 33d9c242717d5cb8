"""Composing: an incident, laid out as a document.

In → Out: see `compose`.
Must not: know a format, or be loaded in full before something is composed: checks need none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmdoc.compose.check import check_layout
    from pmdoc.compose.compose import Composed, Sources, compose
    from pmdoc.compose.part import Part
    from pmdoc.compose.unplaced import unplaced

__all__ = ["Composed", "Part", "Sources", "check_layout", "compose", "unplaced"]

_HOMES = {
    "Composed": "compose",
    "Part": "part",
    "Sources": "compose",
    "check_layout": "check",
    "compose": "compose",
    "unplaced": "unplaced",
}


def __getattr__(name: str) -> object:
    """Load a public name's module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOMES[name]}")
    # a module takes the place of the function that it is named for; here the function counts
    globals().update({public: getattr(home, public) for public in _of(_HOMES[name])})
    return globals()[name]


def _of(home: str) -> list[str]:
    """List the public names of a module."""
    return [name for name, module in _HOMES.items() if module == home]

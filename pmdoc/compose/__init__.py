"""Compose an incident into a document: see `compose`.

In → Out: an incident, a layout and a language in; a document and problems out.
Must not: know an output format, or load all its modules before something is composed; a check
needs few of them.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` would slow down `import pmdoc`
if TYPE_CHECKING:
    from pmdoc.compose.composer import Composed, compose
    from pmdoc.compose.context import Context
    from pmdoc.compose.layout_check import check_layout
    from pmdoc.compose.part import Part
    from pmdoc.compose.unplaced import find_unplaced

__all__ = ["Composed", "Context", "Part", "check_layout", "compose", "find_unplaced"]

_MODULES = {
    "Composed": "composer",
    "Context": "context",
    "Part": "part",
    "check_layout": "layout_check",
    "compose": "composer",
    "find_unplaced": "unplaced",
}


def __getattr__(name: str) -> object:
    """Import the module of a public name when the name is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- slows down `import pmdoc`

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

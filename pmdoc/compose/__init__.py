"""Compose an incident into a document: see `compose`.

In → Out: an incident, a layout and a language in; a document and problems out.
Must not: know an output format, or load all its modules before something is composed; a check
needs few of them.
"""

from __future__ import annotations

from pmdoc.runtime.lazy_exports import lazy_exports

TYPE_CHECKING = False  # importing `typing` would slow down `import pmdoc`
if TYPE_CHECKING:
    from pmdoc.compose.composer import Composed, compose
    from pmdoc.compose.context import Context
    from pmdoc.compose.layout_check import check_layout
    from pmdoc.compose.part import Part
    from pmdoc.compose.unknown_phases import find_unknown_phases

__all__ = ["Composed", "Context", "Part", "check_layout", "compose", "find_unknown_phases"]

__getattr__ = lazy_exports(
    __name__,
    {
        "composer": "Composed compose",
        "context": "Context",
        "layout_check": "check_layout",
        "part": "Part",
        "unknown_phases": "find_unknown_phases",
    },
)

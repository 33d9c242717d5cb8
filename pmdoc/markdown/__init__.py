"""Conversion of Markdown to blocks and inlines of the document model.

In → Out: text in; blocks and inlines out.
Must not: read files, or load the Markdown parser before the first text that needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmdoc.markdown.links import link_to
    from pmdoc.markdown.parser import parse, parse_inline
    from pmdoc.markdown.unsafe_links import unsafe_links

__all__ = ["link_to", "parse", "parse_inline", "unsafe_links"]

_MODULES = {
    "link_to": "links",
    "parse": "parser",
    "parse_inline": "parser",
    "unsafe_links": "unsafe_links",
}


def __getattr__(name: str) -> object:
    """Import a public name's module on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value  # later uses do not call this function
    return value

"""Conversion of Markdown to blocks and inlines of the document model.

In → Out: text in; blocks and inlines out.
Must not: read files, or load the Markdown parser before the first text that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmdoc.runtime.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from pmdoc.markdown.links import link_to
    from pmdoc.markdown.parser import parse, parse_inline
    from pmdoc.markdown.unsafe_links import unsafe_links

__all__ = ["link_to", "parse", "parse_inline", "unsafe_links"]

__getattr__ = lazy_exports(
    __name__,
    {"links": "link_to", "parser": "parse parse_inline", "unsafe_links": "unsafe_links"},
)

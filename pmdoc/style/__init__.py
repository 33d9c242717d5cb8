"""Styles: fonts, colours and spacing of reports.

In → Out: see `style_resolver` for loading a style, and `style` for its parts.
Must not: draw anything.
"""

from pmdoc.style.style import Style, TextRole, TextStyle
from pmdoc.style.style_resolver import DEFAULT_STYLE, resolve_style, style_names

__all__ = ["DEFAULT_STYLE", "Style", "TextRole", "TextStyle", "resolve_style", "style_names"]

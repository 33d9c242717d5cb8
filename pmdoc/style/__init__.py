"""Looks: what a style is, and how style files become one.

In → Out: see `style` for the vocabulary and `resolve` for reading style files.
Must not: draw anything.
"""

from pmdoc.style.style import Style, TextRole, TextStyle
from pmdoc.style.style_resolver import DEFAULT_STYLE, resolve_style, style_names

__all__ = ["DEFAULT_STYLE", "Style", "TextRole", "TextStyle", "resolve_style", "style_names"]

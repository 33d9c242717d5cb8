"""Layouts, one data file each.

In → Out: see `layout` for the parts of a layout, and `layout_file` for loading one.
Must not: contain titles or the order of sections in Python.
"""

from pmdoc.layout.layout import Fact, Layout, Section, Watermark, WhenEmpty
from pmdoc.layout.layout_file import DEFAULT_LAYOUT, layout_names, load_layout
from pmdoc.layout.option_reader import Words, read_options

__all__ = [
    "DEFAULT_LAYOUT",
    "Fact",
    "Layout",
    "Section",
    "Watermark",
    "WhenEmpty",
    "Words",
    "layout_names",
    "load_layout",
    "read_options",
]

"""Layouts, one data file each.

In → Out: see `layout` for what one is made of, and `load` for reading files.
Must not: hold a section's title or order in Python.
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

"""Styles, numbering, theme and font table of a Word file.

In → Out: a style in; XML parts out.
Must not: write content.
"""

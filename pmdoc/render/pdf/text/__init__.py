"""Fonts, runs and lines: text measured, broken and drawn.

In → Out: inlines in; lines out.
Must not: know blocks.
"""

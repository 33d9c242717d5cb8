"""Runs, words, lines and paragraphs: text measured, broken and drawn.

In → Out: inlines in; boxes of lines out.
Must not: know blocks.
"""

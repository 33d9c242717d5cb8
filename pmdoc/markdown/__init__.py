"""Conversion of Markdown to blocks and inlines of the document model.

In → Out: text in; blocks and inlines out.
Must not: read files, or load the Markdown parser before the first text that needs it.
"""

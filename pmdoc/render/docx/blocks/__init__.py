"""Blocks and inlines of the document model as WordprocessingML.

In → Out: blocks in; XML out.
Must not: decide content or looks.
"""

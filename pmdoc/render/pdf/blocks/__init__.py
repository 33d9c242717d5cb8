"""Blocks of the document model as boxes.

In → Out: blocks in; boxes out.
Must not: decide content or looks.
"""

"""Boxes that can be measured, split and drawn, and the pages that they fill.

In → Out: boxes in; pages out.
Must not: know the document model's blocks.
"""

"""Build boxes from the blocks of the document model.

In → Out: blocks in; boxes out.
Must not: decide content or looks.
"""

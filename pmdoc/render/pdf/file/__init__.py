"""The objects of a PDF file: pages, fonts, structure tree, metadata.

In → Out: drawn pages in; bytes out.
Must not: lay anything out.
"""

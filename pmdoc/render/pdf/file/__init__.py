"""The objects of a PDF file: page content, fonts, images, structure tree, metadata.

In → Out: drawing calls and document metadata in; objects and the file's bytes out.
Must not: lay anything out.
"""

"""Estimates of block heights and page numbers, before Word lays out the file.

In → Out: blocks in; page numbers out.
Must not: write XML.
"""

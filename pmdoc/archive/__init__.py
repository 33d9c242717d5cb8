"""Archiving: the files that a report was made from, and how to get them back.

In → Out: an incident's files in, their names, bytes and digests out; a PDF/A-3 in, its files out.
Must not: lay out a report.
"""

"""XML elements and paragraphs of WordprocessingML, and the package that holds its parts.

In → Out: parts in; a zip file out.
Must not: know blocks or styles.
"""

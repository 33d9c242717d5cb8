"""Charts of a Word file, with their workbooks, and drawings as shapes.

In → Out: chart blocks in; chart parts and shapes out.
Must not: decide what a chart shows.
"""

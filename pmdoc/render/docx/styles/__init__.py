"""The parts that say how a Word file looks: styles, numbering, theme and font table.

In → Out: a style in; XML parts out.
Must not: write content.
"""

"""A user's Word template: opened with care, and merged with our styles.

In → Out: a Word file in; styles, lists, theme and letterhead out.
Must not: run, load or expand anything in it.
"""

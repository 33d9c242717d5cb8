"""WordprocessingML parts and the package that holds them.

In → Out: parts in; a zip file out.
Must not: know blocks or styles.
"""

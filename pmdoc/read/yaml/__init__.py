"""Reading of YAML as plain data with the position of every part.

In → Out: bytes in; data, positions and problems out.
Must not: resolve numbers, dates or booleans.
"""
